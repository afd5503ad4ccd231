"""A whole series for everybody: small counts of people hidden, and nothing left from which they follow.

A table of areas by ages is protected as a network (`rules.suppression`). What has more dimensions than that (sexes,
kinds of care, bands inside bands, areas inside areas) is first made coarser, in the years that hold a small count.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from mitsorge.domain.planning.rules.codes import CareKind, CellSign, Level, Sex
from mitsorge.domain.planning.rules.passport import Counted
from mitsorge.domain.planning.rules.suppression import Margins, Mark, suppressed

LOCAL = frozenset({Level.MUNICIPALITY, Level.AREA})
"""Where counts can be small; Kreise and above are published whole."""
Ages = tuple[int, int | None]


def quiet(rows: Iterable[Counted], *, below: int) -> list[Counted]:
    """The rows that may be told, in their order; hidden ones have no value and say they are too small."""
    years: dict[int, list[Counted]] = {}
    for row in rows:
        years.setdefault(row.year, []).append(row)
    return [row for found in years.values() for row in _year(found, below)]


def _year(rows: Sequence[Counted], below: int) -> list[Counted]:
    local = [row for row in rows if row.level in LOCAL]
    if not any(_is_small(row, below) for row in local):
        return list(rows)
    wider = [row for row in rows if row.level not in LOCAL]
    return [*_hidden(_flat(_one_kind(_both_sexes(local))), below), *wider]


def _is_small(row: Counted, below: int) -> bool:
    return row.value is not None and 0 < row.value < below


def _both_sexes(rows: Sequence[Counted]) -> list[Counted]:
    """Totals of both sexes as they stand, else the sum of men and women."""
    both = [row for row in rows if row.sex == Sex.BOTH]
    return both or [row._replace(sex=Sex.BOTH) for row in _summed(rows, by_age=True)]


def _one_kind(rows: Sequence[Counted]) -> list[Counted]:
    """Kinds of care add up to all: only all of them, or nothing where a series has no such total."""
    kinds = {row.care for row in rows}
    return list(rows) if len(kinds) < 2 else [row for row in rows if row.care == CareKind.ALL]


def _flat(rows: Sequence[Counted]) -> list[Counted]:
    """One kind of area, bands beside each other; else everybody of the wider kind of area."""
    levels, bands = {row.level for row in rows}, sorted({_ages(row) for row in rows}, key=_order)
    if len(levels) < 2 and _are_apart(bands):
        return list(rows)
    level = Level.AREA if Level.AREA in levels else Level.MUNICIPALITY
    kept = [row for row in rows if row.level == level]
    whole = [row for row in kept if _ages(row) == (0, None)]
    if whole or not _are_apart(bands):
        return whole
    return [row._replace(age_from=0, age_to=None) for row in _summed(kept, by_age=False)]


def _ages(row: Counted) -> Ages:
    return row.age_from, row.age_to


def _order(ages: Ages) -> tuple[int, float]:
    return ages[0], float("inf") if ages[1] is None else ages[1]


def _are_apart(bands: Sequence[Ages]) -> bool:
    pairs = pairwise(bands)
    return all(end is not None and end <= start for (_first, end), (start, _end) in pairs)


def _summed(rows: Sequence[Counted], *, by_age: bool) -> list[Counted]:
    """Rows of one area and kind of care taken together, band by band or all; unknown where a part is."""
    groups: dict[tuple[object, ...], list[Counted]] = {}
    for row in rows:
        ages = _ages(row) if by_age else ()
        groups.setdefault((row.level, row.area_code, row.care, ages), []).append(row)
    return [_sum(found) for found in groups.values()]


def _sum(rows: Sequence[Counted]) -> Counted:
    values = [row.value for row in rows]
    if None in values:
        return rows[0]._replace(value=None, sign=CellSign.SECRET)
    return rows[0]._replace(value=sum(value or 0 for value in values), sign=CellSign.NONE)


def _hidden(rows: Sequence[Counted], below: int) -> list[Counted]:
    """One table of areas by ages, its sums taken for known."""
    areas = sorted({row.area_code for row in rows})
    bands = sorted({_ages(row) for row in rows}, key=_order)
    if not rows:
        return []
    table = np.full((len(areas), len(bands)), np.nan)
    for row in rows:
        if row.value is not None:
            table[areas.index(row.area_code), bands.index(_ages(row))] = row.value
    marks = suppressed(table, below=below, margins=Margins(rows=len(bands) > 1))
    return [_told(row, marks[areas.index(row.area_code), bands.index(_ages(row))]) for row in rows]


def _told(row: Counted, mark: int) -> Counted:
    is_shown = row.value is None or mark == Mark.SHOWN
    return row if is_shown else row._replace(value=None, sign=CellSign.SMALL)
