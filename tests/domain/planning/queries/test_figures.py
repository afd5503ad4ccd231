from datetime import date

import pytest

from mitsorge.domain.planning.queries.chosen import population_of
from mitsorge.domain.planning.queries.figures import network_regions, tables_of
from mitsorge.domain.planning.queries.need import chosen_variant
from mitsorge.domain.planning.rules import Level, Sex, Subject
from mitsorge.domain.planning.rules.bands import Band, Why
from mitsorge.domain.planning.rules.regions import Region, finest_regions, members
from tests.domain.governance.calendar_factories import committee
from tests.domain.planning import figures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _areas():
    figures.the_areas()


def test_who_lives_in_the_areas(django_assert_num_queries):
    """300 of 1,500 people of P1 are 65 and older; 40 % of them are 80 and older in the Kreis: 120."""
    figures.municipal(), figures.structure()
    with django_assert_num_queries(5):
        found = population_of(["P1", "P2"], 2022, [Band(), Band(65), Band(80)])
    assert found.people[:, 0, :, 0].tolist() == [
        pytest.approx([1500, 300, 120]),
        pytest.approx([2000, 400, 160]),
    ]
    assert found.estimated == {Band(80)}


def test_without_the_ages_of_the_kreis_nothing_is_cut():
    figures.municipal()
    found = population_of(["P1"], 2022, [Band(65), Band(80)])
    assert found.people[0, 0, 0, 0] == 300
    assert found.refused == {Band(80): Why.MUST_BE_CUT}


def test_a_year_nobody_counted_has_no_answer():
    figures.municipal()
    assert population_of(["P1"], 2021, [Band()]) is None


def test_an_area_counted_itself_is_not_summed():
    rows = [(Level.AREA, "P1", 2022, (0, None), Sex.BOTH, "", 1480.0)]
    own = figures.a_series(Subject.POPULATION, "Quartiere", *rows)
    figures.municipal()
    found = population_of(["P1"], 2022, [Band()], series=own.pk)
    assert found.people[0, 0, 0, 0] == 1480


def test_tables_hold_what_speaks_for_the_kreis(django_assert_num_queries):
    series = figures.a_series(
        Subject.POPULATION,
        "Kreise",
        *((Level.KREIS, key, 2020, (0, None), Sex.BOTH, "", n) for key, n in [
            ("16056", 41_970.0), ("16063", 117_967.0), ("12069", 217_954.0)
        ]),
    )  # fmt: skip
    with django_assert_num_queries(1):
        table = tables_of([series.pk], "16063")[series.pk]
    assert table.places() == {(Level.KREIS, "16063")}
    assert table.row((Level.KREIS, "16063"), 2020, Sex.BOTH) == {Band(): 159_937}


def test_regions_with_their_municipalities(django_assert_num_queries):
    with django_assert_num_queries(3):
        network = network_regions()
    assert network.kreis == "12069"
    assert network.regions[0] == Region("P1", "Nord", "REGION", "", ("12069001", "12069002"))


def test_areas_that_end_are_not_planned_with():
    figures.PlanningArea.objects.filter(code="P2").update(active_to=date(2024, 1, 1))
    assert [region.code for region in network_regions().regions] == ["P1"]
    assert len(network_regions(date(2023, 1, 1)).regions) == 2


def test_a_district_is_the_sum_of_its_quarters():
    district, first, second = (
        Region("D", "Mitte"),
        Region("Q1", "A", parent="D"),
        Region("Q2", "B", parent="D"),
    )
    city = Region("S", "Stadt", municipalities=("14713000",))
    regions = [district, first, second, city]
    counted = {(Level.AREA, "Q1"), (Level.KREIS, "14713")}
    assert finest_regions(regions) == (first, second, city)
    assert members(regions, ["D", "S", "X"], counted) == {
        "D": [(Level.AREA, "Q1"), (Level.AREA, "Q2")],
        "S": [(Level.KREIS, "14713")],
    }


def test_the_latest_choice_counts():
    first = figures.a_variant()
    assert chosen_variant() is None
    first.chosen_by, first.chosen_on = committee("pk"), date(2026, 1, 1)
    first.save()
    assert chosen_variant() == first


def test_rates_of_kreise_that_merged_are_unknown_and_counts_are_added():
    keys = [("16056", 0.1), ("16063", 0.2)]
    made = {
        subject: figures.a_series(
            subject, subject, *((Level.KREIS, key, 2020, (0, None), Sex.BOTH, "", n) for key, n in keys)
        )
        for subject in (Subject.POPULATION, Subject.RATE)
    }  # fmt: skip
    tables = tables_of([each.pk for each in made.values()], "16063")
    found = {
        s: tables[each.pk].row((Level.KREIS, "16063"), 2020, Sex.BOTH) for s, each in made.items()
    }
    assert found == {Subject.POPULATION: {Band(): pytest.approx(0.3)}, Subject.RATE: {}}
