"""An organization joins, its speaker leads a working group, whose recommendation reaches the council."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from mitsorge.domain.governance.models import AgendaItem, Committee, Meeting
from mitsorge.domain.partners.models import Partnership
from mitsorge.domain.recommendations.models import CouncilPaper, Recommendation
from tests.journeys import acting
from tests.journeys.acting import fill, follow, press
from tests.letters import letters

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
GROUPS = "/schreibtisch/gremien/"
HOUSE, SPEAKER, TITLE = "Haus Lindenhof", "Paula Brandt", "Lotsen nach dem Krankenhaus"


@pytest.fixture
def office(page: Page, live_server) -> Page:
    acting.found("leikop")
    page.set_default_timeout(60_000)
    return page


@pytest.fixture
def clock(monkeypatch) -> acting.Clock:
    return acting.clock_of(monkeypatch)


def apply(page: Page, accessible) -> None:
    """From the public page to the confirmed application, by the link in the letter."""
    page.goto("/mitmachen/")
    accessible()
    fill(page, organization_name=HOUSE, street="Musterweg 4", postcode="04103", town="Leipzig")
    page.get_by_label("Aktiv: wir arbeiten").check()
    page.get_by_label("AG Überleitungsmanagement").check()
    fill(page, speaker_name=SPEAKER, speaker_email="paula@lindenhof.example")
    page.get_by_label("Wir haben die Erklärung gelesen").check()
    press(page, "Antrag absenden")
    page.get_by_role("heading", name=re.compile("Fast geschafft")).wait_for()
    page.goto(acting.path_of(letters()[-1].text, "/mitmachen/bestaetigen/"))
    accessible()
    press(page, "Ja, Antrag bestätigen")
    page.get_by_role("heading", name="Danke, Ihr Antrag ist bei uns.").wait_for()


def accept(page: Page, accessible) -> None:
    page.goto("/schreibtisch/partner/antraege/")
    follow(page, HOUSE)
    accessible()
    press(page, "Aufnehmen")
    page.get_by_text("Aufgenommen. Der Brief ist unterwegs.").wait_for()
    follow(page, "Zum Partner")
    seats = page.get_by_role("region", name="Wo sie mitarbeiten")
    seats.get_by_text(f"AG Überleitungsmanagement: {SPEAKER}").wait_for()
    accessible()


def lead(page: Page, accessible) -> None:
    """She becomes spokesperson of her group, and so sits in the steering group."""
    page.goto(f"{GROUPS}ag-ueberleitung/mitglieder/")
    follow(page, SPEAKER)
    follow(page, "Aufgabe ändern")
    page.get_by_label("Neue Aufgabe").select_option(value="SPOKESPERSON")
    press(page, "Ändern")
    page.goto(f"{GROUPS}steuerungsgruppe/mitglieder/")
    page.get_by_role("rowheader", name=re.compile(SPEAKER)).wait_for()
    accessible()


def draft(page: Page, accessible) -> None:
    page.goto("/schreibtisch/empfehlungen/neu/")
    page.get_by_label("Welches Gremium erarbeitet sie?").select_option(
        label="AG Überleitungsmanagement"
    )
    fill(page, title=TITLE, addressee="Ratsversammlung", situation="Viele kommen unversorgt heim.")
    fill(page, text="Die Stadt richtet zwei Stellen für Lotsen ein.", cost="160.000 Euro im Jahr")
    press(page, "Speichern")
    page.get_by_role("heading", name=TITLE).wait_for()
    accessible()


def consult(page: Page, accessible) -> None:
    """To the steering group, which rates and forwards to the conference."""
    follow(page, "Zur Beratung geben")
    page.get_by_label("Wer berät als Nächstes?").select_option(label="Steuerungsgruppe")
    press(page, "Zur Beratung geben")
    page.get_by_text("liegt seit").wait_for()
    follow(page, "Bewerten und weitergeben")
    accessible()
    page.get_by_label("5 – unbedingt").check()
    page.get_by_label("Wer berät als Nächstes?").select_option(
        label="Netzwerkkonferenz (beschließt)"
    )
    press(page, "Weitergeben")
    page.get_by_text(re.compile("liegt seit .* vor: Netzwerkkonferenz")).wait_for()


def call(page: Page) -> Meeting:
    """The conference is planned with the recommendation on its agenda, and invited."""
    day = timezone.localdate() + timedelta(days=28)
    page.goto(f"{GROUPS}netzwerkkonferenz/sitzungen/")
    follow(page, "Sitzung planen")
    fill(page, day=f"{day:%Y-%m-%d}", begins="12:00", ends="15:00", place="Neues Rathaus, Saal")
    press(page, "Als Entwurf planen")
    follow(page, "Punkt hinzufügen")
    fill(page, title=TITLE)
    page.get_by_label("Art").select_option(label="Beschluss")
    press(page, "Speichern")
    follow(page, "Einladung ansehen und senden")
    page.get_by_role("button", name="1 Person einladen").click()
    page.get_by_text("Versandt am").wait_for()
    return Meeting.objects.get()


def decide(page: Page, accessible) -> None:
    follow(page, "Protokollieren")
    press(page, "Sitzung beginnen")
    page.locator("[name=da]").first.check()
    press(page, "Anwesenheit sichern")
    page.get_by_text("Die Anwesenheit ist gesichert.").wait_for()
    page.get_by_role("navigation", name="Tagesordnung").get_by_role("link", name=TITLE).click()
    page.get_by_label("Ja", exact=True).fill("1")
    page.get_by_label("Nein", exact=True).fill("0")
    page.get_by_text("So wäre es angenommen.").wait_for()
    accessible()
    press(page, "Beschluss festhalten")
    page.get_by_text("Angenommen mit 1 von 1 Stimme").first.wait_for()


def adopt(page: Page, accessible) -> None:
    page.goto(f"/schreibtisch/empfehlungen/{Recommendation.objects.get().uid}/")
    follow(page, "Beschluss eintragen")
    accessible()
    page.get_by_label("Unter welchem Tagesordnungspunkt").select_option(index=1)
    press(page, "Als beschlossen eintragen")
    page.get_by_text("Beschlossen.", exact=True).wait_for()


def put_before_council(page: Page, accessible) -> None:
    follow(page, "Antwort, Vorlage, Maßnahmen")
    accessible()
    press(page, "Vorlage anlegen")
    page.get_by_role("heading", name="Als Datei").wait_for()
    accessible()
    here = f"/schreibtisch/massnahmen/vorlagen/{CouncilPaper.objects.get().pk}"
    for ending, start in ((".docx", b"PK"), (".pdf", b"%PDF")):
        answer = page.request.get(here + ending, timeout=120_000)
        assert (answer.status, answer.body()[: len(start)]) == (200, start)


def test_from_joining_to_the_council(office, clock, accessible):
    page = office
    apply(page, accessible)
    acting.frieda_enters(page)
    accept(page, accessible)
    assert [row.participation for row in Partnership.objects.all()] == ["ACTIVE"]
    lead(page, accessible)
    draft(page, accessible)
    consult(page, accessible)
    called = call(page)
    clock(timezone.localdate(called.starts_at))
    acting.enter(page, "frieda")
    page.goto(f"/schreibtisch/sitzungen/{called.uid}/")
    decide(page, accessible)
    assert AgendaItem.objects.get(title=TITLE).result == "ADOPTED"
    adopt(page, accessible)
    assert Recommendation.objects.get().status == "ADOPTED"
    assert Recommendation.objects.get().committee == Committee.objects.get(code="ag-ueberleitung")
    put_before_council(page, accessible)
