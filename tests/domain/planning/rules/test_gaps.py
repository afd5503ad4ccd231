"""Gaps and overlaps of an area computed by hand: 1,000 people of an age at two points 20 km apart."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitsorge.domain.planning.rules import Confidence, FindingKind, Quality
from mitsorge.domain.planning.rules.evidence import (
    Doubt,
    Evidence,
    Measure,
    Unjudged,
    evidence_from,
)
from mitsorge.domain.planning.rules.gaps import judge, network_mean, verdict
from mitsorge.domain.planning.rules.supply import People, Reach, SupplyRow, distances
from mitsorge.domain.planning.rules.yards import Region, Yard

ON = date(2026, 11, 20)
NORTH, SOUTH = (52.18, 12.5), (52.0, 12.5)
"""20.015 km apart."""
YARD = Yard("tagespflege", "Tagespflege", 80, "Vorschlag", date(2026, 1, 1))
FAR = replace(YARD, max_km=15.0)
THOUSAND = replace(YARD, places_per_1000=12.0)
COVERED = replace(YARD, coverage=0.8)
RELATIVE = replace(YARD, relative=0.5)
OVER = replace(YARD, places_per_1000=12.0, overlap_above=1.2)


def where(north: float = 588, south: float = 412) -> People:
    points = np.array([NORTH, SOUTH])
    return People(points[:, 0], points[:, 1], np.array([north, south]), np.array(["P3", "P3"]))


def offer(number: int = 1, at=NORTH, **more) -> SupplyRow:
    values = {
        "term": "tagespflege", "service": number, "uid": UUID(int=number), "name": f"Haus {number}",
        "organization": "Verein", "lat": at[0] if at else None, "lon": at[1] if at else None,
        "places": 10.0, "confirmed": True, "days": 30, "area": "P3", **more,
    }  # fmt: skip
    return SupplyRow(**values)


def stale(number: int = 1, at=NORTH, **more) -> SupplyRow:
    return offer(number, at, confirmed=False, **{"days": 290, **more})


def region(*rows: SupplyRow, **more) -> Region:
    values = {"people": 1000.0, "where": where(), "source": "Amt", "as_of": date(2022, 12, 31)}
    return Region("P3", "Planregion 3", rows=rows, on=ON, **{**values, **more})


def only(yard: Yard, of: Region):
    [found] = judge(yard, of)
    return found


def test_people_beyond_the_limit_are_counted():
    found = only(FAR, region(offer()))
    reading = found.leading
    assert found.kind == FindingKind.GAP
    assert (reading.measure, reading.numerator, reading.denominator) == (Measure.FAR, 412, 1000)
    assert (reading.limit, reading.value, reading.with_stale) == (15, 412, 412)


def test_an_offer_within_the_limit_leaves_no_gap():
    assert judge(FAR, region(offer(1, NORTH), offer(2, SOUTH))) == []


def test_a_stale_offer_is_uncertain_and_not_supply():
    found = only(FAR, region(offer(1), stale(2, SOUTH), stale(3, SOUTH)))
    assert (found.leading.value, found.leading.with_stale) == (412, 0)
    assert (found.evidence.offers, found.evidence.stale, found.evidence.stale_days) == (3, 2, 290)
    assert found.confidence == Confidence.HINT
    assert Doubt.VANISHES in found.evidence.doubts


def test_a_gap_that_stays_with_the_stale_offers_counted_is_likely():
    found = only(THOUSAND, region(offer(1, places=4.0), stale(2, places=5.0)))
    assert (found.leading.value, found.leading.with_stale) == (4, 9)
    assert found.confidence == Confidence.LIKELY
    assert Doubt.VANISHES not in found.evidence.doubts


@pytest.mark.parametrize(
    ("more", "rows", "confidence"),
    [
        ({}, [offer()], Confidence.SECURED),
        ({"quality": Quality.ESTIMATED}, [offer()], Confidence.LIKELY),
        ({"at_least": True}, [offer()], Confidence.LIKELY),
        ({}, [offer(), offer(2, places=None)], Confidence.HINT),
        ({}, [offer(), stale(2, places=1.0)], Confidence.LIKELY),
        ({}, [offer(), stale(2, places=90.0)], Confidence.HINT),
        ({}, [], Confidence.SECURED),
    ],
)
def test_how_sure_it_is_follows_the_rule(more, rows, confidence):
    assert only(THOUSAND, region(*rows, **more)).confidence == confidence


def test_distances_are_estimates_unless_there_is_nothing_at_all():
    assert only(FAR, region(offer())).confidence == Confidence.LIKELY
    nothing = only(FAR, region())
    assert (nothing.confidence, nothing.leading.value) == (Confidence.SECURED, 1000)


def test_places_per_thousand():
    reading = only(THOUSAND, region(offer(places=4.0), offer(2, places=5.0))).leading
    assert (reading.value, reading.numerator, reading.denominator) == (9, 9, 1)
    assert judge(THOUSAND, region(offer(places=12.0))) == []


def test_coverage_of_the_computed_need():
    found = only(COVERED, region(offer(places=27.0), needed=40.0, need_source="Wie heute"))
    assert (found.leading.value, found.leading.denominator) == (0.675, 40)
    assert found.confidence == Confidence.LIKELY
    assert judge(COVERED, region(offer(places=32.0), needed=40.0)) == []


def test_without_a_need_coverage_is_not_judged_but_named():
    judged = verdict(COVERED, region(offer(places=1.0)))
    assert (judged.found, judged.unjudged) == ((), (Unjudged.NO_NEED,))


def test_half_of_what_the_network_has_on_average():
    rows = [offer(places=4.0), offer(2, places=56.0, area="P1")]
    mean = network_mean(rows, 3000.0)
    assert mean == (20, 20)
    reading = only(RELATIVE, region(*rows, mean=mean)).leading
    assert (reading.value, reading.numerator, reading.denominator) == (0.2, 4, 20)


def test_more_than_needed_by_several_offers_is_an_overlap():
    found = only(OVER, region(offer(places=8.0), offer(2, places=8.0)))
    assert found.kind == FindingKind.OVERLAP
    assert found.leading.value == pytest.approx(16 / 12)
    assert judge(OVER, region(offer(places=16.0))) == []
    assert [each.kind for each in judge(OVER, region(offer(places=8.0), stale(2, places=8.0)))] == [
        FindingKind.GAP
    ]


def test_a_forecast_says_better_what_is_needed_than_the_yardstick():
    found = judge(OVER, region(offer(places=16.0), offer(2, places=16.0), needed=30.0))
    assert found == []


def test_unknown_places_are_named_and_never_zero():
    judged = verdict(THOUSAND, region(offer(places=None)))
    assert (judged.found, judged.unjudged) == ((), (Unjudged.NO_PLACES,))
    partly = only(THOUSAND, region(offer(places=3.0), offer(2, places=None)))
    assert partly.evidence.doubts[Doubt.UNKNOWN_PLACES] == 1


def test_an_area_without_figures_or_people_is_named():
    assert verdict(FAR, region(people=None)).unjudged == (Unjudged.NO_PEOPLE,)
    assert verdict(FAR, region(people=0.0)).unjudged == (Unjudged.NOBODY,)
    nowhere = People(np.empty(0), np.empty(0), np.empty(0), np.empty(0, dtype=np.str_))
    assert verdict(FAR, region(where=nowhere)).unjudged == (Unjudged.NO_POINTS,)


def test_a_closed_offer_is_no_supply_and_speaks_against():
    found = only(THOUSAND, region(offer(places=2.0), offer(2, places=50.0, closed=True)))
    assert (found.leading.numerator, found.evidence.doubts[Doubt.CLOSED]) == (2, 1)


def test_offers_beyond_the_border_count_for_distances():
    judged = judge(FAR, region(offer(1), offer(2, SOUTH, area="")))
    assert judged == []
    assert Doubt.OUTSIDE_MISSING in only(FAR, region(offer())).evidence.doubts


def test_offers_next_door_speak_against_missing_places():
    yard = replace(THOUSAND, max_km=25.0)
    found = only(yard, region(offer(1, places=1.0), offer(2, SOUTH, area="P4")))
    assert found.evidence.doubts[Doubt.NEXT_DOOR] == 1
    assert Doubt.NEXT_DOOR not in only(yard, region(offer(1, places=1.0))).evidence.doubts


@pytest.mark.parametrize(
    "reach",
    [
        Reach(everywhere=True), Reach(areas=frozenset({"P3"})),
        Reach(radius_km=21), Reach(points=(SOUTH,)),
    ],
)  # fmt: skip
def test_what_comes_to_people_reaches_them(reach):
    comes = offer(visited=False, reach=reach)
    assert distances(where(), [comes])[1] == pytest.approx(0, abs=1e-9)
    assert distances(where(), [replace(comes, visited=True)])[1] == pytest.approx(20.015, abs=0.01)


def test_evidence_travels_as_json_both_ways():
    evidence = only(FAR, region(offer(1), stale(2, SOUTH))).evidence
    plain = evidence.as_json()
    assert plain["on"] == "2026-11-20"
    assert evidence_from(plain) == evidence
    with pytest.raises(KeyError):
        evidence_from({"readings": []})
    assert isinstance(evidence, Evidence)


points = st.tuples(st.floats(51.9, 52.3), st.floats(12.3, 12.7))
offers = st.lists(
    st.builds(
        offer, st.integers(1, 50), points, places=st.floats(0, 60),
        confirmed=st.booleans(), days=st.just(100), closed=st.booleans(),
    ), max_size=6,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(offers, offers)
def test_more_supply_never_makes_a_gap(before, more):
    yard = replace(YARD, max_km=15.0, places_per_1000=12.0, coverage=0.8, relative=0.5)
    elsewhere = offer(99, NORTH, area="P1", places=40.0)

    def gap(rows):
        of = region(*rows, elsewhere, needed=30.0, mean=network_mean([*rows, elsewhere], 4000.0))
        return {
            reading.measure: reading.value
            for found in judge(yard, of)
            if found.kind == FindingKind.GAP
            for reading in found.evidence.readings
        }

    first, second = gap(before), gap([*before, *more])
    assert set(second) <= set(first)
    if Measure.FAR in second:
        assert second[Measure.FAR] <= first[Measure.FAR]


def test_of_too_few_people_nothing_is_told():
    judged = verdict(FAR, region(offer(at=None), people=3.0, where=where(2, 1), too_few=True))
    assert (judged.found, judged.unjudged, judged.readings) == ((), (Unjudged.TOO_FEW,), {})
