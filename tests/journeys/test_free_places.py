"""Free places: on a phone by the link of a letter, and by answering the letter through real SMTP in and out."""

import re
import smtplib
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page

from mitsorge import environment
from mitsorge.domain.directory.actions import load_taxonomy
from mitsorge.domain.directory.models import Attribute, Organization, ServiceCapacity, TaxonomyTerm
from mitsorge.domain.upkeep.actions.rounds import open_due
from mitsorge.domain.upkeep.models import Asking
from mitsorge.doors.inbox.server import Inbox
from mitsorge.foundation.post.actions import deliver_due
from mitsorge.foundation.post.smtp import MailServer
from tests.domain.directory.factories import service
from tests.foundation.post.mailbox import Mailbox, free_port, text_of
from tests.journeys.acting import follow, letter_to, menu, path_of, press
from tests.journeys.pictures import PHONE
from tests.network import a_network

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
HOUSE = "haus@abendsonne.example"
OFFER = "Kurzzeitpflege Abendsonne"


@pytest.fixture(autouse=True)
def _asked(settings, live_server) -> None:
    """A house with places for a few weeks; the worker has written the first letter."""
    settings.REPLY_DOMAIN = "antwort.netz.example"
    cache.clear()
    a_network()
    load_taxonomy(at=timezone.now())
    long_ago = timezone.now() - timedelta(days=400)
    offer = service("kurzzeitpflege-abendsonne", name=OFFER, assured_at=long_ago)
    Organization.objects.update(email=HOUSE)
    term = TaxonomyTerm.objects.get(kind="CARE", code="kurzzeitpflege")
    Attribute.objects.create(service=offer, term=term, is_main=True)
    Asking.objects.create(pk=1, since=long_ago)
    assert open_due(at=timezone.now()) == 1


@pytest.fixture
def box(settings) -> Iterator[Mailbox]:
    """The mail server of the house."""
    box = Mailbox()
    box.open()
    settings.SMTP_URL, settings.DEFAULT_FROM_EMAIL = box.url, "post@netz.example"
    for name, value in environment.smtp(box.url).items():
        setattr(settings, name, value)
    yield box
    box.close()


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    listener = Inbox(host="127.0.0.1", port=free_port(), workers=2)
    listener.start()
    yield listener
    listener.stop()


def public_page(page: Page) -> None:
    """A citizen looks for it, from the front door."""
    page.context.clear_cookies()
    page.goto("/")
    menu(page, "Hilfe finden")
    page.get_by_role("main").get_by_role("link", name=OFFER).first.click()
    page.get_by_role("heading", name=OFFER, level=1).wait_for()


def test_ten_seconds_on_a_phone(page, accessible, picture):
    page.set_viewport_size(PHONE)
    page.goto(path_of(letter_to(HOUSE).text, "/eintrag/"))
    follow(page, "Freie Plätze melden")
    accessible()
    assert ServiceCapacity.objects.count() == 0
    page.get_by_label("2", exact=True).check()
    box = page.locator('label:has(input[value="2"])').bounding_box()
    assert min(box["width"], box["height"]) >= 44
    picture("freie-plaetze", page.get_by_role("heading", level=1), page.get_by_role("button", name="Plätze melden"))  # fmt: skip
    press(page, "Plätze melden")
    page.get_by_text("Öffentlich steht jetzt: Kurzzeitpflegeplätze: 2 frei.").wait_for()
    accessible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.goto(path_of(letter_to(HOUSE).text, "/eintrag/"))
    follow(page, "So sehen es Ratsuchende")
    page.get_by_text("2 Plätze frei").first.wait_for()


def test_answering_the_letter(page, box, inbox):
    """The letter arrives, is answered twice, and both answers are answered: said back, and asked back."""
    deliver()
    letter = box.mails[0]
    answer(inbox, letter, "2 KZP ab sofort")
    answer(inbox, letter, "Die Heizung ist kaputt.")
    deliver()
    told = {mail["Subject"].strip(): mail for mail in box.mails[1:]}
    assert sorted(told) == [
        "Danke: Ihre Antwort ist angekommen",
        "Wie meinen Sie das? Ihre Antwort zu den freien Plätzen",
    ]
    assert {mail["Reply-To"] for mail in box.mails} == {letter["Reply-To"]}
    assert box.recipients() == [HOUSE] * 3
    assert ServiceCapacity.objects.get().available == 2
    public_page(page)
    page.get_by_text("2 Plätze frei").first.wait_for()

    question = told["Wie meinen Sie das? Ihre Antwort zu den freien Plätzen"]
    page.goto(path_of(text_of(question), "/eintrag/"))
    page.get_by_label("0", exact=True).check()
    press(page, "Plätze melden")
    page.get_by_text(re.compile("^Danke. Öffentlich steht jetzt: ")).wait_for()
    public_page(page)
    page.get_by_text("Belegt").first.wait_for()


def deliver() -> None:
    """A round of the worker's."""
    server = MailServer()
    deliver_due(worker="w", at=timezone.now(), connection=server)
    server.drop()


def answer(inbox: Inbox, letter: EmailMessage, text: str) -> None:
    """As a mail program does: to the address for answers, with the letter below."""
    mail = EmailMessage()
    mail["From"], mail["To"] = HOUSE, letter["Reply-To"]
    mail["Subject"] = f"AW: {letter['Subject']}"
    mail["In-Reply-To"] = letter["Message-ID"]
    mail["Message-ID"] = f"<{len(text)}@abendsonne.example>"
    quoted = "".join(f"> {line}\n" for line in text_of(letter).splitlines())
    mail.set_content(f"{text}\n\nAm 3. März schrieb Netzwerkbüro:\n{quoted}")
    with smtplib.SMTP("127.0.0.1", inbox.port) as connection:
        connection.send_message(mail)
