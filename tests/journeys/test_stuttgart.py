"""Three working groups recommend; an amendment is taken, one partner dissents, and the next version follows."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from mitsorge.domain.governance.models import AgendaItem, Meeting
from mitsorge.domain.partners.models import Partnership
from mitsorge.domain.partners.rules import Participation
from mitsorge.domain.recommendations.models import Recommendation
from mitsorge.foundation.people.models import Account
from tests import cast
from tests.domain.directory.factories import organization
from tests.journeys import acting
from tests.journeys.acting import fill, follow, press

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
GROUPS = {
    "AG 1 Ambulante und stationäre Pflege": "Kurzzeitpflege mit Rückkehrgarantie",
    "AG 2 Caring Community": "Ein Treffpunkt in jedem Bezirk",
    "AG 3 Digitale Teilhabe": "Sprechstunden am Tablet",
}
TITLE = GROUPS["AG 2 Caring Community"]
BEFORE, AFTER = "Zehn Treffpunkte öffnen.", "Zehn Treffpunkte öffnen, auch am Wochenende."
WHY = "Ohne Personal bleibt die Tür zu."


@pytest.fixture
def office(page: Page, live_server) -> Page:
    acting.found("pflegekonferenz-stuttgart")
    page.set_default_timeout(60_000)
    return page


@pytest.fixture
def clock(monkeypatch) -> acting.Clock:
    return acting.clock_of(monkeypatch)


def partner(name: str, house: str) -> Account:
    """An active partner with an account; how partners come in is the journey of Leipzig."""
    made = organization(name, name=house)
    on = timezone.localdate() - timedelta(days=30)
    Partnership.objects.create(
        organization=made, participation=Participation.ACTIVE, active_from=on
    )
    return cast.account(name, organization=made, at=timezone.now())


def draft(page: Page) -> None:
    """Each working group drafts one."""
    for group, title in GROUPS.items():
        page.goto("/schreibtisch/empfehlungen/neu/")
        page.get_by_label("Welches Gremium erarbeitet sie?").select_option(label=group)
        fill(page, title=title, addressee="Gemeinderat", text=BEFORE)
        press(page, "Speichern")
        page.get_by_role("heading", name=title).wait_for()


def submit(page: Page) -> None:
    page.goto(f"/schreibtisch/empfehlungen/{chosen().uid}/weiter/")
    page.get_by_label("Wer berät als Nächstes?").select_option(
        label="Kommunale Pflegekonferenz (beschließt)"
    )
    press(page, "Zur Beratung geben")
    page.get_by_text(re.compile("liegt seit .* vor: Kommunale Pflegekonferenz")).wait_for()


def chosen() -> Recommendation:
    return Recommendation.objects.get(title=TITLE)


def propose_and_dissent(page: Page, otto: Account, accessible) -> None:
    acting.member_enters(page, otto)
    page.goto(f"/konto/empfehlungen/{chosen().uid}/")
    accessible()
    page.get_by_label("Was soll geändert werden?").select_option(label="Empfehlung")
    fill(page, text="Bitte auch am Wochenende.")
    press(page, "Anmerkung senden")
    page.get_by_text("Ihr Wort ist festgehalten").wait_for()
    fill(page, reason=WHY)
    press(page, "Wir tragen sie nicht mit")
    page.get_by_text(re.compile(f"erklärt am .*{WHY}")).wait_for()


def carry(page: Page, paul: Account) -> None:
    acting.member_enters(page, paul)
    page.goto(f"/konto/empfehlungen/{chosen().uid}/")
    press(page, "Wir tragen sie mit")
    page.get_by_text(re.compile("erklärt am")).wait_for()


def take(page: Page, accessible) -> None:
    """The amendment is taken; the page shows who carries and who does not."""
    page.goto(f"/schreibtisch/empfehlungen/{chosen().uid}/")
    accessible()
    page.get_by_text(WHY).first.wait_for()
    press(page, "Übernehmen")
    page.get_by_text("Übernommen. Schreiben Sie es in die nächste Fassung.").wait_for()


def call(page: Page) -> Meeting:
    day = timezone.localdate() + timedelta(days=28)
    page.goto("/schreibtisch/gremien/pflegekonferenz/sitzungen/")
    follow(page, "Sitzung planen")
    fill(page, day=f"{day:%Y-%m-%d}", begins="12:00", ends="15:00", place="Rathaus, Saal")
    press(page, "Als Entwurf planen")
    follow(page, "Punkt hinzufügen")
    fill(page, title=TITLE)
    page.get_by_label("Art").select_option(label="Beschluss")
    press(page, "Speichern")
    follow(page, "Einladung ansehen und senden")
    page.get_by_role("button", name=re.compile("einladen$")).click()
    page.get_by_text("Versandt am").wait_for()
    return Meeting.objects.get()


def decide(page: Page, accessible) -> None:
    """Consensus: nobody objects, one dissent is put on record."""
    follow(page, "Protokollieren")
    press(page, "Sitzung beginnen")
    for seat in page.locator("[name=da]").all():
        seat.check()
    press(page, "Anwesenheit sichern")
    page.get_by_text("Die Anwesenheit ist gesichert.").wait_for()
    page.get_by_role("navigation", name="Tagesordnung").get_by_role("link", name=TITLE).click()
    page.get_by_label("Widersprüche").fill("0")
    fill(page, dissent=f"Kasse Talaue: {WHY}")
    accessible()
    press(page, "Beschluss festhalten")
    page.get_by_text("Der Beschluss ist festgehalten.").first.wait_for()


def adopt(page: Page) -> None:
    page.goto(f"/schreibtisch/empfehlungen/{chosen().uid}/weiter/")
    page.get_by_label("Unter welchem Tagesordnungspunkt").select_option(index=1)
    press(page, "Als beschlossen eintragen")
    page.get_by_text("Beschlossen.", exact=True).wait_for()


def write_next(page: Page, accessible) -> None:
    """No recommendation is final: version 2, its differences, and again into consultation."""
    follow(page, "Nächste Fassung schreiben")
    fill(page, text=AFTER, change_note="Auch am Wochenende")
    press(page, "Speichern")
    follow(page, "Unterschiede ansehen")
    page.locator("ins", has_text="Wochenende").first.wait_for()
    accessible()
    submit(page)


def test_three_groups_one_amendment_one_dissent_two_versions(office, clock, accessible):
    page = office
    paul, otto = partner("paul", "Haus Neckarblick"), partner("otto", "Kasse Talaue")
    acting.frieda_enters(page)
    draft(page)
    submit(page)
    propose_and_dissent(page, otto, accessible)
    carry(page, paul)
    acting.enter(page, "frieda")
    take(page, accessible)
    called = call(page)
    clock(timezone.localdate(called.starts_at))
    acting.enter(page, "frieda")
    page.goto(f"/schreibtisch/sitzungen/{called.uid}/")
    decide(page, accessible)
    decided = AgendaItem.objects.get(title=TITLE)
    assert (decided.result, decided.dissent) == ("ADOPTED", f"Kasse Talaue: {WHY}")
    adopt(page)
    write_next(page, accessible)
    assert Recommendation.objects.count() == 3

    page.context.clear_cookies()
    page.goto(f"/was-wurde-daraus/{chosen().number}/")
    for number in (1, 2):
        page.get_by_text(re.compile(f"^Fassung {number} vom")).first.wait_for()
    accessible()
