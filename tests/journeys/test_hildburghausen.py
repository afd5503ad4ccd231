"""From an invitation and cards at the Pflegestammtisch to a measured effect that everyone can read."""

import re
from datetime import date, timedelta

import pytest
from django.utils.formats import date_format
from playwright.sync_api import Page, expect

from tests.journeys import acting, sitting
from tests.journeys.acting import fill, follow, menu, press, says, tab
from tests.journeys.background import joined
from tests.sign_in import with_password

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
TABLE, ITEM = "Pflegestammtisch", "Was bewegt uns?"
ANNA, BEN = "anna@werratal.example", "ben@gleichberge.example"
GUESTS = {ANNA: ("Pflegedienst Werratal", "Anna Roth"), BEN: ("Treff Gleichberge", "Ben Kuhn")}
CARDS = (
    "Niemand fährt nach 18 Uhr",
    "Bus fehlt in Heldburg",
    "Rufbus unbekannt",
    "Zu wenig Azubis",
)
EVENINGS, TRAINEES = "Unterwegs am Abend", "Nachwuchs"
MEASURE, INSIDE = "Rufbus bis 22 Uhr", "Gespräch mit der Berufsschule"
MONTH = timedelta(days=30)
OBJECTION, REPLY = "Auch Veilsdorf wurde genannt.", "Danke, das steht jetzt in Karte zwei."


@pytest.fixture
def clock(monkeypatch) -> acting.Clock:
    return acting.clock_of(monkeypatch)


@pytest.fixture
def office(page: Page, live_server) -> Page:
    acting.found("pflegestammtisch-hildburghausen")
    frieda = with_password("frieda")
    for email, (house, speaker) in GUESTS.items():
        joined(house=house, speaker=speaker, email=email, group="pflegestammtisch", by=frieda)
    page.set_default_timeout(60_000)
    return page


def invite(page: Page, accessible) -> date:
    """A meeting in three weeks that counts heads, with one item for cards; the letters go."""
    day = sitting.plan(page, TABLE, days=21, counted=True)
    sitting.put(page, ITEM, "Impulse sammeln")
    accessible()
    sitting.invite(page, [speaker for _, speaker in GUESTS.values()])
    sitting.answer_yes(page, ANNA)
    accessible()
    return day


def gather(page: Page, accessible) -> None:
    """The meeting itself: 21 counted, four cards, two topics, closed."""
    page.get_by_label("Wie viele sind da?").fill("21")
    press(page, "Zahl sichern")
    expect(page.locator(".ms-stat__value").first).to_have_text("21 gezählt")
    sitting.turn_to(page, ITEM)
    page.get_by_label("Neue Karten").fill("\n".join(CARDS))
    press(page, "Karten anheften")
    page.get_by_text("4 Karten ohne Thema").wait_for()
    _group(page, CARDS[:3], EVENINGS)
    page.get_by_text("1 Karte ohne Thema").wait_for()
    accessible()
    _group(page, CARDS[3:], TRAINEES)
    page.get_by_text("0 Karten ohne Thema").wait_for()
    sitting.close(page)


def _group(page: Page, cards: tuple[str, ...], topic: str) -> None:
    for card in cards:
        page.get_by_label(card).check()
    page.get_by_label("Neues Thema").fill(topic)
    press(page, "Zusammenlegen")


def write_minutes(page: Page, accessible) -> None:
    """Composed from what was recorded, sent; somebody objects by the link in her letter."""
    tab(page, "Sitzung", "Niederschrift")
    press(page, "Niederschrift erstellen")
    expect(page.get_by_label("Interne Fassung")).to_have_value(re.compile("21"))
    accessible()
    press(page, "An alle senden")
    page.get_by_text(re.compile("^Genehmigen können Sie nach dem")).wait_for()
    page.context.clear_cookies()
    page.goto(acting.path_of(acting.letter_to(ANNA).text, "/niederschrift/"))
    page.get_by_label("Ihre Einwendung").fill(OBJECTION)
    press(page, "Einwendung senden")
    says(page, "Die Antwort steht noch aus.")
    accessible()


def plan_measures(page: Page, accessible) -> None:
    """Two topics become priorities; one measure is for everyone to see, the other is not yet."""
    acting.enter(page, "frieda")
    menu(page, "Empfehlungen")
    tab(page, "Empfehlungen", "Themen")
    for topic in (EVENINGS, TRAINEES):
        page.get_by_role("button", name=re.compile(f"^Zum Schwerpunkt.*{topic}$")).click()
        chosen = page.get_by_role("region", name=re.compile("^Schwerpunkte"))
        chosen.get_by_role("link", name=topic).wait_for()
    accessible()
    follow(page, TRAINEES)
    follow(page, "Maßnahme dazu planen")
    fill(page, title=INSIDE, owner="Sozialplanung")
    page.locator("[name=is_public]").uncheck()
    press(page, "Planen")
    page.get_by_role("heading", name=INSIDE).wait_for()
    menu(page, "Empfehlungen")
    tab(page, "Empfehlungen", "Themen")
    follow(page, EVENINGS)
    said = page.get_by_role("region", name=re.compile("^Impulse")).locator("li > p:first-child > a")
    assert sorted(said.all_inner_texts()) == sorted(CARDS[:3])
    accessible()
    follow(page, "Maßnahme dazu planen")
    fill(page, title=MEASURE, owner="Sozialplanung")
    press(page, "Planen")


def measure(page: Page, accessible) -> None:
    """An indicator with its definition and the value before the measure."""
    follow(page, "Kennzahl anlegen")
    fill(page, name="Fahrten nach 18 Uhr", definition="Fahrten im Monat", unit="Fahrten")
    fill(page, source="Zählung der Leitstelle")
    press(page, "Speichern")
    page.get_by_label("Das ist der Ausgangswert, vor der Maßnahme").wait_for()
    accessible()
    fill(page, value="12")
    press(page, "Eintragen")
    page.get_by_role("heading", name=MEASURE).wait_for()


def approve(page: Page, accessible) -> None:
    """A month later: the objection is answered, the period is over, the minutes are frozen."""
    menu(page, "Gremien", TABLE)
    tab(page, TABLE, "Sitzungen")
    page.get_by_role("region", name="Was war").get_by_role("link", name="1. Sitzung").click()
    follow(page, "Niederschrift ansehen")
    says(page, OBJECTION)
    page.get_by_label("Ihre Antwort").fill(REPLY)
    press(page, "Antwort senden")
    says(page, REPLY)
    press(page, "Genehmigen")
    page.get_by_text("Prüfsumme", exact=True).wait_for()
    accessible()


def read_again(page: Page, accessible) -> None:
    menu(page, "Empfehlungen")
    tab(page, "Empfehlungen", "Was daraus wird")
    tab(page, "Was daraus wird", "Maßnahmen")
    follow(page, MEASURE)
    follow(page, "Messwert eintragen")
    fill(page, value="47")
    press(page, "Eintragen")
    page.get_by_role("heading", name=MEASURE).wait_for()
    accessible()


def everyone_reads(page: Page, day: date, accessible) -> None:
    """Without an account: the minutes by way of the calendar, then what became of the cards."""
    acting.open_to_all(page)
    menu(page, "Termine")
    page.get_by_role("region", name="Vergangene Sitzungen").get_by_role("link").first.click()
    follow(page, "Niederschrift lesen")
    page.get_by_role("article").get_by_text(re.compile(r"\b21\b")).first.wait_for()
    accessible()
    menu(page, "Was wurde daraus?")
    titles = page.get_by_role("main").locator(".ms-board h3").all_inner_texts()
    assert titles == [MEASURE]
    accessible()
    follow(page, MEASURE)
    page.get_by_role("heading", name=MEASURE, level=1).wait_for()
    says(page, f"Vereinbart zum Thema: {EVENINGS}")
    effect = page.get_by_role("region", name="Was es bewirkt")
    read = " ".join(effect.get_by_text(re.compile("^Vorher")).first.inner_text().split())
    assert read == _told(day)
    accessible()


def _told(day: date) -> str:
    """The effect in one sentence after the other."""
    before, after = date_format(day), date_format(day + MONTH)
    return (
        f"Vorher ({before}): 12 Fahrten. Jetzt ({after}): 47 Fahrten. "
        "Das sind +35 Fahrten, besser als vorher."
    )


def test_from_cards_to_an_effect_everyone_can_read(
    office: Page, clock: acting.Clock, accessible
) -> None:
    page = office
    acting.enter(page, "frieda")
    day = invite(page, accessible)
    sitting.come(page, clock, day, TABLE)
    gather(page, accessible)
    write_minutes(page, accessible)
    plan_measures(page, accessible)
    measure(page, accessible)
    clock(day + MONTH)
    acting.enter(page, "frieda")
    approve(page, accessible)
    read_again(page, accessible)
    everyone_reads(page, day, accessible)
