"""Ways along roads: where points meet them, and what it takes to drive from cells to sites. Plain Python, numpy and scipy.

Shortest ways by Dijkstra (1959, Numerische Mathematik 1) as scipy computes them, searched from the sites against the
direction of traffic: people drive to the offer. A point goes straight to the nearest node of the network (`ASIDE_KM` at
most), then along the roads, then straight to the site. Turning restrictions, traffic and waiting are not known.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mitsorge.domain.planning.rules.access.distances import chord_of, unit_vectors
from mitsorge.domain.planning.rules.access.measures import Pairs
from mitsorge.domain.planning.rules.access.points import EARTH_KM, Floats, Points
from mitsorge.domain.planning.rules.access.threads import Numbers

ASIDE_KM = 1.5
"""A point farther than this from every node of the network meets no road."""
ASIDE_KMH = 5.0
"""From the point to the road people walk."""
SITES_KEPT, SEARCHES_KEPT = 512, 64
"""Searches of single sites, and of whole sets of sites, that a router remembers."""
TINY = 1e-12
"""A cost of nothing would be no piece of road at all in a sparse matrix."""
Nodes = NDArray[np.int32]
Reach = tuple[Nodes, Floats]
"""The nodes from which a site is reached, and the cost of each."""


class By(StrEnum):
    """What a way is measured in: the shortest in km, or the fastest in minutes."""

    KM = "KM"
    MINUTES = "MINUTES"


@dataclass(frozen=True, eq=False)
class Roads:
    """A network: nodes in degrees (n_nodes,), and pieces of road in one direction from `start` to `end` (n_pieces,)."""

    lat: Floats
    lon: Floats
    start: Nodes
    end: Nodes
    km: Floats
    minutes: Floats

    @property
    def nodes(self) -> int:
        return len(self.lat)

    def cost(self, by: By) -> Floats:
        return self.km if by == By.KM else self.minutes

    def whole(self) -> "Roads":
        """Its largest part in which every node can be reached from every other: islands lead nowhere."""
        from scipy.sparse.csgraph import connected_components

        _count, part = connected_components(_matrix(self, By.KM), connection="strong")
        return self._only(part == np.bincount(part, minlength=1).argmax())

    def _only(self, kept: NDArray[np.bool_]) -> "Roads":
        number = np.cumsum(kept, dtype=np.int32) - 1
        inside = kept[self.start] & kept[self.end]
        pieces = (number[self.start[inside]], number[self.end[inside]])
        return Roads(self.lat[kept], self.lon[kept], *pieces, self.km[inside], self.minutes[inside])


@dataclass(frozen=True, eq=False)
class Meeting:
    """Where points meet the roads: the number of a node, -1 for none, and the straight km there; (n,) each."""

    node: Nodes
    km: Floats

    @property
    def nowhere(self) -> Numbers:
        """The points that meet no road."""
        return np.flatnonzero(self.node < 0)


@dataclass(frozen=True, eq=False)
class Ways:
    """`pairs`: what is in reach, as `two_step_costs` takes it. The others are named, not guessed: cells and sites that
    meet no road, and cells that do and yet reach no site within the most allowed."""

    pairs: Pairs
    cells_nowhere: Numbers
    sites_nowhere: Numbers
    cells_unreached: Numbers


@dataclass(frozen=True, eq=False)
class Router:
    """A network prepared for questions; remembers what it searched. May be asked by several threads."""

    roads: Roads
    by: By = By.KM

    def met(self, points: Points) -> Meeting:
        """The nearest node of each point by great circle."""
        if not self.roads.nodes or not len(points):
            return Meeting(np.full(len(points), -1, np.int32), np.full(len(points), np.inf))
        there = np.stack(unit_vectors(np.radians(points.lat), np.radians(points.lon)), axis=1)
        chord, node = self._tree.query(there, distance_upper_bound=chord_of(ASIDE_KM) * (1 + 1e-9))
        km = 2 * EARTH_KM * np.arcsin(np.minimum(chord / 2, 1.0))
        found = np.where(np.isfinite(chord), node, -1).astype(np.int32)
        return Meeting(found, np.where(found >= 0, km, np.inf))

    def pairs(self, cells: Points, sites: Points, *, most: float) -> Ways:
        """Every cell with every site within `most` (km or minutes), in the order of the sites."""
        here, there = self.met(cells), self.met(sites)
        aside = self._aside(here)
        found = [self._pairs_of(n, here, aside, there, most) for n in range(len(sites))]
        cell, site, cost = (
            np.concatenate([each[part] for each in found]) if found else np.empty(0)
            for part in range(3)
        )
        pairs = Pairs(cell.astype(np.intp), site.astype(np.intp), cost.astype(np.float64))
        silent = np.ones(len(cells), bool)
        silent[pairs.cell] = False
        unreached = np.flatnonzero(silent & (here.node >= 0))
        return Ways(pairs, here.nowhere, there.nowhere, unreached)

    def nearest(self, cells: Points, sites: Points) -> Floats:
        """From each cell to its nearest site: (n_cells,); infinite where no road leads to one."""
        here, there = self.met(cells), self.met(sites)
        placed = there.node >= 0
        if not placed.any():
            return np.full(len(cells), np.inf)
        key = (there.node[placed].tobytes(), self._aside(there)[placed].tobytes())
        cost = np.append(self._from_any(*key), np.inf)
        return np.asarray(cost[here.node] + self._aside(here), dtype=np.float64)

    def _pairs_of(
        self, number: int, here: Meeting, aside: Floats, there: Meeting, most: float
    ) -> tuple[Numbers, Numbers, Floats]:
        node = int(there.node[number])
        if node < 0:
            return np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0)
        nodes, costs = self._from(node, most)
        every = np.full(self.roads.nodes + 1, np.inf)
        every[nodes] = costs
        cost = every[here.node] + aside + self._aside(there)[number]
        cell = np.flatnonzero((cost <= most) & np.isfinite(cost))
        return cell, np.full(len(cell), number, np.intp), cost[cell]

    def _aside(self, meeting: Meeting) -> Floats:
        return meeting.km if self.by == By.KM else meeting.km * (60 / ASIDE_KMH)

    @cached_property
    def _tree(self) -> Any:
        from scipy.spatial import KDTree

        vectors = unit_vectors(np.radians(self.roads.lat), np.radians(self.roads.lon))
        return KDTree(np.stack(vectors, axis=1))

    @cached_property
    def _against(self) -> Any:
        """The network with every piece turned round."""
        return _matrix(self.roads, self.by).T.tocsr()

    @cached_property
    def _from(self) -> Callable[[int, float], Reach]:
        return lru_cache(SITES_KEPT)(self._searched)

    def _searched(self, node: int, most: float) -> Reach:
        from scipy.sparse.csgraph import dijkstra

        cost = dijkstra(self._against, indices=node, limit=most)
        nodes = np.flatnonzero(np.isfinite(cost)).astype(np.int32)
        return nodes, cost[nodes]

    @cached_property
    def _from_any(self) -> Callable[[bytes, bytes], Floats]:
        return lru_cache(SEARCHES_KEPT)(self._searched_from_any)

    def _searched_from_any(self, nodes: bytes, asides: bytes) -> Floats:
        """From every node to the nearest of these sites: one search from a node before all of them."""
        from scipy.sparse import csr_matrix
        from scipy.sparse.csgraph import dijkstra

        against, many = self._against, self.roads.nodes
        ends, costs = np.frombuffer(nodes, np.int32), np.frombuffer(asides, np.float64)
        first, least = _cheapest(ends, costs)
        rows = np.append(against.indptr, against.indptr[-1] + len(first))
        columns = np.concatenate([against.indices, first])
        data = np.concatenate([against.data, np.maximum(least, TINY)])
        graph = csr_matrix((data, columns, rows), shape=(many + 1, many + 1))
        return np.asarray(dijkstra(graph, indices=many)[:many], dtype=np.float64)


def _cheapest(ends: Nodes, costs: Floats) -> tuple[Nodes, Floats]:
    """Each node once, with the least of its costs."""
    order = np.lexsort((costs, ends))
    first, at = np.unique(ends[order], return_index=True)
    return first, costs[order][at]


def _matrix(roads: Roads, by: By) -> Any:
    """Nodes × nodes; of two pieces between the same nodes the cheaper one."""
    from scipy.sparse import csr_matrix

    many, cost = roads.nodes, np.maximum(roads.cost(by), TINY)
    order = np.lexsort((cost, roads.end, roads.start))
    start, end = roads.start[order], roads.end[order]
    fresh = np.ones(len(order), bool)
    fresh[1:] = (start[1:] != start[:-1]) | (end[1:] != end[:-1])
    kept = order[fresh]
    return csr_matrix((cost[kept], (roads.start[kept], roads.end[kept])), shape=(many, many))
