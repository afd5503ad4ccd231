"""One kind of offer in every area over real records: 300 people from 65 in P1, 400 in P2."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.domain.directory.rules import TermKind
from mitsorge.domain.planning.models import PopulationCell, Variant, Yardstick
from mitsorge.domain.planning.queries.findings import present
from mitsorge.domain.planning.queries.kinds import kinds_of
from mitsorge.domain.planning.queries.need import need_of
from mitsorge.domain.planning.queries.provision import Survey, needed_places
from mitsorge.domain.planning.rules import CareKind, FindingKind
from mitsorge.domain.planning.rules.parameters import CareParameters, Parameters, Value
from mitsorge.domain.planning.rules.provision import Lack
from mitsorge.domain.planning.rules.ways import Method
from mitsorge.foundation.places.models import Body, Municipality
from tests.domain.directory import factories
from tests.domain.governance.factories import a_committee
from tests.domain.planning import figures
from tests.domain.planning.queries.test_supply import an_offer

ON = factories.TODAY
QUERIES = 14
"""Areas (3), series, figures, middles, cells, supply without areas (6), the chosen forecast; no grid, nothing chosen."""


@pytest.fixture
def day_care(db):
    factories.network()
    figures.the_areas(Body.objects.get())
    middles = [("12069001", 52.1, 12.5), ("12069002", 52.1, 12.55), ("12069003", 52.4, 12.9)]
    for ags, lat, lon in middles:
        Municipality.objects.filter(ags=ags).update(latitude=lat, longitude=lon)
    return TaxonomyTerm.objects.create(kind=TermKind.CARE, code="tagespflege", name="Tagespflege")


def a_choice() -> Variant:
    """A tenth of those in need wants a place in day care."""
    one = Value(1, source="x")
    share = CareParameters(share=Value(0.1, source="x"), places_per_client=one, utilisation=one)
    variant = figures.a_variant(parameters=Parameters(care={CareKind.DAY: share}).as_json())
    committee = a_committee("runde")
    Variant.objects.filter(pk=variant.pk).update(chosen_on=ON, chosen_by=committee)
    return Variant.objects.get(pk=variant.pk)


def only_kind():
    [kind] = kinds_of(ON)
    return kind


def survey(**more) -> Survey:
    return Survey(kinds_of(ON), on=ON, year=more.pop("year", 2030), **more)


def test_a_kind_is_measured_by_its_yardstick(day_care):
    assert (only_kind().age_from, only_kind().km, only_kind().care) == (65, 15, CareKind.DAY)
    Yardstick.objects.create(
        term=day_care, age_from=75, max_km=8, care="DAY", source="x", valid_from=date(2026, 1, 1)
    )
    assert (only_kind().age_from, only_kind().km, len(only_kind().yards)) == (75, 8, 1)


def test_every_area_with_places_people_and_ways(day_care):
    figures.municipal()
    an_offer(day_care, point=(52.1, 12.5), assured_at=factories.NOW)
    an_offer(day_care, "alt", point=(52.4, 12.9), ags="12069003", places=9, assured_at=factories.NOW - timedelta(days=900))  # fmt: skip
    found = survey().standing(only_kind())
    north, south = found.areas
    assert [(p.area, p.people, p.stock.places, p.stock.uncertain) for p in found.areas] == [
        ("P1", 300, 12, 0),
        ("P2", 400, 0, 9),
    ]
    assert (north.per_1000.value, south.per_1000.value) == (40, 0)
    assert (north.within.value, south.within.value) == (100, 0)
    assert north.km[0] == pytest.approx(100 / 300 * 3.415, abs=0.01)
    assert (north.km[1], south.km[0] > 40) == (None, True)
    assert (found.total.people, found.total.stock.places) == (700, 12)
    assert found.total.access.numerator == pytest.approx(12)
    assert (found.counted, found.is_grid, found.elsewhere.offers) == (2022, False, 0)


def test_an_offer_beyond_the_border_is_near_and_in_no_area(day_care):
    figures.municipal()
    Municipality.objects.create(ags="11000000", name="Berlin", latitude=52.5, longitude=13.4)
    an_offer(day_care, ags="11000000", point=(52.41, 12.9), assured_at=factories.NOW)
    found = survey().standing(only_kind())
    assert (found.total.stock.offers, found.elsewhere.offers) == (0, 1)
    assert found.areas[1].within.value == 100


def test_the_need_of_the_chosen_forecast(day_care):
    variant = a_choice()
    an_offer(day_care, places=1, assured_at=factories.NOW)
    found = survey(years=[2025, 2030]).standing(only_kind())
    need = need_of(variant, years=[2030])
    asked = [need.cell(code, 2030, CareKind.DAY).places for code in ("P1", "P2")]
    assert [p.coverage.denominator for p in found.areas] == asked
    assert found.total.coverage.denominator == pytest.approx(sum(asked))
    assert found.total.coverage.value == pytest.approx(100 / sum(asked))
    assert found.areas[0].coverage.as_of == date(2030, 12, 31)


def test_a_year_the_forecast_does_not_have_is_the_nearest_it_has(day_care):
    a_choice()
    an_offer(day_care, places=1)
    found = survey(year=2040, years=[2022, 2030, 2040])
    assert (found.year, found.need.years[-1]) == (2030, 2030)


def test_half_a_need_covers_nothing(day_care):
    need = need_of(a_choice(), years=[2030])
    whole = needed_places(need, {"P1", "P2"}, 2030, CareKind.DAY)
    assert not whole.partly
    assert needed_places(need, {"P1", "X"}, 2030, CareKind.DAY).partly


def test_without_people_only_the_supply_is_told(day_care):
    an_offer(day_care, assured_at=factories.NOW)
    found = survey().standing(only_kind())
    assert found.series is None
    assert (found.areas[0].stock.places, found.areas[0].people) == (12, None)
    assert Lack.NO_PEOPLE in found.areas[0].per_1000.gaps
    assert found.areas[0].within.value is None


def test_what_comes_to_people_is_near_and_has_no_access(db, day_care):
    nurses = TaxonomyTerm.objects.create(kind=TermKind.CARE, code="pflegedienst", name="Pflegedienst")  # fmt: skip
    figures.municipal()
    service = an_offer(nurses, places=None, assured_at=factories.NOW)
    service.areas.create(kind="BODY")
    kind = next(each for each in kinds_of(ON) if each.term == "pflegedienst")
    found = Survey([kind], on=ON, year=2030).standing(kind)
    assert found.total.within.value == 100
    assert found.total.access.gaps == (Lack.COMES,)


def test_each_method_gives_its_own_number(day_care):
    figures.municipal()
    an_offer(day_care, point=(52.1, 12.5), assured_at=factories.NOW)
    an_offer(day_care, "zwei", point=(52.2, 12.6), assured_at=factories.NOW)
    read, kind = survey(), replace(only_kind(), km=60)
    found = {method: read.standing(kind, method).areas[0].access.value for method in Method}
    assert len({round(value, 9) for value in found.values()}) == len(Method)


def test_the_same_findings_as_the_list(day_care):
    a_choice()
    a_grid("P1", "P2")
    Yardstick.objects.create(
        term=day_care, age_from=65, max_km=15, care="DAY", coverage=0.8, source="x", valid_from=date(2026, 1, 1)
    )  # fmt: skip
    an_offer(day_care, point=(52.1, 12.5), places=1, assured_at=factories.NOW)
    now = present(ON)
    assert [(each.area, each.kind) for each in now.found] == [("P2", FindingKind.GAP)]
    assert now.unjudged
    read = survey(years=[2022, 2030]).findings()
    assert (read.found, read.unjudged) == (now.found, now.unjudged)
    for code in ("P1", "P2"):
        alone = present(ON, areas=[code])
        assert alone.found == tuple(each for each in now.found if each.area == code)
        assert survey().findings([code]).found == alone.found
    assert present(ON, terms=["tagespflege"]).found == now.found
    assert present(ON, terms=["pflegeheim"]).found == ()


def a_grid(*areas: str) -> None:
    grid = figures.a_series("POPULATION", "Raster")
    for n, area in enumerate(areas):
        for lat in (52.1, 52.15):
            PopulationCell.objects.create(
                series=grid, latitude=lat + n / 3, longitude=12.5, size_m=100, population=50, area_code=area
            )  # fmt: skip


def test_one_offer_and_three_in_the_same_number_of_queries(day_care, django_assert_num_queries):
    figures.municipal()
    an_offer(day_care, assured_at=factories.NOW)
    kinds = kinds_of(ON)
    for slug in ("zwei", "drei"):
        with django_assert_num_queries(QUERIES):
            Survey(kinds, on=ON, year=2030).standing(kinds[0])
        an_offer(day_care, slug, assured_at=factories.NOW)
    with django_assert_num_queries(QUERIES):
        Survey(kinds, on=ON, year=2030).standing(kinds[0])


def test_a_chosen_forecast_takes_one_query_more(day_care, django_assert_num_queries):
    a_choice()
    an_offer(day_care)
    kinds = kinds_of(ON)
    with django_assert_num_queries(QUERIES + 1):
        Survey(kinds, on=ON, year=2030)
