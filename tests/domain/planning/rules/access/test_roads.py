"""Ways on roads: by hand on a small town, and beside a search without any cleverness on a larger one."""

import heapq
import math
from collections import defaultdict

import numpy as np
import pytest

from mitsorge.domain.planning.rules.access import (
    By,
    Pairs,
    Points,
    Roads,
    Router,
    great_circle,
    nearest_costs,
    step,
    two_step_costs,
    within_costs,
)
from mitsorge.domain.planning.rules.access.roads import ASIDE_KM

DEGREE = math.pi * 6371.0088 / 180
"""km of one degree along a meridian."""


def town() -> Roads:
    """Five crossings on a meridian, 1 km apart by the map; the roads are longer than that.

    0 ⇄ 1 of 2 km, 1 → 2 of 1 km (one way), 2 ⇄ 3 of 3 km, 3 → 1 of 1 km (one way), 3 ⇄ 4 of 1 km; a slow second road
    of 5 km from 0 to 1, and a fast one of 4 km from 2 to 3.
    """
    pieces = [
        (0, 1, 2, 4), (1, 0, 2, 4), (0, 1, 5, 1), (1, 2, 1, 2), (2, 3, 3, 9), (3, 2, 3, 9),
        (2, 3, 4, 3), (3, 1, 1, 1), (3, 4, 1, 1), (4, 3, 1, 1),
    ]  # fmt: skip
    start, end, km, minutes = np.array(pieces, dtype=float).T
    lat = 52 + np.arange(5) / DEGREE
    ends = (start.astype(np.int32), end.astype(np.int32))
    return Roads(lat, np.full(5, 13.0), *ends, km, minutes)


def at(*crossings: float, beside_km: float = 0.0) -> Points:
    """Points beside crossings, to the east of them."""
    lat = 52 + np.array(crossings, dtype=float) / DEGREE
    lon = 13 + beside_km / (DEGREE * np.cos(np.radians(lat)))
    return Points(lat, lon, np.ones(len(crossings)))


def plainly(roads: Roads, costs: np.ndarray, goal: int) -> list[float]:
    """From every node to the goal, with a heap and a dictionary."""
    into = defaultdict(list)
    for one, other, cost in zip(roads.start, roads.end, costs, strict=True):
        into[int(other)].append((int(one), float(cost)))
    best, queue = {goal: 0.0}, [(0.0, goal)]
    while queue:
        cost, node = heapq.heappop(queue)
        for further, more in into[node]:
            if cost + more < best.get(further, math.inf):
                best[further] = cost + more
                heapq.heappush(queue, (cost + more, further))
    return [best.get(node, math.inf) for node in range(roads.nodes)]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (By.KM, [0, 2, 5, 2, 3]),
        (By.MINUTES, [0, 4, 4 + 1 + 3, 4 + 1, 4 + 1 + 1]),
    ],
)
def test_one_way_roads_are_driven_one_way(by: By, expected: list[float]):
    """To 0 from 2: on to 3 (3 km), back to 1 on the one-way road (1 km), 2 km more: 6 km; never straight to 1."""
    ways = Router(town(), by).pairs(at(0, 1, 2, 3, 4), at(0), most=100)
    by_hand = [0, 2, 6, 3, 4] if by == By.KM else expected
    assert ways.pairs.cost.tolist() == pytest.approx(by_hand, abs=1e-6)
    assert ways.pairs.cell.tolist() == [0, 1, 2, 3, 4]


def test_the_shorter_of_two_roads_counts():
    town_ = town()
    assert Router(town_).pairs(at(0), at(1), most=9).pairs.cost == pytest.approx([2], abs=1e-6)
    minutes = Router(town_, By.MINUTES).pairs(at(0, 2), at(1), most=9).pairs.cost
    assert minutes == pytest.approx([1, 4], abs=1e-5)


def test_from_the_road_to_the_door():
    """100 m and 200 m aside; where minutes count on foot, 5 km in an hour."""
    cells, sites = at(1, beside_km=0.1), at(0, beside_km=-0.2)
    assert Router(town()).pairs(cells, sites, most=9).pairs.cost == pytest.approx([2.3], abs=1e-4)
    minutes = Router(town(), By.MINUTES).pairs(cells, sites, most=99).pairs.cost
    assert minutes == pytest.approx([4 + 3.6], abs=1e-3)


def test_what_lies_beyond_the_most_is_no_pair():
    ways = Router(town()).pairs(at(0, 1, 2, 3, 4), at(0), most=3.0 + 1e-6)
    assert ways.pairs.cell.tolist() == [0, 1, 3]
    assert ways.cells_unreached.tolist() == [2, 4]


def test_who_meets_no_road_is_named():
    far = ASIDE_KM + 0.1
    cells = Points(*(np.append(a, b) for a, b in zip(
        (at(1).lat, at(1).lon, at(1).weight),
        (at(2, beside_km=far).lat, at(2, beside_km=far).lon, [5.0]), strict=True)))  # fmt: skip
    router = Router(town())
    ways = router.pairs(cells, at(0), most=50)
    assert (ways.cells_nowhere.tolist(), ways.pairs.cell.tolist()) == ([1], [0])
    assert ways.cells_unreached.tolist() == []
    assert router.nearest(cells, at(0)).tolist() == [pytest.approx(2, abs=1e-6), math.inf]
    beside = router.pairs(at(1), at(0, beside_km=far), most=50)
    assert (beside.sites_nowhere.tolist(), beside.cells_unreached.tolist()) == ([0], [0])


def test_the_nearest_of_several_with_their_way_aside():
    """From 4: to 3 it is 1 km and 500 m aside, to 2 it is 4 km."""
    sites = Points(*(np.concatenate(pair) for pair in zip(
        *((p.lat, p.lon, p.weight) for p in (at(2), at(3, beside_km=0.5))), strict=True)))  # fmt: skip
    found = Router(town()).nearest(at(4, 2, 0), sites)
    assert found == pytest.approx([1.5, 0, 3], abs=1e-4)


def test_without_sites_or_roads_nothing_is_near():
    nothing = Points(*(np.empty(0) for _ in range(3)))
    assert Router(town()).nearest(at(0), nothing).tolist() == [math.inf]
    ways = Router(town()).pairs(at(0), nothing, most=5)
    assert (len(ways.pairs.cost), ways.cells_unreached.tolist()) == (0, [0])
    wild = Roads(*(np.empty(0),) * 2, *(np.empty(0, np.int32),) * 2, *(np.empty(0),) * 2)
    assert Router(wild).nearest(at(0), at(1)).tolist() == [math.inf]


def test_islands_are_dropped():
    """A road that only leads away, and a farm track of its own: neither is part of the whole."""
    base = town()
    more = np.array([52.5, 52.51, 52.52])
    pieces = (np.array([0, 6, 7], np.int32), np.array([5, 7, 6], np.int32))
    wide = Roads(
        np.append(base.lat, more), np.append(base.lon, [13.0] * 3),
        np.append(base.start, pieces[0]), np.append(base.end, pieces[1]),
        np.append(base.km, [1, 1, 1]), np.append(base.minutes, [1, 1, 1]),
    )  # fmt: skip
    whole = wide.whole()
    assert (whole.nodes, len(whole.km)) == (5, len(base.km))
    assert whole.km.tolist() == base.km.tolist()


def test_places_are_shared_along_roads():
    """2SFCA by hand: 10 places at 0 for those within 3 km of road (0, 1, 3: 1 + 1 + 1 people)."""
    cells = at(0, 1, 2, 3, 4)
    ways = Router(town()).pairs(cells, at(0), most=3.0 + 1e-6)
    found = two_step_costs(ways.pairs, cells.weight, np.array([10.0]), decay=step([3.001], [1]))
    assert found.score == pytest.approx([10 / 3, 10 / 3, 0, 10 / 3, 0])


def test_near_and_nearest_over_a_table():
    pairs = Pairs(np.array([1, 0, 1, 1]), np.array([0, 0, 2, 1]), np.array([4.0, 7.0, 1.0, 2.0]))
    assert nearest_costs(pairs, 3, k=2).tolist() == [[7, math.inf], [1, 2], [math.inf] * 2]
    found = within_costs(pairs, np.array([10.0, 20.0, 30.0]), 4.0)
    assert (found.people, found.everybody, found.cells.tolist()) == (20, 60, [False, True, False])
    assert within_costs(pairs, np.array([10.0, 20.0, 30.0]), 3.9, least=3).people == 0
    with pytest.raises(ValueError):
        nearest_costs(pairs, 3, k=0)


@pytest.mark.parametrize("by", By)
def test_beside_a_search_without_any_cleverness(by: By):
    """A crooked town of 400 crossings with one-way streets: every pair equals the plain search to 1e-9."""
    chance = np.random.default_rng(7)
    lat, lon = 51 + chance.random(400) * 0.2, 12 + chance.random(400) * 0.3
    start = np.repeat(np.arange(400), 4)
    near = great_circle(lat[:, None], lon[:, None], lat, lon).argsort(axis=1)[:, 1:5].ravel()
    km = great_circle(lat[start], lon[start], lat[near], lon[near]) * (1 + chance.random(1600))
    roads = Roads(lat, lon, start.astype(np.int32), near.astype(np.int32), km, km * 2).whole()
    sites = chance.choice(roads.nodes, 12, replace=False)
    everywhere = Points(roads.lat, roads.lon, np.ones(roads.nodes))
    there = Points(roads.lat[sites], roads.lon[sites], np.ones(12))
    plain = np.array([plainly(roads, roads.cost(by), int(site)) for site in sites]).T
    router = Router(roads, by)
    ways = router.pairs(everywhere, there, most=15.0)
    found = np.full(plain.shape, np.inf)
    found[ways.pairs.cell, ways.pairs.site] = ways.pairs.cost
    expected = np.where(plain <= 15, plain, np.inf)
    reached = np.isfinite(expected)
    assert np.array_equal(np.isfinite(found), reached)
    assert 0 < reached.sum() < expected.size
    assert np.abs(found[reached] - expected[reached]).max() < 1e-6
    assert router.nearest(everywhere, there) == pytest.approx(plain.min(axis=1), abs=1e-6)
