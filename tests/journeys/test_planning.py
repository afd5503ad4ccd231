"""Selma plans: real figures, a forecast to 2040, the gap in day care onto an agenda, and what a new house changes."""

import re
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from mitsorge.domain.directory.models import Attribute, ServiceCapacity, TaxonomyTerm
from mitsorge.domain.directory.rules import PlaceKind
from mitsorge.domain.governance.models import AgendaItem, Committee
from mitsorge.domain.planning.actions.figures import import_series
from mitsorge.domain.planning.models import Figure, Series, Variant
from mitsorge.domain.planning.queries.need import need_of
from mitsorge.domain.planning.rules import CareKind, Level, Quality, Sex, Subject
from mitsorge.domain.planning.rules.passport import Counted, Passport
from mitsorge.foundation.places.models import Municipality
from tests.domain.directory import factories
from tests.doors.imports.figures.published import CARE, POPULATION, PROJECTION, REGISTER
from tests.journeys import acting
from tests.journeys.acting import follow, press
from tests.sign_in import with_password

pytestmark = [
    pytest.mark.journey,
    pytest.mark.shared,
    pytest.mark.django_db(transaction=True),
]
NUMBERS = "/schreibtisch/planung/zahlen/"
GAP = "/schreibtisch/planung/luecken/luecke/tagespflege/planregion-1/75/"
RATES = {
    "M": (0.023, 0.196, 0.432, 0.696),
    "F": (0.023, 0.271, 0.606, 0.864),
}
AGES = ((0, 75), (75, 85), (85, 90), (90, None))


@pytest.fixture
def office(page: Page, live_server) -> Page:
    acting.found("netzwerk-soziale-dienste")
    selma = with_password("selma")
    import_rates(selma)
    page.set_default_timeout(30_000)
    return page


def import_rates(selma) -> None:
    """The care rates of 2021: published as a page to read, typed in before the journey begins."""
    figures = [
        Counted(
            *(Level.COUNTRY, "DG", 2021, share),
            age_from=first,
            age_to=end,
            sex=Sex(sex),
            care=CareKind.ALL,
        )
        for sex, shares in RATES.items()
        for (first, end), share in zip(AGES, shares, strict=True)
    ]
    passport = Passport(
        title="Pflegequoten", subject=Subject.RATE, unit="Anteil", publisher="Destatis",
        licence="mit Quelle", as_of=date(2021, 12, 31), quality=Quality.OFFICIAL,
    )  # fmt: skip
    import_series(passport=passport, figures=figures, by=selma, at=timezone.now())


def take(page: Page, path) -> None:
    """A published file as it is: dry run, then everything."""
    page.goto(NUMBERS)
    page.locator("input[type=file]").set_input_files(path)
    press(page, "Hochladen und prüfen")
    page.get_by_text("Noch ist nichts gespeichert.").wait_for()
    press(page, "Übernehmen")
    page.wait_for_url(f"**{NUMBERS}**")


def series_of(table: str, **more) -> str:
    return str(Series.objects.get(table_number__startswith=table, **more).pk)


def forecast(page: Page) -> Variant:
    page.goto("/schreibtisch/planung/prognosen/neu/")
    page.locator("[name=name]").fill("Wie heute")
    register = Figure.objects.filter(level=Level.MUNICIPALITY).values("series")[:1]
    chosen = {
        "population": str(Series.objects.get(pk__in=register).pk),
        "structure": series_of("12411"),
        "projection": series_of("12421"),
        "rates": str(Series.objects.get(subject=Subject.RATE).pk),
        "care": series_of("22411"),
    }
    for name, value in chosen.items():
        page.locator(f"select[name={name}]").select_option(value)
    press(page, "Speichern")
    page.get_by_role("heading", name="Wie heute").wait_for()
    return Variant.objects.get()


def new_house() -> None:
    """The measure: 20 places in the region, confirmed today."""
    now = timezone.now()
    offer = factories.service("tagespflege-neu", name="Tagespflege Neu", assured_at=now)
    town = Municipality.objects.filter(planning_areas__code="planregion-1").order_by("ags")[0]
    place = offer.organization.locations.create(
        municipality=town, latitude=town.latitude, longitude=town.longitude, town=town.name
    )
    offer.sites.create(location=place)
    kind = TaxonomyTerm.objects.get(kind="CARE", code="tagespflege")
    Attribute.objects.create(service=offer, term=kind, is_main=True)
    ServiceCapacity.objects.create(
        service=offer, kind=PlaceKind.DAY, unit="Plätze", maximum=20, updated_at=now
    )


def test_from_tables_to_a_gap_on_an_agenda_and_what_changed(office, shared, accessible):
    page = office
    acting.enter(page, "selma")
    for name in (POPULATION, PROJECTION, CARE, REGISTER):
        take(page, shared / name)
    variant = forecast(page)
    total = need_of(variant, years=(2025, 2040)).total(2040).persons
    assert total is not None
    page.get_by_text(f"{round(total):,}".replace(",", ".")).first.wait_for()
    accessible()
    page.goto("/schreibtisch/planung/luecken/")
    page.get_by_role("heading", name="Lücken und Doppelungen").first.wait_for()
    accessible()
    page.goto(GAP)
    follow(page, "Auf eine Tagesordnung setzen")
    committee = Committee.objects.get(code="runder-tisch-1")
    page.locator("select[name=place]").select_option(f"{committee.pk}-0")
    press(page, "Weitergeben")
    page.get_by_role("heading", name="Was daraus wurde").wait_for()
    assert AgendaItem.objects.get().committee == committee
    new_house()
    page.goto(GAP)
    change = page.get_by_role("region", name=re.compile("^Vorher"))
    change.locator("tbody td").first.wait_for()
    before, after = change.locator("tbody tr").first.locator("td").all_inner_texts()[:2]
    assert before != after
    accessible()
