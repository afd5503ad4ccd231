"""Three working groups recommend; one amendment is taken and one is not, one partner dissents, version 2 follows."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import Locator, Page

from tests.journeys import acting, sitting
from tests.journeys.acting import fill, follow, menu, press, says
from tests.journeys.background import joined
from tests.sign_in import with_password

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PLENUM = "Kommunale Pflegekonferenz"
DRAFTS = {
    "AG 1 Ambulante und stationäre Pflege": "Kurzzeitpflege mit Rückkehrgarantie",
    "AG 2 Caring Community": "Ein Treffpunkt in jedem Bezirk",
    "AG 3 Digitale Teilhabe": "Sprechstunden am Tablet",
}
TITLE = DRAFTS["AG 2 Caring Community"]
BEFORE, AFTER = "Zehn Treffpunkte öffnen.", "Zehn Treffpunkte öffnen, auch am Wochenende."
PAUL, OTTO, RITA = "paul@neckarblick.example", "otto@talaue.example", "rita@rosenau.example"
HOUSES = {
    PAUL: ("Haus Neckarblick", "Paul Horn", "ag-1"),
    OTTO: ("Kasse Talaue", "Otto Lang", "ag-2"),
    RITA: ("Treff Rosenau", "Rita Busch", "ag-3"),
}
EVERYONE = [speaker for _, speaker, _ in HOUSES.values()]
WISH, OTHER_WISH = "Bitte auch am Wochenende.", "Bitte nur fünf Treffpunkte."
NO_LESS = "Zehn Bezirke, zehn Treffpunkte: weniger hilft niemandem."
COUNCIL, SAID = "rat@mitsorge.example", "Fünf Treffpunkte öffnen im nächsten Jahr."
WHY = "Ohne Personal bleibt die Tür zu."


@pytest.fixture
def clock(monkeypatch) -> acting.Clock:
    return acting.clock_of(monkeypatch)


@pytest.fixture
def office(page: Page, live_server) -> Page:
    acting.found("pflegekonferenz-stuttgart")
    frieda = with_password("frieda")
    for email, (house, speaker, group) in HOUSES.items():
        joined(house=house, speaker=speaker, email=email, group=group, by=frieda)
    page.set_default_timeout(60_000)
    return page


def draft(page: Page, group: str, title: str) -> None:
    """Frieda writes down what a working group recommends, and gives it to the conference."""
    menu(page, "Empfehlungen")
    follow(page, "Empfehlung entwerfen")
    page.get_by_label("Welches Gremium erarbeitet sie?").select_option(label=group)
    fill(page, title=title, addressee="Gemeinderat", text=BEFORE)
    press(page, "Speichern")
    page.get_by_role("heading", name=title).wait_for()
    submit(page, 1)


def submit(page: Page, version: int) -> None:
    follow(page, "Zur Beratung geben")
    page.get_by_label("Wer berät als Nächstes?").select_option(label=f"{PLENUM} (beschließt)")
    press(page, "Zur Beratung geben")
    today = date_format(timezone.localdate())
    says(page, f"Fassung {version} liegt seit {today} vor: {PLENUM}.")


def read(page: Page, email: str) -> None:
    """A partner signs in by letter and opens the recommendation from its list."""
    acting.member_enters(page, email)
    follow(page, "Empfehlungen lesen und mittragen")
    page.get_by_role("main").get_by_role("link", name=TITLE, exact=True).click()
    page.get_by_role("heading", name=TITLE).wait_for()


def propose(page: Page, words: str) -> None:
    page.get_by_label("Was soll geändert werden?").select_option(label="Empfehlung")
    fill(page, text=words)
    press(page, "Anmerkung senden")
    page.get_by_text("Danke. Ihr Wort ist festgehalten.").wait_for()


def sign(page: Page, house: str, *, why: str = "") -> None:
    """Carried, or a dissent with its reason; the page repeats it."""
    fill(page, reason=why)
    press(page, "Wir tragen sie nicht mit" if why else "Wir tragen sie mit")
    said, today = "abweichende Meinung" if why else "trägt mit", date_format(timezone.localdate())
    says(page, f"{house}: {said}, erklärt am {today}.{' ' + why if why else ''}")


def settle(page: Page, accessible) -> None:
    """One proposal is taken, the other is not, with a reason; the page tells both."""
    acting.enter(page, "frieda")
    menu(page, "Empfehlungen", TITLE)
    accessible()
    wish = _proposal(page, WISH)
    press(wish, "Übernehmen")
    says(page, "Übernommen. Schreiben Sie es in die nächste Fassung.")
    other = _proposal(page, OTHER_WISH)
    other.get_by_label("Begründung").fill(NO_LESS)
    press(other, "Nicht übernehmen")
    says(page, "Festgehalten.")
    assert _proposal(page, WISH).locator("p").last.inner_text() == "übernommen"
    assert _proposal(page, OTHER_WISH).locator("p").last.inner_text() == (
        f"nicht übernommen: {NO_LESS}"
    )


def _proposal(page: Page, words: str) -> Locator:
    remarks = page.get_by_role("region", name=re.compile("^Anmerkungen und Vorschläge"))
    return remarks.get_by_role("listitem").filter(has_text=words)


def decide(page: Page, clock: acting.Clock, *, dissent: str) -> date:
    """The conference meets and decides by consensus; then the decision is entered."""
    acting.enter(page, "frieda")
    day = sitting.plan(page, PLENUM, days=28)
    sitting.put(page, TITLE, "Beschluss")
    sitting.invite(page, EVERYONE)
    sitting.come(page, clock, day, PLENUM)
    sitting.tick(page, EVERYONE, of=3)
    sitting.turn_to(page, TITLE)
    sitting.consent(page, dissent=dissent)
    sitting.close(page)
    menu(page, "Empfehlungen", TITLE)
    follow(page, "Beschluss eintragen")
    page.get_by_label("Unter welchem Tagesordnungspunkt").select_option(
        label=f"{date_format(day)}: {TITLE} (angenommen)"
    )
    press(page, "Als beschlossen eintragen")
    says(page, "Beschlossen.")
    return day


def write_next(page: Page, accessible) -> None:
    """No recommendation is final: version 2 with what is different, and again into consultation."""
    follow(page, "Nächste Fassung schreiben")
    fill(page, text=AFTER, change_note="Auch am Wochenende")
    press(page, "Speichern")
    follow(page, "Unterschiede ansehen")
    page.get_by_role("heading", name="Was ist zwischen Fassung 1 und 2 anders?").wait_for()
    changed = page.locator("del, ins").evaluate_all(
        "all => all.map(one => one.localName + ' ' + one.childNodes[1].textContent.trim())"
    )
    assert changed == ["del öffnen.", "ins öffnen, auch am Wochenende."]
    accessible()
    follow(page, "Zurück zur Empfehlung")
    submit(page, 2)


def answer(page: Page, accessible) -> None:
    """Handed over by letter; the addressee answers by its link, without an account."""
    follow(page, "Antwort, Vorlage, Maßnahmen")
    due = timezone.localdate() + timedelta(days=60)
    fill(page, email=COUNCIL, due_on=f"{due:%Y-%m-%d}")
    press(page, "Übergeben")
    page.get_by_role("heading", name="Um Antwort gebeten").wait_for()
    page.context.clear_cookies()
    page.goto(acting.path_of(acting.letter_to(COUNCIL).text, "/empfehlung-antwort/"))
    accessible()
    page.locator("[name=kind][value=PARTLY]").check()
    fill(page, text=SAID, by_office="Geschäftsstelle des Gemeinderats")
    press(page, "Antwort abschicken")
    page.get_by_role("heading", name="Danke für Ihre Antwort.").wait_for()


def everyone_reads(page: Page) -> None:
    """Whoever comes by finds it on the board and opens it."""
    acting.open_to_all(page)
    menu(page, "Was wurde daraus?", TITLE)
    page.get_by_role("heading", name=TITLE).first.wait_for()


def carried(page: Page) -> tuple[list[str], list[str]]:
    """Who carries it and who does not, as the public page says it."""
    part = page.get_by_role("region", name="Wer das mitträgt")
    against = part.locator(".ms-log").get_by_role("listitem").all_inner_texts()
    return part.locator(".ms-list li").all_inner_texts(), [" ".join(x.split()) for x in against]


def wording_of(page: Page, version: int) -> str:
    """A version is opened on the public page; what it says."""
    part = page.get_by_role("region", name="Was sich geändert hat")
    one = part.locator("details").filter(
        has=page.get_by_text(re.compile(f"^Fassung {version} vom"))
    )
    one.locator("summary").click()
    return one.locator(".ms-prose").last.inner_text()


def test_three_groups_two_proposals_one_dissent_two_versions(
    office: Page, clock: acting.Clock, accessible
) -> None:
    page = office
    acting.enter(page, "frieda")
    for group, title in DRAFTS.items():
        draft(page, group, title)
    read(page, PAUL)
    propose(page, WISH)
    sign(page, "Haus Neckarblick")
    read(page, OTTO)
    propose(page, OTHER_WISH)
    sign(page, "Kasse Talaue", why=WHY)
    accessible()
    read(page, RITA)
    sign(page, "Treff Rosenau")
    settle(page, accessible)
    decide(page, clock, dissent=f"Kasse Talaue: {WHY}")

    everyone_reads(page)
    assert carried(page) == (["Haus Neckarblick", "Treff Rosenau"], [f"Kasse Talaue {WHY}"])
    accessible()

    acting.enter(page, "frieda")
    menu(page, "Empfehlungen", TITLE)
    write_next(page, accessible)
    for email in (PAUL, OTTO):
        read(page, email)
        says(page, AFTER)
        sign(page, HOUSES[email][0])
    decide(page, clock, dissent="")
    answer(page, accessible)

    everyone_reads(page)
    told = page.get_by_role("region", name="Was geantwortet wurde").locator("blockquote")
    assert told.all_inner_texts() == [SAID]
    assert carried(page) == (["Haus Neckarblick", "Kasse Talaue"], [])
    assert wording_of(page, 1) == BEFORE
    accessible()
