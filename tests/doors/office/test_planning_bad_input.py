"""Bad input, case by case: each is named on a page in a sentence, and nothing is filled in silently."""

import re
from collections.abc import Callable

import pytest
from django.utils import timezone

from mitsorge.domain.planning.models import Series, Yardstick
from mitsorge.domain.planning.rules.scenario import ChangeYear
from mitsorge.foundation.places.models import Body, Municipality, PlanningArea
from tests.domain.planning import figures, scenes
from tests.domain.planning.queries.test_supply import an_offer
from tests.network import a_network
from tests.sign_in import signed_in

OFFICE = "/schreibtisch/planung/"
GAPS = f"{OFFICE}luecken/"


@pytest.fixture
def selma(db):
    a_network()
    return signed_in("selma")


def _yardstick(*, ags: str = "12069001", **more: object) -> None:
    figures.the_areas(Body.objects.get())
    for key, lat in [("12069001", 52.1), ("12069002", 52.1), ("12069003", 52.6)]:
        Municipality.objects.filter(ags=key).update(latitude=lat, longitude=12.5)
    term = scenes.day_care()
    values = {"age_from": 65, "max_km": 15, "source": "Vorschlag", "valid_from": "2026-01-01"}
    Yardstick.objects.create(term=term, **{**values, **more})
    an_offer(term, ags=ags, point=(52.1, 12.5), assured_at=timezone.now())


def area_without_population() -> str:
    figures.municipal(third=None)
    _yardstick()
    return GAPS


def area_where_nobody_lives() -> str:
    figures.municipal(third=0)
    _yardstick()
    return GAPS


def area_of_too_few() -> str:
    figures.municipal(third=3)
    _yardstick()
    return GAPS


def forecast_without_population() -> str:
    figures.the_areas(Body.objects.get())
    variant = figures.a_variant(population=figures.municipal(third=None))
    return f"{OFFICE}prognosen/{variant.uid}/"


def site_without_place() -> str:
    figures.municipal()
    _yardstick(ags="")
    return f"{GAPS}luecke/tagespflege/P2/65/"


def site_without_number_of_places() -> str:
    scenes.the_villages()
    scenes.an_offer(places=None)
    return f"{OFFICE}szenarien/{scenes.a_scenario().uid}/"


def site_without_place_in_a_scenario() -> str:
    scenes.the_villages()
    scenes.an_offer(lat=None)
    return f"{OFFICE}szenarien/{scenes.a_scenario().uid}/"


def rates_that_do_not_cover_an_age() -> str:
    figures.the_areas(Body.objects.get())
    variant = figures.a_variant(rates=figures.rates(old=None))
    return f"{OFFICE}prognosen/{variant.uid}/"


def year_outside_the_series() -> str:
    scenes.the_villages()
    scenes.an_offer()
    return f"{OFFICE}szenarien/{scenes.a_scenario(ChangeYear(2060)).uid}/"


def two_sources_that_contradict() -> str:
    own = figures.municipal()
    _yardstick()
    other = Series.objects.create(
        subject=own.subject, title="Eigene Schätzung", unit="Personen", publisher="Kreis",
        licence="dl-de/by-2-0", as_of=own.as_of, quality="ESTIMATED", imported_at=own.imported_at,
    )  # fmt: skip
    for figure in own.figures.all():
        figure.pk, figure.series, figure.value = None, other, figure.value * 1.1
        figure.save()
    return GAPS


def areas_and_kreis_that_contradict() -> str:
    figures.the_areas(Body.objects.get())
    variant = figures.a_variant(structure=figures.structure(young_men=2000))
    return f"{OFFICE}prognosen/{variant.uid}/"


def outline_over_its_neighbour() -> str:
    areas = figures.the_areas(Body.objects.get())
    for area, west in ((areas["P1"], 12.0), (areas["P2"], 12.15)):
        east = west + 0.2
        ring = [[west, 52], [east, 52], [east, 52.2], [west, 52.2], [west, 52]]
        outline = {"type": "Polygon", "coordinates": [ring]}
        PlanningArea.objects.filter(pk=area.pk).update(outline=outline)
    return OFFICE


def municipality_in_two_areas() -> str:
    areas = figures.the_areas(Body.objects.get())
    areas["P2"].municipalities.add(Municipality.objects.get(ags="12069001"))
    return OFFICE


CASES: dict[Callable[[], str], str] = {
    area_without_population: "Für dieses Alter gibt es keine Bevölkerungszahlen. Süd",
    area_where_nobody_lives: "Nach der Zahlenreihe wohnt hier niemand in diesem Alter. Süd",
    area_of_too_few: "so wenige Menschen dieses Alters, dass eine Zahl sie verraten könnte. Süd",
    forecast_without_population: "Süd: Es fehlen Zahlen für Dorf 3. Was dort steht, ist ein Mindestwert.",
    site_without_place: "Ein Angebot hat keinen Standort auf der Karte und zählt bei Entfernungen nicht.",
    site_without_number_of_places: "1 Angebot nennt keine Zahl der Plätze: Es zählt beim Weg, nicht bei den Plätzen.",
    site_without_place_in_a_scenario: "Ohne Ort und deshalb bei den Wegen nicht dabei: Haus Linde",
    rates_that_do_not_cover_an_age: "Für die Altersgruppen ab 80 gibt es keine Quote. Diese Menschen fehlen in jeder Summe.",
    year_outside_the_series: "Nicht angewendet",
    two_sources_that_contradict: "Zwei Quellen widersprechen sich: „Gemeinden“ nennt für 2022 3.500 Menschen",
    areas_and_kreis_that_contradict: "Zwei Quellen widersprechen sich: 2022 leben in den Räumen zusammen 3.500 Menschen, im Kreis 4.100.",
    outline_over_its_neighbour: "„Nord“ und „Süd“ überschneiden sich: 25,0 % der kleineren Fläche liegen in beiden.",
    municipality_in_two_areas: "„Dorf 1“ gehört zu mehreren Planungsräumen und zählt in jedem: Nord, Süd.",
}  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_it_is_named(selma, case):
    page = selma.get(case())
    assert page.status_code == 200
    text = " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())
    assert CASES[case] in text
