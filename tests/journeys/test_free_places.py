"""Free places: on a phone by the link of a letter, and by answering the letter through real SMTP in and out."""

import smtplib
from email.message import EmailMessage

import pytest
from django.core.cache import cache
from django.utils import timezone

from mitsorge import environment
from mitsorge.domain.directory.actions import load_taxonomy
from mitsorge.domain.directory.models import Attribute, ServiceCapacity, TaxonomyTerm
from mitsorge.domain.upkeep.letters.inquiries import signed
from mitsorge.domain.upkeep.letters.mail_replies import reply_address
from mitsorge.domain.upkeep.models import Inquiry
from mitsorge.doors.inbox.server import Inbox
from mitsorge.foundation.post.actions import deliver_due
from mitsorge.foundation.post.smtp import MailServer
from tests.domain.directory.factories import service
from tests.foundation.post.mailbox import Mailbox, free_port
from tests.network import a_network

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def inquiry(settings) -> Inquiry:
    cache.clear()
    a_network()
    load_taxonomy(at=timezone.now())
    offer = service("kurzzeitpflege-abendsonne", name="Kurzzeitpflege Abendsonne")
    offer.organization.email = "haus@abendsonne.example"
    offer.organization.save()
    term = TaxonomyTerm.objects.get(kind="CARE", code="kurzzeitpflege")
    Attribute.objects.create(service=offer, term=term, is_main=True)
    settings.REPLY_DOMAIN = "antwort.netz.example"
    return Inquiry.objects.create(organization=offer.organization, opened_at=timezone.now())


def test_ten_seconds_on_a_phone(live_server, inquiry, page, accessible):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/eintrag/{signed(inquiry)}/plaetze/")
    accessible()
    assert ServiceCapacity.objects.count() == 0
    page.get_by_label("2", exact=True).check()
    box = page.locator('label:has(input[value="2"])').bounding_box()
    assert min(box["width"], box["height"]) >= 44
    page.get_by_role("button", name="Plätze melden").click()
    page.get_by_text("Öffentlich steht jetzt: Kurzzeitpflegeplätze: 2 frei.").wait_for()
    accessible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.goto("/angebot/kurzzeitpflege-abendsonne/")
    assert page.get_by_text("2 Plätze frei").is_visible()


def test_answering_the_letter(inquiry, settings):
    box = Mailbox()
    box.open()
    settings.SMTP_URL, settings.DEFAULT_FROM_EMAIL = box.url, "post@netz.example"
    for name, value in environment.smtp(box.url).items():
        setattr(settings, name, value)
    inbox = Inbox(host="127.0.0.1", port=free_port(), workers=2)
    inbox.start()
    try:
        _answer(inbox, reply_address(inquiry), "2 KZP ab sofort\n\n> Stimmt Ihr Eintrag noch?")
        _answer(inbox, reply_address(inquiry), "Die Heizung ist kaputt.")
        server = MailServer()
        deliver_due(worker="w", at=timezone.now(), connection=server)
        server.drop()
    finally:
        inbox.stop()
        box.close()
    assert ServiceCapacity.objects.get().available == 2
    told = [mail["Subject"].strip() for mail in box.mails]
    assert sorted(told) == [
        "Danke: Ihre Antwort ist angekommen",
        "Wie meinen Sie das? Ihre Antwort zu den freien Plätzen",
    ]
    assert {mail["Reply-To"] for mail in box.mails} == {reply_address(inquiry)}
    assert box.recipients() == ["haus@abendsonne.example"] * 2


def _answer(inbox: Inbox, to: str, text: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Message-ID"] = (
        "haus@abendsonne.example",
        to,
        f"<{hash(text)}@x>",
    )
    mail.set_content(text)
    with smtplib.SMTP("127.0.0.1", inbox.port) as connection:
        connection.send_message(mail)
