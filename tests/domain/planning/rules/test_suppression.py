import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mitsorge.domain.planning.rules.suppression import Margins, Mark, extended, suppressed

LIMIT = 5


def test_a_table_without_small_cells_is_shown_whole():
    assert not suppressed(np.array([[5.0, 9], [0, 7]]), below=LIMIT).any()


def test_a_small_cell_takes_partners_so_that_no_total_tells_it():
    marks = suppressed(np.array([[3.0, 20], [30, 40]]), below=LIMIT)
    np.testing.assert_array_equal(marks, [[1, 2, 0], [2, 2, 0], [0, 0, 0]])


def test_the_smallest_partners_are_taken():
    table = np.array([[3.0, 90, 6], [50, 40, 60], [8, 70, 40]])
    marks = suppressed(table, below=LIMIT)
    assert [tuple(cell) for cell in np.argwhere(marks == Mark.PARTNER)] == [(0, 2), (2, 0), (2, 2)]


def test_the_total_of_a_region_does_not_tell_it_either():
    table = np.array([[3.0], [20], [30]])
    marks = suppressed(table, below=LIMIT, margins=Margins(rows=False, groups=[0, 0, 1]))
    assert marks[:, 0].tolist() == [1, 2, 0, 0, 0, 0]
    alone = suppressed(table, below=LIMIT, margins=Margins(rows=False, groups=[0, 1, 1]))
    assert alone[:, 0].tolist() == [1, 2, 0, 1, 2, 0]


def test_two_ones_whose_sum_is_shown_are_not_safe():
    table = np.array([[4.0, 4, 50], [60, 70, 80]])
    assert suppressed(table, below=LIMIT)[0, 2] or suppressed(table, below=LIMIT)[0, 3]


def test_unknown_cells_are_no_partners():
    marks = suppressed(np.array([[3.0, np.nan, 20], [30, 40, 50]]), below=LIMIT)
    assert marks[0].tolist() == [1, 0, 2, 0]


def test_totals_that_are_not_shown_need_no_partners():
    marks = suppressed(np.array([[3.0, 20]]), below=LIMIT, margins=Margins(False, False))
    np.testing.assert_array_equal(marks, [[1, 0, 3], [3, 3, 3]])


@pytest.mark.parametrize(("below", "hide_zero"), [(2, False), (1, True)])
def test_a_limit_that_names_the_number_is_refused(below, hide_zero):
    with pytest.raises(ValueError):
        suppressed(np.array([[1.0]]), below=below, hide_zero=hide_zero)


COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 30))
SHAPES = st.sampled_from([((2, 2), None), ((2, 3), None), ((3, 2), None), ((3, 2), [0, 0, 1])])


@settings(max_examples=120)
@given(SHAPES, st.booleans(), st.data())
def test_no_hidden_cell_follows_from_what_is_shown(shape, hide_zero, data):
    """Every table of whole numbers near the true one that shows the same cells is tried, one by one."""
    size, groups = shape
    table = data.draw(arrays(float, size, elements=COUNTS.map(float)))
    marks = suppressed(table, below=LIMIT, margins=Margins(groups=groups), hide_zero=hide_zero)
    full = extended(table, groups)
    least = 0 if hide_zero else 1
    small = (full >= least) & (full < LIMIT)
    assert not (small & (marks == Mark.SHOWN)).any(), "a small cell is shown"
    possible = _tables(full, marks, size, groups, least)
    hidden = marks != Mark.SHOWN
    spread = possible.max(axis=0) - possible.min(axis=0)
    assert (spread[hidden] > 0).all(), f"{full}\n{marks}"


def _tables(full, marks, size, groups, least):
    """All extended tables a reader who knows the rule must hold possible."""
    rows, columns = size
    all_hidden = (marks == Mark.PARTNER).all()
    choices = [
        _values(full[cell], marks[cell], least, all_hidden) for cell in np.ndindex(rows, columns)
    ]
    tried = np.stack(np.meshgrid(*choices, indexing="ij"), -1).reshape(-1, rows, columns)
    totals = _extended_all(tried, groups)
    fits = np.ones(len(tried), dtype=bool)
    for cell in np.ndindex(*full.shape):
        fits &= _fits(totals[(slice(None), *cell)], full[cell], marks[cell], least, all_hidden)
    return totals[fits]


def _values(value, mark, least, all_hidden):
    if mark == Mark.SHOWN:
        return [value]
    if mark == Mark.SMALL:
        return list(range(least, LIMIT))
    bottom = 0 if all_hidden else LIMIT
    return [n for n in range(int(value) - 2, int(value) + 3) if n >= bottom]


def _fits(values, value, mark, least, all_hidden):
    if mark == Mark.SHOWN:
        return values == value
    if mark == Mark.SMALL:
        return (values >= least) & (values < LIMIT)
    return values >= (0 if all_hidden else LIMIT)


def _extended_all(tables, groups):
    regions = [
        tables[:, [g == n for g in groups]].sum(axis=1, keepdims=True)
        for n in range(max(groups) + 1)
    ] if groups else []  # fmt: skip
    tall = np.concatenate([tables, *regions, tables.sum(axis=1, keepdims=True)], axis=1)
    return np.concatenate([tall, tall.sum(axis=2, keepdims=True)], axis=2)
