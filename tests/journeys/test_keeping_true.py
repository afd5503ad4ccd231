"""A home manager between two shifts: confirms by letter, changes, says that something is gone; a forwarded letter."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page

from mitsorge.domain.directory.models import Location, Organization, Service
from mitsorge.domain.upkeep.actions.rounds import open_due
from mitsorge.domain.upkeep.models import Asking, Change
from tests.cast import account
from tests.domain.directory import factories
from tests.journeys.acting import enter, fill, follow, letter_to, menu, path_of, press, says
from tests.journeys.pictures import PHONE
from tests.letters import letters
from tests.sign_in import with_password

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
HOUSE = "haus@abendsonne.example"
OFFER = "Tagespflege Abendsonne"
SENTENCE = "Wir holen Sie morgens ab und bringen Sie abends heim."
WAITS = "1 Änderung eines Eintrags wartet auf Freigabe"


@pytest.fixture(autouse=True)
def _asked(live_server) -> None:
    """A house and its offer, confirmed a year ago; the worker has written the first letter."""
    cache.clear()
    factories.network()
    factories.full_service(name=OFFER)
    long_ago = timezone.now() - timedelta(days=400)
    Service.objects.update(assured_at=long_ago, summary="Tagsüber in guter Gesellschaft.")
    Organization.objects.update(assured_at=long_ago, email=HOUSE)
    Asking.objects.create(pk=1, since=long_ago)
    assert open_due(at=timezone.now()) == 1


def open_letter(page: Page, email: str = HOUSE) -> None:
    """The link of the newest letter, as a mail program opens it."""
    page.goto(path_of(letter_to(email).text, "/eintrag/"))


def at_the_desk(page: Page, task: str) -> None:
    """Frieda finds it on her desk."""
    with_password("frieda")
    enter(page, "frieda")
    page.get_by_role("link", name=task, exact=True).click()


def public_page(page: Page) -> None:
    """From the page of the letter to what citizens see of the offer."""
    follow(page, "So sehen es Ratsuchende")
    page.get_by_role("heading", name=OFFER, level=1).wait_for()


def test_one_click_confirms(page, accessible, picture):
    page.set_viewport_size(PHONE)
    open_letter(page)
    accessible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_text("seit 13 Monaten nicht bestätigt").first.wait_for()
    assert Service.objects.get().assured_at.date() < timezone.now().date()
    picture(
        "stimmt-noch",
        page.get_by_role("heading", name="Stimmt das noch?"),
        page.locator(".ms-choice"),
    )
    press(page, "Ja, alles stimmt")
    says(page, "Danke. Ihre Einträge gelten ab heute als bestätigt.")
    public_page(page)
    page.get_by_text("bestätigt heute").first.wait_for()
    open_letter(page)
    page.get_by_text("Danke. Ändern können Sie weiterhin etwas.").wait_for()
    assert page.get_by_role("button", name="Ja, alles stimmt").count() == 0


def test_a_change_waits_for_approval_and_is_published(page, accessible, picture):
    open_letter(page)
    press(page, "Etwas hat sich geändert")
    follow(page, "Name und Beschreibung")
    accessible()
    page.get_by_label("Beschreibung").fill(SENTENCE)
    press(page, "Entwurf speichern")
    page.get_by_text("Entwurf gespeichert").wait_for()
    picture("aendern", page.get_by_role("link", name="Zurück zur Übersicht"), page.get_by_label("Beschreibung"))  # fmt: skip
    press(page, "Zur Freigabe schicken")
    page.get_by_text("Bis dahin bleibt der Eintrag, wie er war").wait_for()
    public_page(page)
    assert page.get_by_text(SENTENCE).count() == 0

    at_the_desk(page, WAITS)
    accessible()
    changed = page.get_by_role("row", name="Beschreibung").get_by_role("cell")
    assert changed.all_inner_texts()[-1] == SENTENCE
    picture("aenderungen", page.get_by_role("heading", level=1), page.get_by_role("button", name="Angekreuzte freigeben"))  # fmt: skip
    page.get_by_role("checkbox").check()
    press(page, "Angekreuzte freigeben")
    says(page, "1 Änderung veröffentlicht.")

    page.context.clear_cookies()
    letter = letter_to(HOUSE)
    assert letter.subject == "Ihre Änderung ist veröffentlicht"
    page.goto(path_of(letter.text, "/angebot/"))
    page.get_by_text(SENTENCE).first.wait_for()


def test_gone_is_asked_by_the_office_before_it_disappears(page, accessible):
    open_letter(page)
    press(page, "Das gibt es nicht mehr")
    page.get_by_role("link", name=OFFER, exact=True).click()
    accessible()
    page.get_by_label("Was sollen wir wissen?").fill("Wir schließen zum Jahresende.")
    press(page, "Ja, das gibt es nicht mehr")
    page.get_by_text("Wir fragen nach, bevor etwas verschwindet").first.wait_for()
    public_page(page)

    at_the_desk(page, WAITS)
    page.get_by_text("Wir schließen zum Jahresende.").wait_for()
    page.get_by_role("main").get_by_role("link", name=OFFER).click()
    accessible()
    press(page, "Nicht mehr zeigen")
    page.wait_for_url("**/schreibtisch/aenderungen/")

    page.context.clear_cookies()
    assert letter_to(HOUSE).subject == "Ihr Eintrag steht nicht mehr da"
    page.goto(path_of(letters()[0].text, "/eintrag/"))
    page.get_by_role("heading", name="Haus Abendsonne").wait_for()
    assert page.get_by_role("heading", name=OFFER).count() == 0
    menu(page, "Hilfe finden")
    assert page.get_by_role("link", name=OFFER).count() == 0


def test_a_forwarded_letter_shows_less_and_turns_no_letters(page, accessible):
    """Whoever it was forwarded to reads what everybody may read; only the office decides where letters go."""
    house = Organization.objects.get()
    account("paul", organization=house)
    Location.objects.update(is_protected=True, street="Geheimweg 7")
    Change.objects.create(
        organization=house, service=Service.objects.get(), kind="EDIT", state="DRAFT", via="ACCOUNT",
        before={"summary": ""}, after={"summary": "Noch geheim."},
        seen=timezone.now(), written_at=timezone.now(),
    )  # fmt: skip
    open_letter(page)
    shown = page.content()
    press(page, "Etwas hat sich geändert")
    shown += page.content()
    follow(page, "Name und Beschreibung")
    shown += page.content()
    hidden = ("Geheimweg", "Noch geheim", "paul@")
    assert [word for word in hidden if word in shown] == []

    open_letter(page)
    follow(page, "Sagen Sie uns, wer zuständig ist")
    fill(page, email="neu@abendsonne.example", words="Verwaltung")
    press(page, "Absenden")
    page.get_by_text("Danke. Wir prüfen das.").wait_for()
    assert [letter.to for letter in letters()] == [HOUSE]

    at_the_desk(page, "Andere Ansprechperson: Haus Abendsonne")
    page.get_by_text("neu@abendsonne.example").first.wait_for()
    accessible()
    press(page, "Adresse übernehmen")
    says(page, "Übernommen. Die neue Adresse bekommt den nächsten Brief.")
    open_due(at=timezone.now() + timedelta(weeks=2))

    page.context.clear_cookies()
    open_letter(page)
    page.get_by_role("heading", name="Dieser Link ist unvollständig oder gesperrt").wait_for()
    accessible()
    open_letter(page, "neu@abendsonne.example")
    page.get_by_role("heading", name=OFFER).wait_for()
