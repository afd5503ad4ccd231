"""Sites by maximal coverage: a case by hand in which greed loses, and small cases in which everything is tried."""

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitsorge.domain.planning.rules import siting
from mitsorge.domain.planning.rules.access import Points, great_circle
from mitsorge.domain.planning.rules.siting import suggested

NOBODY = Points(*(np.empty(0),) * 3)
KM = 111.195
"""Of one degree of latitude on our sphere."""


def on_a_line(*rows: tuple[float, float]) -> Points:
    """Points so many km north of 52°, with their weight."""
    km, weight = np.array(rows, float).T
    return Points(52.0 + km / KM, np.full(len(rows), 13.0), weight)


def test_greed_takes_the_middle_and_loses():
    villages = on_a_line((0, 40), (4, 60), (10, 60), (14, 40))
    candidates = on_a_line((1, 0), (7, 0), (13, 0))
    # Reach 3 km: the sides have 40 + 60 = 100 each, the middle 60 + 60 = 120. Greed: 120 + 40; best: both sides, 200.
    found = suggested(villages, NOBODY, candidates, k=2, km=3.01)
    assert (found.greedy, found.greedy_covered) == ((0, 1), 160)
    assert (found.chosen, found.covered, found.everybody) == ((0, 2), 200, 200)
    assert (found.is_proved, found.gap) == (True, 0)


def test_who_has_an_offer_already_is_not_reached_again():
    villages = on_a_line((0, 40), (4, 60), (10, 60), (14, 40))
    candidates = on_a_line((1, 0), (7, 0), (13, 0))
    found = suggested(villages, on_a_line((4, 0)), candidates, k=1, km=3.01)
    assert (found.covered_before, found.chosen, found.covered) == (60, (2,), 160)


def test_no_more_sites_than_help():
    villages = on_a_line((0, 40), (1, 60))
    found = suggested(villages, NOBODY, on_a_line((0, 0), (1, 0), (90, 0)), k=3, km=3)
    assert (len(found.chosen), found.greedy, found.covered) == (1, (0,), 100)


@pytest.mark.parametrize("candidates", [NOBODY, on_a_line((400, 0))])
def test_nobody_can_be_reached(candidates):
    found = suggested(on_a_line((0, 40)), NOBODY, candidates, k=2, km=5)
    assert (found.chosen, found.covered, found.is_proved) == ((), 0, True)


def test_nobody_lives_there():
    found = suggested(NOBODY, NOBODY, on_a_line((0, 0)), k=1, km=5)
    assert (found.chosen, found.everybody, found.gap) == ((), 0, 0)


@pytest.mark.parametrize(("k", "km"), [(0, 5), (1, 0), (1, float("nan"))])
def test_a_question_without_sense(k, km):
    with pytest.raises(ValueError, match="at least one site"):
        suggested(NOBODY, NOBODY, NOBODY, k=k, km=km)


def test_a_solver_without_time_tells_its_gap_and_is_no_worse_than_greed():
    random = np.random.default_rng(7)
    cells = Points(*random.uniform((52, 12), (53, 14), (400, 2)).T, random.integers(1, 90, 400) * 1.0)  # fmt: skip
    spots = Points(*random.uniform((52, 12), (53, 14), (80, 2)).T, np.zeros(80))
    found = suggested(cells, NOBODY, spots, k=9, km=9, seconds=0.0)
    assert found.covered >= found.greedy_covered > 0
    assert found.bound >= found.covered
    assert found.is_proved == (found.gap <= 1e-6)


def test_an_answer_of_the_solver_that_is_worse_is_not_taken(monkeypatch):
    monkeypatch.setattr(siting, "_solved", lambda *_: ([0], 500.0))
    villages = on_a_line((0, 1), (50, 100))
    found = suggested(villages, NOBODY, villages, k=1, km=5)
    assert (found.chosen, found.covered, found.gap) == ((1,), 100, 4.0)


@st.composite
def problems(draw: Any) -> tuple[Points, Points, Points, int, float]:
    line = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), min_size=1, max_size=12)
    cells, candidates = on_a_line(*draw(line)), on_a_line(*draw(line)[:8])
    sites = on_a_line(*draw(line)[:2]) if draw(st.booleans()) else NOBODY
    return cells, sites, candidates, draw(st.integers(1, 4)), draw(st.floats(0.6, 15))


@settings(deadline=None, max_examples=60)
@given(problems())
def test_nothing_that_can_be_tried_is_better(problem):
    cells, sites, candidates, k, km = problem
    found = suggested(cells, sites, candidates, k=k, km=km)
    best = max(
        _covered(cells, sites, candidates, chosen, km)
        for chosen in combinations(range(len(candidates)), min(k, len(candidates)))
    )
    assert found.covered == best >= found.greedy_covered
    assert found.covered == _covered(cells, sites, candidates, found.chosen, km)
    assert found.is_proved
    assert len(found.chosen) <= k


def _covered(cells: Points, sites: Points, candidates: Points, chosen: Any, km: float) -> float:
    number = list(chosen)
    lat, lon = np.append(sites.lat, candidates.lat[number]), np.append(sites.lon, candidates.lon[number])  # fmt: skip
    ways = great_circle(cells.lat[:, None], cells.lon[:, None], lat, lon)
    return float(cells.weight[(ways <= km).any(axis=1)].sum())
