"""Small cells hidden so that nobody can compute them from what is shown.

Primary: counts below a limit. Secondary: further cells, so that no hidden one follows from the totals of its row,
column and region (complementary cell suppression; L. H. Cox, Network models for complementary cell suppression, JASA
90, 1995). A table with rows, columns and one layer of regions is a network: every cell is an edge between two sums. A
hidden cell is safe if another table with other whole numbers has the same shown cells, that is if its edge lies on a
cycle of hidden edges along which one person can be moved.
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from mitsorge.domain.planning.rules.bands import Floats

Marks = NDArray[np.int8]
DEARER = 10
"""So many times dearer it is to hide the total of a row or a column than one of its cells."""


class Mark(IntEnum):
    """SMALL: below the limit ("unter 5"). PARTNER: hidden to protect another cell. UNSHOWN: a total nobody shows."""

    SHOWN = 0
    SMALL = 1
    PARTNER = 2
    UNSHOWN = 3


@dataclass(frozen=True)
class Margins:
    """Which totals stand in the table. `groups`: the region of each row, in whole numbers from 0; None: no regions."""

    rows: bool = True
    columns: bool = True
    groups: Sequence[int] | None = None


def extended(table: Floats, groups: Sequence[int] | None = None) -> Floats:
    """(rows + regions + 1) × (columns + 1): the regions' sums, then the sum of all; sums of rows in the last column.

    Unknown cells (NaN) are left out of the sums, as they are on the page ("mindestens").
    """
    regions = [[g == n for g in groups] for n in range(max(groups) + 1)] if groups else []
    sums = [np.nansum(table[np.array(rows)], axis=0) for rows in regions]
    tall = np.vstack([table, *sums, np.nansum(table, axis=0)])
    return np.hstack([tall, np.nansum(tall, axis=1, keepdims=True)])


def suppressed(
    table: Floats, *, below: int, margins: Margins | None = None, hide_zero: bool = False
) -> Marks:
    """What to hide in `extended(table, margins.groups)`, as an array of `Mark` of its shape.

    Counts are taken as whole numbers. 1 to `below` − 1 are hidden, and zeros with `hide_zero`. Raises `ValueError`
    for a limit that hides a single number only: "below 2" would say 1.
    """
    if below < (2 if hide_zero else 3):
        raise ValueError("a limit must hide at least two different numbers")
    margins = margins or Margins()
    network = _Network(np.rint(extended(table, margins.groups)), below, margins, hide_zero)
    network.protect()
    return network.marks


@dataclass(frozen=True)
class _Edge:
    """A cell between two sums; `start` and `end` number them."""

    cell: tuple[int, int]
    start: int
    end: int


class _Network:
    def __init__(self, full: Floats, below: int, margins: Margins, hide_zero: bool) -> None:
        self.full, self.below, self.least = full, below, 0 if hide_zero else 1
        small = (full >= self.least) & (full < below)
        self.marks: Marks = np.where(small, Mark.SMALL, Mark.SHOWN).astype(np.int8)
        self._leave_out(margins)
        self.edges = list(_edges(full.shape, margins.groups))
        self.around: dict[int, list[_Edge]] = {}
        for edge in self.edges:
            self.around.setdefault(edge.start, []).append(edge)
            self.around.setdefault(edge.end, []).append(edge)

    def _leave_out(self, margins: Margins) -> None:
        rows = self.full.shape[0] - 1 - (max(margins.groups) + 1 if margins.groups else 0)
        if not margins.rows:
            self.marks[:, -1] = Mark.UNSHOWN
        if not margins.columns:
            self.marks[rows:, :] = Mark.UNSHOWN

    def protect(self) -> None:
        """Hides partners until no hidden cell has one possible value only; at worst the whole table."""
        waiting = [e for e in self.edges if self._needs_care(e)]
        while waiting:
            edge = waiting.pop(0)
            cycle = self._cheapest(edge)
            if cycle is None:
                self.marks[self.marks != Mark.UNSHOWN] = Mark.PARTNER
                return
            for other in cycle:
                if self.marks[other.cell] == Mark.SHOWN:
                    self.marks[other.cell] = Mark.PARTNER
                    waiting.append(other)

    def _needs_care(self, edge: _Edge) -> bool:
        return self.marks[edge.cell] in (Mark.SMALL, Mark.PARTNER)

    def _cheapest(self, edge: _Edge) -> list[_Edge] | None:
        """The cells on the cheapest way to move one person into this cell or out of it, hidden ones being free."""
        ways = []
        if self._movable(edge, up=True):
            ways.append(self._path(edge.end, edge.start, edge))
        if self._movable(edge, up=False):
            ways.append(self._path(edge.start, edge.end, edge))
        found = [way for way in ways if way is not None]
        return min(found, key=lambda way: way[0])[1] if found else None

    def _movable(self, edge: _Edge, *, up: bool) -> bool:
        """Whether the count may be one more or less, as far as somebody knows who knows the rule."""
        value, mark = self.full[edge.cell], self.marks[edge.cell]
        if np.isnan(value):
            return False
        if mark == Mark.UNSHOWN:
            return up or bool(value > 0)
        if mark == Mark.SMALL:
            return bool(value < self.below - 1 if up else value > self.least)
        return bool(value >= self.below and (up or value > self.below))

    def _cost(self, edge: _Edge) -> float:
        """What is lost by hiding it: small counts rather than large ones, totals of all only if nothing else helps."""
        if self.marks[edge.cell] != Mark.SHOWN:
            return 0.0
        is_total = edge.cell[0] == self.full.shape[0] - 1 or edge.cell[1] == self.full.shape[1] - 1
        return float(self.full[edge.cell]) * (DEARER if is_total else 1)

    def _path(self, start: int, goal: int, without: _Edge) -> tuple[float, list[_Edge]] | None:
        """Dijkstra: the cheapest way from one sum to another that does not use the edge itself."""
        best: dict[int, float] = {start: 0.0}
        came: dict[int, tuple[int, _Edge]] = {}
        queue = [(0.0, start)]
        while queue:
            cost, node = heapq.heappop(queue)
            if node == goal:
                return cost, _way_back(came, start, goal)
            if cost > best[node]:
                continue
            for edge in self.around[node]:
                up = edge.start == node
                further = edge.end if up else edge.start
                if edge is without or not self._movable(edge, up=up):
                    continue
                reached = cost + self._cost(edge)
                if reached < best.get(further, np.inf):
                    best[further], came[further] = reached, (node, edge)
                    heapq.heappush(queue, (reached, further))
        return None


def _way_back(came: dict[int, tuple[int, _Edge]], start: int, goal: int) -> list[_Edge]:
    way, node = [], goal
    while node != start:
        node, edge = came[node]
        way.append(edge)
    return way


def _edges(shape: tuple[int, ...], groups: Sequence[int] | None) -> Iterator[_Edge]:
    """People flow from the source over a column, its region and a row into the sum of all, and back to the source."""
    regions = max(groups) + 1 if groups else 0
    height, width = shape
    rows, last = height - 1 - regions, width - 1
    layer = {group: rows + group * width for group in range(regions)}
    root, source = rows + regions * width, rows + (regions + 1) * width
    for row in range(rows):
        above = layer[groups[row]] if groups else root
        for column in range(last):
            yield _Edge((row, column), above + column, row)
        yield _Edge((row, last), row, above + last)
    for group, node in layer.items():
        for column in range(last):
            yield _Edge((rows + group, column), root + column, node + column)
        yield _Edge((rows + group, last), node + last, root + last)
    for column in range(last):
        yield _Edge((height - 1, column), source, root + column)
    yield _Edge((height - 1, last), root + last, source)
