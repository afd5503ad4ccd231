"""The present a scenario is laid over, from the directory and the figures of the network."""

from datetime import date

import numpy as np
import pytest

from mitsorge.domain.planning.models import Yardstick
from mitsorge.domain.planning.queries.findings import findings_now
from mitsorge.domain.planning.queries.scenarios import kinds, present_of, scenarios
from mitsorge.domain.planning.rules import Level, Sex, Subject
from mitsorge.domain.planning.rules.evidence import Measure
from mitsorge.domain.planning.rules.scenario import ChangeYear, Why, applied, compared
from mitsorge.foundation.places.models import Body, Municipality, PlanningArea
from tests.domain.planning import figures, scenes
from tests.network import a_network

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)
QUERIES = 13


@pytest.fixture
def villages():
    a_network()
    scenes.the_villages()


def test_villages_stand_for_their_people_where_there_is_no_grid(villages):
    service = scenes.an_offer()
    present = present_of(scenes.a_scenario(), on=ON)
    assert present.state.people.tolist() == [100, 200, 300]
    assert present.state.area.tolist() == [0, 0, 1]
    assert (present.people.is_grid, present.people.year, present.people.unknown) == (
        False,
        2022,
        (),
    )
    (site,) = present.state.sites
    assert (site.key, site.name, site.lat, site.places) == (str(service.uid), "Haus Linde, Dorf", 52.2, 12)  # fmt: skip
    assert [spot.name for spot in present.spots] == ["Dorf 1", "Dorf 2", "Dorf 3"]


def test_a_village_without_a_number_is_named_not_counted_as_empty(db):
    a_network()
    scenes.the_villages(south=None)
    Municipality.objects.create(ags="12069004", name="Ohne Mitte", population_67plus=50)
    present = present_of(scenes.a_scenario(), on=ON)
    assert present.people.unknown == ("Dorf 3", "Ohne Mitte")
    assert present.state.people.tolist() == [100, 200]


def test_the_newest_grid_goes_before_villages(villages):
    scenes.a_grid((52.2, 40, "P1"), (52.0, 60, "P2"), (52.0001, 7, ""))
    present = present_of(scenes.a_scenario(), on=ON)
    assert present.people.is_grid
    assert present.state.people.tolist() == [40, 60, 7]
    assert (present.state.area.tolist(), present.people.outside) == ([0, 1, -1], 7)


def test_offers_without_a_place_and_closed_ones_are_told(villages):
    scenes.an_offer("Ohne Ort", lat=None, places=None)
    scenes.an_offer("Umbau", closed_from=date(2026, 11, 1))
    present = present_of(scenes.a_scenario(), on=ON)
    assert [(s.name, s.is_placed, s.places) for s in present.state.sites] == [("Ohne Ort, Dorf", False, None)]  # fmt: skip
    assert present.closed == ("Umbau",)


def test_an_offer_at_two_sites_has_two_keys(villages):
    service = scenes.an_offer()
    other = scenes.an_offer("Andere", lat=52.0).locations.get()
    service.sites.create(location=other)
    found = present_of(scenes.a_scenario(), on=ON).state.sites
    keys = [site.key for site in found if site.name.startswith("Haus Linde")]
    assert keys == [str(service.uid), f"{service.uid}.1"]


def test_the_year_of_a_scenario_grows_with_its_forecast(db):
    a_network()
    figures.the_areas(Body.objects.get())
    Municipality.objects.update(latitude=52, longitude=13, population_67plus=100)
    scenario = scenes.a_scenario(year=2030, variant=figures.a_variant())
    present = present_of(scenario, on=ON, years=[2031])
    now = figures_of(scenario, 2022)
    then = figures_of(scenario, 2030)
    assert present.state.year == 2030
    assert np.allclose(present.state.people, [100 * then["P1"] / now["P1"]] * 2 + [100 * then["P2"] / now["P2"]])  # fmt: skip
    assert not present.year_unknown
    assert applied(present.state, [ChangeYear(2031)]).left[0].why == Why.YEAR_UNKNOWN


def figures_of(scenario, year):
    from mitsorge.domain.planning.queries.need import need_of

    table = need_of(scenario.variant, years=[year])
    return {code: table.cell(code, year).persons for code in ("P1", "P2")}


@pytest.mark.parametrize("has_forecast", [True, False])
def test_a_year_nobody_knows_is_said(villages, has_forecast):
    variant = None
    if has_forecast:
        variant = figures.a_variant()
    present = present_of(scenes.a_scenario(year=2039, variant=variant), on=ON)
    assert (present.year_unknown, present.state.people.tolist()) == (True, [100, 200, 300])


def test_a_network_without_anything(db):
    present = present_of(scenes.a_scenario(), on=ON)
    assert compared(present.state, applied(present.state, [])).total.before == 0


def test_the_queries_do_not_grow(villages, django_assert_num_queries):
    scenes.an_offer()
    scenario = scenarios().get(pk=scenes.a_scenario().pk)
    with django_assert_num_queries(QUERIES):
        present_of(scenario, on=ON)
    for n in range(3):
        scenes.an_offer(f"Haus {n}", lat=52.0)
    scenes.a_grid(*((52 + n / 1000, 5, "P1") for n in range(50)))
    with django_assert_num_queries(QUERIES):
        present_of(scenario, on=ON)


def test_kinds_and_scenarios_by_name(villages):
    scenes.a_scenario(name="B")
    scenes.a_scenario(name="A")
    assert [each.name for each in scenarios()] == ["A", "B"]
    assert [each.name for each in kinds()] == ["Tagespflege"]


@pytest.fixture
def quarters(db):
    """A city of one municipality: Nord and Süd with 300 and 400 people of 65 and older, West without a middle."""
    a_network()
    body = Body.objects.get()
    rows = [("Q1", "Nord", scenes.NORTH, 300), ("Q2", "Süd", scenes.SOUTH, 400), ("Q3", "West", None, 50)]  # fmt: skip
    for code, name, lat, _people in rows:
        PlanningArea.objects.create(
            code=code, name=name, kind="QUARTER", body=body, active_from=date(2020, 1, 1),
            latitude=lat, longitude=lat and 13,
        )  # fmt: skip
    old = [(Level.AREA, code, 2022, figures.ALL_65, Sex.BOTH, "", n) for code, _n, _lat, n in rows]
    figures.a_series(Subject.POPULATION, "Ortsteile", *old)


def test_the_people_of_a_quarter_stand_in_its_middle(quarters):
    service = scenes.an_offer(lat=scenes.NORTH)
    present = present_of(scenes.a_scenario(), on=ON)
    assert present.state.people.tolist() == [300, 400]
    assert present.state.cells.lat.tolist() == [scenes.NORTH, scenes.SOUTH]
    assert present.state.area.tolist() == [0, 1]
    assert (present.people.is_grid, present.people.year) == (False, 2022)
    assert (present.people.unknown, present.people.outside) == (("West",), 0.0)
    assert [site.key for site in present.state.sites] == [str(service.uid)]


def test_people_far_from_the_middle_of_their_quarter_are_a_gap(quarters):
    Yardstick.objects.create(
        term=scenes.day_care(), age_from=65, max_km=15, source="Vorschlag",
        valid_from=date(2026, 1, 1),
    )  # fmt: skip
    scenes.an_offer(lat=scenes.NORTH)
    now = findings_now(ON)
    assert [(each.area, each.leading.measure, each.leading.value) for each in now] == [
        ("Q2", Measure.FAR, 400)
    ]
