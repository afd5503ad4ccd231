"""The worked example of `figures`: every number here was computed by hand.

P1 in 2022: 1,200 below 65; 300 aged 65+, of whom 60 % (420 of 700 in the Kreis) are below 80: 180 and 120. In need:
12 + 18 + 48 = 78. P2: 16 + 24 + 64 = 104. The Kreis: 182; published: 273; factor 1.5.
"""

import pytest

from mitsorge.domain.planning.queries.areas import ways
from mitsorge.domain.planning.queries.need import need_of, residents_of
from mitsorge.domain.planning.rules import CareKind, RatePath
from mitsorge.domain.planning.rules.bands import Band
from mitsorge.domain.planning.rules.forecast import YearOutside
from mitsorge.domain.planning.rules.outlook import NoFigures
from mitsorge.domain.planning.rules.parameters import CareParameters, Parameters, Value
from mitsorge.domain.planning.rules.remarks import RemarkKind as K
from mitsorge.foundation.places.models import PlanningArea
from tests.domain.planning import figures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _areas():
    figures.the_areas()


def kinds(table):
    return [remark.kind for remark in table.remarks]


def test_the_worked_example(django_assert_num_queries):
    variant = figures.a_variant()
    with django_assert_num_queries(4):
        table = need_of(variant, years=[2022, 2030])
    assert [region.code for region in table.regions] == ["P1", "P2"]
    persons = [table.cell(area, year).persons for area in ("P1", "P2") for year in (2022, 2030)]
    assert persons == pytest.approx([117, 156.6, 156, 208.8])
    assert [table.total(year).persons for year in (2022, 2030)] == pytest.approx([273, 365.4])
    assert table.total(2022, CareKind.AMBULATORY).persons == pytest.approx(91)
    assert table.outlook.need.factor == {CareKind.ALL: pytest.approx(1.5)}
    assert kinds(table) == [K.PROJECTED, K.ESTIMATED, K.CALIBRATED, K.SHARES]
    assert not table.total(2030).at_least


def test_the_steps_show_how_a_number_came_about():
    table = need_of(figures.a_variant(), years=[2030])
    old = table.steps("P1", 2030)[2]
    assert (old.band, old.rate, old.factor) == (Band(80), pytest.approx(0.4), pytest.approx(1.5))
    assert (old.people, old.persons) == (pytest.approx(180), pytest.approx(108))
    indicator = table.indicator("P1", 2030)
    assert (indicator.numerator, indicator.denominator) == (
        pytest.approx(156.6),
        pytest.approx(1200 * 0.9 + 180 * 1.2 + 120 * 1.5),
    )
    assert indicator.value == pytest.approx(156.6 / 1476 * 100)


def test_a_rising_path_counts_from_the_year_of_the_rates():
    parameters = Parameters(yearly=Value(0.01, "je Jahr", "eigene Annahme")).as_json()
    variant = figures.a_variant(path=RatePath.RISING, parameters=parameters)
    table = need_of(variant, years=[2022, 2030])
    assert table.total(2022).persons == pytest.approx(273)
    assert table.total(2030).persons == pytest.approx(365.4 * 1.01**8)


def test_a_falling_path_falls_whatever_sign_was_typed():
    parameters = Parameters(yearly=Value(0.01)).as_json()
    table = need_of(figures.a_variant(path=RatePath.FALLING, parameters=parameters), years=[2030])
    assert table.total(2030).persons == pytest.approx(365.4 * 0.99**8)


def test_places_and_posts_follow_from_parameters():
    day = CareParameters(
        share=Value(0.1), utilisation=Value(0.8), places_per_client=Value(0.4), staff=Value(0.25)
    )
    variant = figures.a_variant(parameters=Parameters(care={CareKind.DAY: day}).as_json())
    cell = need_of(variant, years=[2030]).cell("P1", 2030, CareKind.DAY)
    assert cell.persons == pytest.approx(15.66)
    assert cell.places == pytest.approx(15.66 * 0.4 / 0.8)
    assert cell.staff == pytest.approx(15.66 * 0.4 / 0.8 * 0.25)


def test_what_was_not_assumed_is_not_computed():
    cell = need_of(figures.a_variant(), years=[2030]).cell("P1", 2030, CareKind.AMBULATORY)
    assert (cell.places, cell.staff) == (None, None)


def test_an_unknown_part_makes_a_lower_bound():
    variant = figures.a_variant(population=figures.municipal(third=None))
    table = need_of(variant, years=[2022])
    south = table.cell("P2", 2022)
    assert (south.persons, south.at_least) == (pytest.approx(16 * 1.5), True)
    assert (table.cell("P1", 2022).at_least, table.total(2022).at_least) == (False, True)
    assert K.PARTS_MISSING in kinds(table)
    indicator = table.indicator("P2", 2022)
    assert indicator.at_least
    assert (
        "Süd: Es fehlen Zahlen für 12069003. Was dort steht, ist ein Mindestwert." in indicator.gaps
    )


def test_an_area_without_figures_is_unknown_never_zero():
    figures.Figure.objects.all().delete()
    variant = figures.a_variant()
    variant.population.figures.filter(area_code="12069003").delete()
    table = need_of(variant, years=[2022])
    assert table.cell("P2", 2022).persons is None
    assert (table.total(2022).persons, table.total(2022).at_least) == (pytest.approx(117), True)
    assert K.NO_FIGURES in kinds(table)


def test_an_area_where_nobody_lives_is_named():
    variant = figures.a_variant()
    variant.population.figures.filter(area_code="12069003").update(value=0)
    table = need_of(variant, years=[2022])
    assert (table.cell("P2", 2022).persons, K.NOBODY in kinds(table)) == (0, True)


def test_ages_without_a_rate_are_named_and_missing_in_the_sum():
    table = need_of(figures.a_variant(rates=figures.rates(old=None), care=None), years=[2022])
    (missing,) = [r for r in table.remarks if r.kind == K.NO_RATE]
    assert missing.values == {"bands": (Band(80),)}
    assert (table.cell("P1", 2022).persons, table.cell("P1", 2022).at_least) == (30, True)


def test_ages_before_the_first_rate_are_named_too():
    variant = figures.a_variant(care=None)
    variant.rates.figures.filter(age_from=0).delete()
    table = need_of(variant, years=[2022])
    (missing,) = [r for r in table.remarks if r.kind == K.NO_RATE]
    assert missing.values == {"bands": (Band(0, 65),)}
    assert (table.cell("P1", 2022).persons, table.cell("P1", 2022).at_least) == (66, True)


def test_without_the_statistics_nothing_is_calibrated():
    table = need_of(figures.a_variant(care=None), years=[2022])
    assert table.total(2022).persons == pytest.approx(182)
    assert K.NOT_CALIBRATED in kinds(table)


def test_statistics_that_are_secret_do_not_calibrate():
    table = need_of(figures.a_variant(care=figures.statistics(total=None)), years=[2022])
    assert table.outlook.need.factor == {}


def test_without_the_structure_old_people_are_refused_not_guessed():
    variant = figures.a_variant(structure=None, projection=None, care=None)
    table = need_of(variant, years=[2022])
    (refused,) = [r for r in table.remarks if r.kind == K.REFUSED]
    assert refused.values["bands"] == (Band(65, 80), Band(80))
    assert (table.cell("P1", 2022).persons, table.cell("P1", 2022).at_least) == (12, True)


def test_two_sources_that_contradict_each_other_are_named():
    table = need_of(figures.a_variant(structure=figures.structure(young_men=1500)), years=[2022])
    (remark,) = [r for r in table.remarks if r.kind == K.CONTRADICTION]
    assert remark.values == {"year": 2022, "areas": 3500, "kreis": 3600}


def test_a_municipality_in_two_areas_is_named():
    variant = figures.a_variant()
    areas = figures.PlanningArea.objects
    areas.get(code="P2").municipalities.add(areas.get(code="P1").municipalities.first())
    assert K.COUNTED_TWICE in kinds(need_of(variant, years=[2022]))


@pytest.mark.parametrize("year", [2021, 2031, 2025])
def test_years_outside_the_series_are_refused(year):
    with pytest.raises(YearOutside) as refused:
        need_of(figures.a_variant(), years=[2022, year])
    assert refused.value.years == (year,)


def test_series_that_know_nothing_of_the_network_are_refused():
    with pytest.raises(NoFigures):
        need_of(figures.a_variant(population=figures.projection(), projection=None), years=[2022])


def test_one_area_alone_is_calibrated_like_all():
    table = need_of(figures.a_variant(), ["P2"], [2022])
    assert table.total(2022).persons == pytest.approx(156)


def test_who_will_live_there(django_assert_num_queries):
    """Of 120 people aged 80+ in P1 become 180 by 2030; those aged 65 to 80 grow from 180 to 216."""
    variant = figures.a_variant()
    with django_assert_num_queries(4):
        found = residents_of(variant, [Band(65, 80), Band(80)], ["P1"], [2022, 2030])
    assert found.people[0, :, :, 0].tolist() == [
        pytest.approx([180, 120]),
        pytest.approx([216, 180]),
    ]
    assert found.estimated == {Band(65, 80), Band(80)}


def test_an_area_above_others_does_not_change_their_numbers(db):
    """Without a count of the whole Kreis the areas are calibrated together, nobody twice."""
    first = PlanningArea.objects.get(code="P1")
    variant = figures.a_variant(structure=None)
    alone = need_of(variant, years=[2022])
    above = PlanningArea.objects.create(
        code="R", name="Alles", kind="REGION", body=first.body, active_from=first.active_from
    )  # fmt: skip
    PlanningArea.objects.filter(code__in=["P1", "P2"]).update(parent=above)
    for wanted in (["P1", "P2", "R"], ["P1"]):
        asked = need_of(variant, wanted, years=[2022])
        [way] = ways(asked.network, wanted, [2022])
        for table in (asked, way.need):
            assert table.cell("P1", 2022) == alone.cell("P1", 2022)
            assert {r.kind for r in table.remarks} == {r.kind for r in alone.remarks}
