"""What cannot be computed is refused by name; what is merely odd is computed and told."""

import numpy as np
import pytest

from mitsorge.domain.planning.rules.access import (
    BadPoints,
    Catchment,
    Fault,
    Pairs,
    Points,
    Remark,
    gaussian,
    linear,
    nearest,
    remarks,
    step,
    three_step,
    two_step,
    two_step_costs,
    within,
)

GOOD = ([50.9, 51.0, 51.1], [11.0, 11.1, 11.2], [10.0, 20.0, 30.0])
NONE: list[float] = []


def _points(lat: list[float], lon: list[float], weight: list[float]) -> Points:
    return Points(np.array(lat), np.array(lon), np.array(weight))


CELLS = _points(*GOOD)
SITES = _points([51.0, 51.05], [11.1, 11.1], [12.0, 6.0])
NOBODY = _points(NONE, NONE, NONE)


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        (0, float("nan"), Fault.UNPLACED),
        (1, float("inf"), Fault.UNPLACED),
        (0, 91.0, Fault.OUTSIDE),
        (1, -181.0, Fault.OUTSIDE),
        (2, float("nan"), Fault.UNKNOWN_WEIGHT),
        (2, -1.0, Fault.NEGATIVE_WEIGHT),
    ],
)
def test_a_bad_number_is_named(column: int, value: float, fault: Fault):
    columns = [list(values) for values in GOOD]
    columns[column][1] = value
    with pytest.raises(BadPoints) as refused:
        _points(*columns)
    assert (refused.value.fault, refused.value.where.tolist()) == (fault, [1])


def test_swapped_coordinates_are_noticed():
    with pytest.raises(BadPoints) as refused:
        _points([50.9, 11.1, 51.1], [11.0, 51.0, 11.2], GOOD[2])
    assert (refused.value.fault, refused.value.where.tolist()) == (Fault.SWAPPED, [1])


def test_columns_of_different_length_are_refused():
    with pytest.raises(BadPoints) as refused:
        _points(GOOD[0], GOOD[1], [1.0])
    assert refused.value.fault is Fault.LENGTHS


@pytest.mark.parametrize("measure", [two_step, three_step])
def test_without_sites_everybody_scores_nothing(measure):
    found = measure(CELLS, NOBODY, km=10)
    assert (found.score.tolist(), found.ratio.tolist()) == ([0, 0, 0], [])
    assert found.without_places.all()
    assert remarks(CELLS, NOBODY).keys() == {Remark.NO_SITES}
    assert np.isinf(nearest(CELLS, NOBODY, k=2)).all()
    assert within(CELLS, NOBODY, 10).share == 0


@pytest.mark.parametrize("measure", [two_step, three_step])
def test_without_cells_no_site_has_a_ratio(measure):
    found = measure(NOBODY, SITES, km=10)
    assert (found.score.tolist(), found.without_people.tolist()) == ([], [True, True])
    assert remarks(NOBODY, SITES).keys() == {Remark.NO_CELLS}
    assert np.isnan(within(NOBODY, SITES, 10).share)


@pytest.mark.parametrize("decay", [step([3], [1]), gaussian(3, 2), linear(3)])
@pytest.mark.parametrize("measure", [two_step, three_step])
def test_who_reaches_nothing_scores_zero_and_whom_nobody_reaches_has_no_ratio(measure, decay):
    far = _points([51.0, 48.1], [11.1, 11.6], [12.0, 6.0])
    found = measure(CELLS, far, decay=decay)
    assert found.score == pytest.approx([0, 12 / 20, 0])
    assert found.ratio == pytest.approx([12 / 20, float("nan")], nan_ok=True)
    assert found.without_places.tolist() == [True, False, True]
    assert found.without_people.tolist() == [False, True]


def test_sites_without_places_and_cells_without_people_are_told():
    cells, sites = _points(*GOOD[:2], [10, 0, 30]), _points([51.0, 51.05], [11.1, 11.1], [0, 6])
    told = remarks(cells, sites)
    assert {remark: where.tolist() for remark, where in told.items()} == {
        Remark.WITHOUT_PEOPLE: [1],
        Remark.WITHOUT_PLACES: [0],
    }
    found = two_step(cells, sites, km=30)
    assert found.ratio.tolist() == pytest.approx([0, 6 / 40])
    assert found.score == pytest.approx([6 / 40] * 3)
    assert remarks(CELLS, SITES) == {}


def test_places_where_only_empty_cells_are_go_to_nobody():
    found = two_step(_points([51.0, 48.1], [11.1, 11.6], [0, 5]), SITES, km=30)
    assert (found.score.tolist(), found.without_people.tolist()) == ([0, 0], [True, True])


@pytest.mark.parametrize(
    "arguments",
    [{}, {"km": 0}, {"km": -1}, {"km": float("nan")}, {"km": float("inf")}],
    ids=str,
)
def test_a_reach_is_needed(arguments: dict):
    with pytest.raises(ValueError, match="reach"):
        two_step(CELLS, SITES, **arguments)


@pytest.mark.parametrize(
    "make",
    [
        lambda: step([], []),
        lambda: step([5, 5], [1, 1]),
        lambda: step([5, 3], [1, 1]),
        lambda: step([0, 3], [1, 1]),
        lambda: step([5], [1, 1]),
        lambda: step([5], [-1]),
        lambda: step(range(1, 10), [1] * 9),
        lambda: gaussian(15, 0),
        lambda: gaussian(15, 1),
        lambda: gaussian(0, 1),
        lambda: linear(0),
        lambda: linear(float("inf")),
    ],
)
def test_a_decay_that_says_nothing_is_refused(make):
    with pytest.raises(ValueError, match=r"bands|weights|sigma|reach"):
        make()


def test_a_changed_catchment_refuses_what_a_new_one_would():
    catchment = Catchment.of(CELLS, SITES, km=10)
    with pytest.raises(BadPoints, match="NEGATIVE_WEIGHT"):
        catchment.changed(0, -3)
    with pytest.raises(BadPoints, match="SWAPPED"):
        catchment.added(11.1, 51.0, 5)
    with pytest.raises(BadPoints, match="UNPLACED"):
        catchment.moved(0, float("nan"), 11.0)
    with pytest.raises(IndexError, match="no site 2"):
        catchment.changed(2, 5)
    with pytest.raises(IndexError, match="no site 0"):
        catchment.removed(0).changed(0, 5)


@pytest.mark.parametrize(
    ("cell", "site", "cost", "fault"),
    [
        ([0, 3], [0, 0], [1, 2], Fault.COST),
        ([0, 1], [0, -1], [1, 2], Fault.COST),
        ([0, 1], [0, 0], [1, float("nan")], Fault.COST),
        ([0, 1], [0, 0], [1, -2], Fault.COST),
        ([1, 1], [0, 0], [1, 2], Fault.TWICE),
    ],
)
def test_a_bad_table_of_costs_is_named(
    cell: list[int], site: list[int], cost: list[float], fault: Fault
):
    pairs = Pairs(np.array(cell), np.array(site), np.array(cost, float))
    with pytest.raises(BadPoints) as refused:
        two_step_costs(pairs, CELLS.weight, SITES.weight, most=15)
    assert (refused.value.fault, refused.value.where.tolist()) == (fault, [1])


def test_a_table_without_pairs_gives_nothing():
    empty = Pairs(np.empty(0, int), np.empty(0, int), np.empty(0))
    found = two_step_costs(empty, CELLS.weight, SITES.weight, most=15)
    assert (found.score.tolist(), found.without_people.tolist()) == ([0, 0, 0], [True, True])
