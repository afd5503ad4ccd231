"""Neighbours without a public body: a solution team shows what it does and hides who it is, a house joins it by
consensus, and somebody from next door finds its help.

What this network would have beyond that the platform does not have yet: a charter of the team with its goals and
figures, a letter box that passes mail on without showing an address, and single neighbours who offer help.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import acting, sitting
from tests.journeys.acting import fill, follow, menu, press, says, tab
from tests.journeys.background import joined, speaks, steers
from tests.sign_in import with_password

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
TEAM, STEERING = "Lösungsteam QuartierPfleger", "Steuerungsteam"
HOUSE, PAULA, MAIL = "Nachbarn am Kanal e. V.", "Paula Brandt", "paula@kanal.example"
TILDA, HERS = "Tilda Brand", "tilda@quartiersladen.example"
OFFER = "Einkaufen und Plaudern am Kanal"
STEERERS = {
    "Karla Weiß": ("Hofgemeinschaft Ost", "karla@hof.example"),
    "Bernd Sommer": ("Wohnungsgenossenschaft Linde", "bernd@linde.example"),
}


@pytest.fixture
def clock(monkeypatch) -> acting.Clock:
    return acting.clock_of(monkeypatch)


@pytest.fixture
def visitor(page: Page, live_server) -> Page:
    """Tilda speaks for the team; two houses sit in the steering team."""
    acting.found("wiq-quartierpfleger")
    frieda = with_password("frieda")
    team = "lt-quartierpfleger"
    seat = joined(house="Quartiersladen", speaker=TILDA, email=HERS, group=team, by=frieda)
    speaks(seat, by=frieda)
    for name, (house, email) in STEERERS.items():
        group = "unterstuetzungsteam"
        known = joined(house=house, speaker=name, email=email, group=group, by=frieda)
        steers(known, committee="steuerungsteam", by=frieda)
    page.set_default_timeout(60_000)
    return page


def read_the_team(page: Page, accessible) -> None:
    """From the front page to what the team is for. Who speaks for it stands there by house, never by name or mail."""
    acting.open_to_all(page)
    page.goto("/netzwerk/")
    page.get_by_role("main").get_by_role("link", name=TEAM).first.click()
    page.get_by_role("heading", name=TEAM, level=1).wait_for()
    says(
        page,
        "Rahmenbedingungen für nachbarschaftliche Fürsorge in zwei Pilotquartieren verbessern.",
    )
    page.get_by_role("main").get_by_role("link", name="Quartiersladen").first.wait_for()
    accessible()
    shown = page.content()
    assert [word for word in (TILDA, HERS, "@quartiersladen") if word in shown] == []


def leave_an_idea(page: Page, accessible) -> None:
    """Whoever has only a problem writes it down, without a name."""
    page.goto("/impuls/")
    accessible()
    fill(page, text="In unserem Aufgang wohnen drei, die nicht mehr allein einkaufen können.")
    press(page, "Absenden")
    page.get_by_role("heading", name=re.compile("Danke")).wait_for()


def apply(page: Page, accessible) -> None:
    acting.open_to_all(page)
    menu(page, "Mitmachen")
    fill(page, organization_name=HOUSE, street="Kanalweg 4", postcode="04315", town="Leipzig")
    page.get_by_label("Aktiv: wir arbeiten").check()
    page.get_by_label(TEAM).check()
    fill(page, speaker_name=PAULA, speaker_email=MAIL)
    page.get_by_label("Wir haben die Erklärung gelesen").check()
    press(page, "Antrag absenden")
    page.get_by_role("heading", name=re.compile("Fast geschafft")).wait_for()
    page.goto(acting.path_of(acting.letter_to(MAIL).text, "/mitmachen/bestaetigen/"))
    press(page, "Ja, Antrag bestätigen")
    page.get_by_role("heading", name="Danke, Ihr Antrag ist bei uns.").wait_for()
    accessible()


def application(page: Page) -> None:
    menu(page, "Partner")
    tab(page, "Partner", "Anträge")
    follow(page, HOUSE)


def admit(page: Page, clock: acting.Clock, accessible) -> None:
    """The steering team of this preset votes on partners by itself: nobody had to set it."""
    day = sitting.plan(page, STEERING, days=20)
    application(page)
    press(page, "Auf die Tagesordnung")
    says(page, "Der Antrag steht zur Abstimmung.")
    page.get_by_role("region", name="Abstimmung").get_by_role("link").click()
    sitting.invite(page, list(STEERERS))
    sitting.come(page, clock, day, STEERING)
    sitting.tick(page, list(STEERERS), of=2)
    sitting.turn_to(page, f"Aufnahme: {HOUSE}")
    sitting.consent(page)
    accessible()
    sitting.close(page)
    application(page)
    press(page, "Beschluss ausführen: aufnehmen")
    says(page, "Wie beschlossen. Der Brief ist unterwegs.")


def offer_help(page: Page) -> None:
    """The office enters what the neighbours do; Paula's name and mail are no part of it."""
    menu(page, "Verzeichnis")
    follow(page, "Angebot anlegen")
    page.get_by_label("Zu welcher Organisation").fill(HOUSE)
    press(page, "Weiter")
    page.get_by_label("Name des Angebots").fill(OFFER)
    page.get_by_label("Wichtigste Angebotsart").select_option(label="Nachbarschaftshilfe")
    page.locator("#kontakt > summary").press("Enter")
    page.locator("#id_phones-0-number").fill("030 23125-144")
    page.get_by_role("button", name="Angebot anlegen").last.click()
    page.wait_for_url(re.compile(r"/schreibtisch/angebote/\d+/$"))


def find_help(page: Page, accessible) -> None:
    acting.open_to_all(page)
    page.get_by_label("Was suchen Sie?").fill("Hilfe von nebenan")
    press(page, "Suchen")
    follow(page, OFFER)
    page.get_by_role("heading", name=OFFER, level=1).wait_for()
    page.get_by_text("030 23125-144").locator("visible=true").first.wait_for()
    accessible()
    assert [word for word in (PAULA, MAIL) if word in page.content()] == []


def test_from_a_problem_next_door_to_help(visitor: Page, clock: acting.Clock, accessible) -> None:
    page = visitor
    read_the_team(page, accessible)
    leave_an_idea(page, accessible)
    apply(page, accessible)
    acting.enter(page, "frieda")
    admit(page, clock, accessible)
    acting.member_enters(page, MAIL)
    follow(page, "Meine Gremien")
    expect(page.get_by_role("heading", name=TEAM)).to_be_visible()
    accessible()
    acting.enter(page, "frieda")
    offer_help(page)
    find_help(page, accessible)
