"""Present gaps and overlaps over real records; two areas, 300 people from 65 in P1, 400 in P2."""

from datetime import UTC, date, datetime

import pytest

from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.domain.directory.rules import TermKind
from mitsorge.domain.governance.models import Committee
from mitsorge.domain.planning.models import PopulationCell, Series, Variant, Yardstick
from mitsorge.domain.planning.queries.findings import current_yardsticks, findings_now, present
from mitsorge.domain.planning.queries.need import need_of
from mitsorge.domain.planning.rules import CareKind, Confidence, FindingKind
from mitsorge.domain.planning.rules.evidence import Doubt, Measure, Unjudged
from mitsorge.domain.planning.rules.parameters import CareParameters, Parameters, Value
from mitsorge.foundation.places.models import Body, Municipality
from tests.domain.directory import factories
from tests.domain.planning import figures
from tests.domain.planning.queries.test_supply import an_offer

ON = factories.TODAY
QUERIES = 14
"""Yardsticks, areas (3), series, figures, middles, cells, supply without areas (6); no grid, no forecast."""


@pytest.fixture
def day_care(db):
    factories.network()
    figures.the_areas(Body.objects.get())
    middles = [("12069001", 52.1, 12.5), ("12069002", 52.1, 12.55), ("12069003", 52.4, 12.9)]
    for ags, lat, lon in middles:
        Municipality.objects.filter(ags=ags).update(latitude=lat, longitude=lon)
    return TaxonomyTerm.objects.create(kind=TermKind.CARE, code="tagespflege", name="Tagespflege")


def a_yardstick(term, **more):
    values = {"age_from": 65, "source": "Vorschlag", "valid_from": date(2026, 1, 1), **more}
    return Yardstick.objects.create(term=term, **values)


def told(found):
    return [(each.kind, each.area, each.leading.measure) for each in found]


def test_without_figures_nothing_is_said(day_care):
    a_yardstick(day_care, max_km=15)
    now = present(ON)
    assert (now.found, now.population) == ((), None)


def test_people_too_far_away_are_found_in_their_area(day_care):
    figures.municipal()
    a_yardstick(day_care, max_km=15)
    an_offer(day_care, point=(52.1, 12.5))
    [found] = findings_now(ON)
    assert told([found]) == [(FindingKind.GAP, "P2", Measure.FAR)]
    assert (found.leading.numerator, found.leading.denominator) == (400, 400)
    assert Doubt.MIDDLES in found.evidence.doubts


def test_an_area_without_figures_is_named(day_care):
    figures.municipal(third=None)
    a_yardstick(day_care, max_km=15)
    [missing] = present(ON).unjudged
    assert (missing.area, missing.why) == ("P2", Unjudged.NO_PEOPLE)


def test_a_grid_tells_where_people_live(day_care):
    figures.municipal()
    a_yardstick(day_care, max_km=15)
    an_offer(day_care, point=(52.1, 12.5))
    grid = figures.a_series("POPULATION", "Raster")
    for lat, lon, people, area in [(52.1, 12.5, 900, "P2"), (52.4, 12.9, 100, "P2")]:
        PopulationCell.objects.create(
            series=grid, latitude=lat, longitude=lon, size_m=100, population=people, area_code=area
        )
    [found] = findings_now(ON)
    assert found.leading.numerator == pytest.approx(40)
    assert Doubt.ESTIMATED_AGES in found.evidence.doubts


def test_the_chosen_forecast_says_how_many_places_are_needed(day_care):
    one = Value(1, source="x")
    tenth = Value(0.1, source="x")
    share = CareParameters(share=tenth, places_per_client=one, utilisation=one)
    variant = figures.a_variant(parameters=Parameters(care={CareKind.DAY: share}).as_json())
    later = date(2030, 6, 1)
    a_yardstick(day_care, coverage=0.8, care=CareKind.DAY)
    an_offer(day_care, places=1, assured_at=datetime(2030, 5, 1, tzinfo=UTC))
    assert {each.why for each in present(later).unjudged} == {Unjudged.NO_NEED}
    Committee.objects.create(code="runde", name="Runde", modified_at=factories.NOW)
    Variant.objects.filter(pk=variant.pk).update(
        chosen_on=ON, chosen_by=Committee.objects.get(), chosen_why="Weil"
    )
    now = {each.area: each for each in present(later).found}
    need = need_of(Variant.objects.get(), years=[2030])
    for area in ("P1", "P2"):
        asked = need.cell(area, 2030, CareKind.DAY).places
        assert asked > 1
        assert now[area].leading.denominator == asked
        assert now[area].leading.as_of == date(2030, 12, 31)
    assert (now["P1"].leading.numerator, now["P2"].leading.numerator) == (1, 0)
    assert now["P1"].confidence == Confidence.LIKELY


def test_only_yardsticks_of_the_day_judge(day_care):
    a_yardstick(day_care, max_km=15, valid_from=date(2027, 1, 1))
    a_yardstick(day_care, max_km=15, valid_to=ON)
    assert list(current_yardsticks(ON)) == []


def test_projections_are_no_observed_people(day_care):
    figures.municipal()
    Series.objects.update(variant="G2L2W1")
    a_yardstick(day_care, max_km=15)
    assert present(ON).population is None


def test_confirmed_official_figures_secure_a_missing_place(day_care):
    figures.municipal()
    a_yardstick(day_care, places_per_1000=50)
    an_offer(day_care, places=12)
    found = {each.area: each for each in findings_now(ON)}
    assert found["P1"].leading.value == 40
    assert found["P2"].leading.value == 0
    assert {each.confidence for each in found.values()} == {Confidence.SECURED}


def test_the_number_of_queries_is_constant(day_care, django_assert_num_queries):
    figures.municipal()
    a_yardstick(day_care, max_km=15)
    an_offer(day_care)
    with django_assert_num_queries(QUERIES):
        assert len(present(ON).found) == 1
    for number in (2, 3):
        an_offer(day_care, f"haus-{number}", ags="12069001")
        a_yardstick(day_care, age_from=60 + number, places_per_1000=1)
    with django_assert_num_queries(QUERIES):
        present(ON)


def test_the_mean_counts_places_only_where_people_are_counted(day_care):
    """P2 is not counted: its 90 places are no places of the 300 people of P1, which alone is its own mean."""
    figures.municipal(third=None)
    a_yardstick(day_care, relative=0.5)
    an_offer(day_care, assured_at=factories.NOW)
    an_offer(day_care, "gross", ags="12069003", places=90, assured_at=factories.NOW)
    assert told(findings_now(ON)) == []
