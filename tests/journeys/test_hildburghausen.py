"""From cards at the Pflegestammtisch to a measured effect that everyone can read."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from mitsorge.domain.governance.models import Meeting
from mitsorge.domain.recommendations.models import Indicator, Measure, Topic
from tests.journeys import acting
from tests.journeys.acting import fill, follow, press

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
TABLE = "/schreibtisch/gremien/pflegestammtisch/"
CARDS = (
    "Niemand fährt nach 18 Uhr",
    "Bus fehlt in Heldburg",
    "Rufbus unbekannt",
    "Zu wenig Azubis",
)


@pytest.fixture
def office(page: Page, live_server) -> Page:
    acting.found("pflegestammtisch-hildburghausen")
    page.set_default_timeout(60_000)
    acting.frieda_enters(page)
    return page


@pytest.fixture
def clock(monkeypatch) -> acting.Clock:
    return acting.clock_of(monkeypatch)


def plan(page: Page, accessible) -> Meeting:
    """A meeting in three weeks, with one item for cards."""
    day = timezone.localdate() + timedelta(days=21)
    page.goto(f"{TABLE}sitzungen/")
    follow(page, "Sitzung planen")
    fill(page, day=f"{day:%Y-%m-%d}", begins="12:00", ends="14:00", place="Landratsamt, Saal")
    page.get_by_label("Anwesenheit nur zählen, keine Namen").check()
    press(page, "Als Entwurf planen")
    follow(page, "Punkt hinzufügen")
    fill(page, title="Was bewegt uns?")
    page.get_by_label("Art").select_option(label="Impulse sammeln")
    press(page, "Speichern")
    page.get_by_role("link", name="Was bewegt uns?").wait_for()
    accessible()
    return Meeting.objects.get()


def invite(page: Page, accessible) -> None:
    follow(page, "Einladung ansehen und senden")
    page.get_by_role("heading", name="So lädt Mitsorge ein").wait_for()
    accessible()
    page.get_by_role("button", name=re.compile("einladen$")).click()
    page.get_by_text("Versandt am").wait_for()


def gather(page: Page, accessible) -> None:
    """The meeting itself: begun, 21 counted, four cards, three of them one topic, closed."""
    follow(page, "Protokollieren")
    press(page, "Sitzung beginnen")
    page.get_by_label("Wie viele sind da?").fill("21")
    press(page, "Zahl sichern")
    page.get_by_text("Gezählt: 21.").wait_for()
    page.get_by_role("link", name="Was bewegt uns?").click()
    page.get_by_label("Neue Karten").fill("\n".join(CARDS))
    press(page, "Karten anheften")
    page.get_by_text("4 Karten ohne Thema").wait_for()
    for card in CARDS[:3]:
        page.get_by_label(card).check()
    page.get_by_label("Neues Thema").fill("Unterwegs am Abend")
    press(page, "Zusammenlegen")
    page.get_by_text("1 Karte ohne Thema").wait_for()
    accessible()
    page.get_by_text("Sitzung schließen …").click()
    press(page, "Jetzt schließen")


def write_minutes(page: Page, accessible) -> None:
    page.get_by_role("navigation", name="Sitzung", exact=True).get_by_role(
        "link", name="Niederschrift"
    ).click()
    press(page, "Niederschrift erstellen")
    text = page.get_by_label("Interne Fassung")
    expect(text).to_have_value(re.compile("21"))
    page.get_by_role("button", name="An alle senden").wait_for()
    accessible()
    press(page, "An alle senden")
    page.get_by_text("Genehmigen können Sie nach dem").wait_for()


def measure(page: Page, accessible) -> None:
    """From the topic to a measure with an indicator, its baseline and one reading."""
    page.goto("/schreibtisch/impulse/themen/")
    follow(page, "Unterwegs am Abend")
    accessible()
    follow(page, "Maßnahme dazu planen")
    fill(page, title="Rufbus bis 22 Uhr", owner="Sozialplanung")
    press(page, "Planen")
    follow(page, "Kennzahl")
    fill(page, name="Fahrten nach 18 Uhr", definition="Fahrten im Monat", unit="Fahrten")
    page.locator("[name=source]").fill("Zählung der Leitstelle")
    press(page, "Speichern")
    page.get_by_label("Das ist der Ausgangswert, vor der Maßnahme").wait_for()
    fill(page, value="12")
    press(page, "Eintragen")
    page.get_by_role("heading", name="Rufbus bis 22 Uhr").wait_for()


def read_again(page: Page, accessible) -> None:
    page.goto(f"/schreibtisch/massnahmen/kennzahl/{Indicator.objects.get().pk}/messung/")
    fill(page, value="47")
    press(page, "Eintragen")
    page.get_by_role("heading", name="Rufbus bis 22 Uhr").wait_for()
    accessible()


def test_from_cards_to_an_effect_everyone_can_read(office, clock, accessible):
    page = office
    planned = plan(page, accessible)
    invite(page, accessible)
    clock(timezone.localdate(planned.starts_at))
    acting.enter(page, "frieda")
    page.goto(f"/schreibtisch/sitzungen/{planned.uid}/")
    gather(page, accessible)
    assert [topic.impulses.count() for topic in Topic.objects.all()] == [3]
    assert [row.count for row in planned.head_counts.all()] == [21]
    write_minutes(page, accessible)
    measure(page, accessible)

    clock(timezone.localdate() + timedelta(days=30))
    acting.enter(page, "frieda")
    page.goto(f"/schreibtisch/sitzungen/{planned.uid}/niederschrift/")
    press(page, "Genehmigen")
    page.get_by_text("Prüfsumme", exact=True).wait_for()
    read_again(page, accessible)

    page.context.clear_cookies()
    page.goto(f"/sitzungen/{planned.uid}/niederschrift/")
    page.get_by_text(re.compile("21")).first.wait_for()
    accessible()
    page.goto("/was-wurde-daraus/")
    page.get_by_role("link", name=re.compile("Rufbus bis 22 Uhr")).first.wait_for()
    accessible()
    page.goto(f"/was-wurde-daraus/massnahme/{Measure.objects.get().uid}/")
    page.get_by_text(re.compile(r"Vorher .*: 12\sFahrten\. Jetzt .*: 47\sFahrten\.")).wait_for()
    accessible()
