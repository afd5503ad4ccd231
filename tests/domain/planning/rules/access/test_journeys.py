"""The same questions in a straight line and on the road, and who is named where no road leads."""

from uuid import UUID

import numpy as np
import pytest

from mitsorge.domain.planning.rules.access import STRAIGHT, Journeys, Points, Router
from mitsorge.domain.planning.rules.access.roads import ASIDE_KM
from mitsorge.domain.planning.rules.siting import suggested
from mitsorge.domain.planning.rules.supply import People, SupplyRow
from mitsorge.domain.planning.rules.ways import Method, ranked, scores
from tests.domain.planning.rules.access.test_roads import at, town

ROADS = Journeys(Router(town()))
FAR = ASIDE_KM + 0.5


def joined(*parts: Points) -> Points:
    return Points(*(np.concatenate([getattr(p, n) for p in parts]) for n in ("lat", "lon", "weight")))  # fmt: skip


def test_the_road_is_longer():
    """From 2 to 0: 2 km as the crow flies, 6 km round the one-way streets."""
    assert STRAIGHT.nearest(at(2), at(0)) == pytest.approx([2], abs=1e-6)
    assert ROADS.nearest(at(2), at(0)) == pytest.approx([6], abs=1e-6)


def test_who_meets_no_road_is_measured_straight():
    cells = joined(at(2), at(2, beside_km=FAR))
    found = ROADS.nearest(cells, at(0))
    assert found == pytest.approx([6, np.hypot(2, FAR)], abs=1e-3)
    assert (ROADS.aside(cells), STRAIGHT.aside(cells)) == (1, 0)


def test_an_offer_beyond_the_extract_is_measured_straight():
    sites = joined(at(0), at(3, beside_km=FAR))
    assert ROADS.nearest(at(2, 1), sites) == pytest.approx([np.hypot(1, FAR), 2], abs=1e-3)
    pairs = ROADS.pairs(at(2, 1), sites, most=5)
    told = sorted(zip(pairs.cell.tolist(), pairs.site.tolist(), pairs.cost.round(3), strict=True))
    assert [(c, s) for c, s, _km in told] == [(0, 1), (1, 0), (1, 1)]
    assert told[0][2] == pytest.approx(np.hypot(1, FAR), abs=1e-3)


def test_within_and_places():
    """Within 3 km of 0 by road: 0, 1 and 3; in a straight line 0, 1, 2 and 3."""
    cells = at(0, 1, 2, 3, 4)
    most = 3 + 1e-6
    assert ROADS.within(cells, at(0), most).cells.tolist() == [True, True, False, True, False]
    assert STRAIGHT.within(cells, at(0), most).cells.tolist() == [True] * 4 + [False]
    assert ROADS.reached(cells, at(0), most).tolist() == [[True, True, False, True, False]]
    assert STRAIGHT.reached(cells, at(0), most).tolist() == [[True] * 4 + [False]]
    places = Points(*(each[:1] for each in (cells.lat, cells.lon)), np.array([12.0]))
    assert ROADS.two_step(cells, places, km=most).score == pytest.approx([4, 4, 0, 4, 0])
    assert STRAIGHT.two_step(cells, places, km=most).score == pytest.approx([3, 3, 3, 3, 0])
    with pytest.raises(ValueError):
        STRAIGHT.pairs(cells, places, most=1)


def test_sites_are_suggested_by_road():
    """One offer within 2.5 km: as the crow flies 2 reaches everybody, by road 3 does not reach 0 and 1 is reached by three."""
    cells, nobody = at(0, 1, 2, 3, 4), Points(*(np.empty(0),) * 3)
    straight = suggested(cells, nobody, cells, k=1, km=2.5)
    by_road = suggested(cells, nobody, cells, k=1, km=2.5, journeys=ROADS)
    assert (straight.covered, straight.chosen) == (5, (2,))
    reached = ROADS.reached(cells, cells, 2.5)
    assert by_road.covered == reached.sum(axis=1).max() < 5


def test_every_way_and_the_nearest_of_an_area():
    """By road from 2: 6 km to 0, 4 km to 1, both over 3; from a hut in the woods in a straight line."""
    cells = joined(at(2), at(2, beside_km=FAR))
    found = ROADS.matrix(cells, at(0, 1))
    assert found == pytest.approx(
        np.array([[6, 4], [np.hypot(2, FAR), np.hypot(1, FAR)]]), abs=1e-3
    )
    assert STRAIGHT.matrix(at(2), at(0, 1)) == pytest.approx(np.array([[2, 1]]), abs=1e-6)


def test_kinds_are_measured_by_road_too():
    people = People(at(2).lat, at(2).lon, np.array([10.0]), np.array(["P"]))
    base = {"term": "t", "uid": UUID(int=1), "name": "Haus", "organization": "Verein"}
    rows = [
        SupplyRow(service=n, lat=float(at(n).lat[0]), lon=13.0, places=5.0, confirmed=True, **base)
        for n in (0, 1)
    ]
    assert ranked(people, rows, 2).tolist() == [pytest.approx([1, 2], abs=1e-6)]
    assert ranked(people, rows, 2, ROADS).tolist() == [pytest.approx([4, 6], abs=1e-6)]
    flat = scores(people, rows, 4.5, Method.FLAT)
    assert (flat[0], scores(people, rows, 4.5, Method.FLAT, ROADS)[0]) == pytest.approx((1.0, 0.5))
