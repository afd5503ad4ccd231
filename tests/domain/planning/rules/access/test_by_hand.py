"""Three cells and two sites, computed by hand.

On one meridian; a degree of latitude is 111.195 km. Distances in km:

            site 0   site 1
    cell 0     0       12       people 100
    cell 1     4        8               50
    cell 2    12        0               30
    places    10        6
"""

import math

import numpy as np
import pytest

from mitsorge.domain.planning.rules.access import (
    EARTH_KM,
    Access,
    Catchment,
    Decay,
    Pairs,
    Points,
    gaussian,
    great_circle,
    linear,
    nearest,
    step,
    three_step,
    three_step_costs,
    two_step,
    two_step_costs,
    within,
)

DEGREES = math.degrees(1 / EARTH_KM)


def _line(km: list[float], weight: list[float]) -> Points:
    """Points on the 11th meridian, so many km north of the 50th parallel."""
    return Points(50 + np.array(km) * DEGREES, np.full(len(km), 11.0), np.array(weight))


CELLS = _line([0, 4, 12], [100, 50, 30])
SITES = _line([0, 12], [10, 6])
TABLE = Pairs(
    np.array([0, 1, 2, 0, 1, 2]), np.array([0, 0, 0, 1, 1, 1]), np.array([0.0, 4, 12, 12, 8, 0])
)


def _expect(access: Access, score: list[float], ratio: list[float]) -> None:
    assert access.score == pytest.approx(score, rel=1e-12)
    assert access.ratio == pytest.approx(ratio, rel=1e-12)


def test_distances_are_great_circles():
    """A degree of the equator, an eighth of the globe, from pole to pole, and back to the start."""
    spots = [(0, 0, 0, 1), (0, 11, 45, 11), (90, 0, -90, 50), (51, 11, 51, 11)]
    km = [float(great_circle(*map(np.array, spot))) for spot in spots]
    assert km == pytest.approx([111.195080, 5003.778611, 20015.114442, 0], abs=1e-6)


def test_two_steps_within_nine_km():
    """Site 0 reaches cells 0 and 1: 10/150. Site 1 reaches cells 1 and 2: 6/80. Cell 1 has both."""
    _expect(two_step(CELLS, SITES, km=9), [10 / 150, 10 / 150 + 6 / 80, 6 / 80], [10 / 150, 6 / 80])


def test_steps_of_five_and_nine_km():
    """Site 0: 100 + 50 = 150. Site 1: 0.5 · 50 + 30 = 55."""
    _expect(
        two_step(CELLS, SITES, decay=step([5, 9], [1, 0.5])),
        [10 / 150, 10 / 150 + 0.5 * 6 / 55, 6 / 55],
        [10 / 150, 6 / 55],
    )


def test_a_straight_line_to_ten_km():
    """Cell 1: 0.6 to site 0, 0.2 to site 1. Site 0: 100 + 30 = 130. Site 1: 10 + 30 = 40."""
    _expect(
        two_step(CELLS, SITES, decay=linear(10)),
        [10 / 130, 0.6 * 10 / 130 + 0.2 * 6 / 40, 6 / 40],
        [10 / 130, 6 / 40],
    )


def test_a_bell_of_four_km_cut_off_at_ten():
    """Cell 1: e^-½ = 0.6065 to site 0, e^-2 = 0.1353 to site 1."""
    near, far = math.exp(-0.5), math.exp(-2)
    first, second = 10 / (100 + 50 * near), 6 / (50 * far + 30)
    _expect(
        two_step(CELLS, SITES, decay=gaussian(10, 4)),
        [first, near * first + far * second, second],
        [first, second],
    )


def test_three_steps_of_five_and_nine_km():
    """Cell 1 chooses: 1 / 1.5 go to site 0, 0.5 / 1.5 to site 1. It counts 50 · 1 · 2/3 there, 50 · 0.5 · 1/3 here."""
    first, second = 10 / (100 + 100 / 3), 6 / (30 + 25 / 3)
    _expect(
        three_step(CELLS, SITES, decay=step([5, 9], [1, 0.5])),
        [first, first * 2 / 3 + second * 0.5 / 3, second],
        [first, second],
    )


@pytest.mark.parametrize("decay", [step([5, 9], [1, 0.5]), linear(10), gaussian(10, 4)])
def test_a_table_of_costs_gives_the_same(decay: Decay):
    people, places = CELLS.weight, SITES.weight
    by_road = two_step_costs(TABLE, people, places, decay=decay)
    _expect(two_step(CELLS, SITES, decay=decay), list(by_road.score), list(by_road.ratio))
    by_road = three_step_costs(TABLE, people, places, decay=decay)
    _expect(three_step(CELLS, SITES, decay=decay), list(by_road.score), list(by_road.ratio))


def test_the_nearer_of_reach_and_decay_counts():
    cut = two_step(CELLS, SITES, km=5, decay=linear(10))
    _expect(cut, [10 / 130, 6 / 130, 6 / 30], [10 / 130, 6 / 30])
    table = two_step_costs(TABLE, CELLS.weight, SITES.weight, most=5, decay=linear(10))
    _expect(table, list(cut.score), list(cut.ratio))


def test_nearest_and_next_nearest():
    assert nearest(CELLS, SITES, k=2) == pytest.approx(
        np.array([[0, 12], [4, 8], [0, 12]]), abs=1e-9
    )


def test_people_with_a_site_near():
    near = within(CELLS, SITES, 3.9)
    assert (near.people, near.everybody, list(near.cells)) == (130, 180, [True, False, True])
    assert near.share == pytest.approx(130 / 180)
    assert within(CELLS, SITES, 8.1, least=2).people == 50


def test_a_measure_before_and_after():
    """Site 1 grows to 12 places; a third site opens beside cell 1; site 0 closes; site 1 moves to cell 0."""
    at_first = Catchment.of(CELLS, SITES, km=9)
    bigger = at_first.changed(1, 12)
    _expect(bigger.access, [10 / 150, 10 / 150 + 12 / 80, 12 / 80], [10 / 150, 12 / 80])
    opened = at_first.added(50 + 4 * DEGREES, 11.0, 9)
    more = 9 / 180
    _expect(
        opened.access,
        [10 / 150 + more, 10 / 150 + 6 / 80 + more, 6 / 80 + more],
        [10 / 150, 6 / 80, more],
    )
    closed = at_first.removed(0)
    assert list(closed.score) == pytest.approx([0, 6 / 80, 6 / 80])
    assert closed.access.without_people.tolist() == [True, False]
    moved = at_first.moved(1, 50.0, 11.0)
    _expect(moved.access, [16 / 150, 16 / 150, 0], [10 / 150, 6 / 150])
    _expect(at_first.access, [10 / 150, 10 / 150 + 6 / 80, 6 / 80], [10 / 150, 6 / 80])
