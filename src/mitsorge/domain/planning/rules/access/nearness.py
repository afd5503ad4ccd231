"""How far it is to the nearest sites, and how many people have one near. Plain Python and numpy."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from mitsorge.domain.planning.rules.access.distances import unit_vectors
from mitsorge.domain.planning.rules.access.ground import around, laid_out
from mitsorge.domain.planning.rules.access.measures import Pairs
from mitsorge.domain.planning.rules.access.passes import kernels
from mitsorge.domain.planning.rules.access.points import EARTH_KM, Floats, Points
from mitsorge.domain.planning.rules.access.threads import in_slices


@dataclass(frozen=True, eq=False)
class Within:
    """Who has enough sites near: `cells` (n_cells,) of bool, `people` of `everybody` (sums of weights)."""

    cells: NDArray[np.bool_]
    people: float
    everybody: float

    @property
    def share(self) -> float:
        """Between 0 and 1; NaN where nobody lives."""
        return self.people / self.everybody if self.everybody else float("nan")


def nearest(cells: Points, sites: Points, *, k: int = 1) -> Floats:
    """Great-circle km from each cell to its k nearest sites, rising: (n_cells, k). Infinite where there are fewer sites.

    Every site counts, also one without places: leave out what should not.
    """
    if k < 1:
        raise ValueError("at least one nearest site")
    chords = np.full((len(cells), k), np.inf)
    if len(sites) and len(cells):
        _search(cells, sites, chords)
    return (
        2
        * EARTH_KM
        * np.arcsin(np.minimum(np.sqrt(chords) / 2, 1.0), where=np.isfinite(chords), out=chords)
    )


def within(cells: Points, sites: Points, km: float, *, least: int = 1) -> Within:
    """The people who have at least `least` sites within `km` (a site at exactly `km` counts)."""
    near = nearest(cells, sites, k=least)[:, -1] <= km
    return Within(near, float(cells.weight[near].sum()), float(cells.weight.sum()))


def _search(cells: Points, sites: Points, chords: Floats) -> None:
    begin = _first_radius(sites, chords.shape[1])
    ground = laid_out(sites, begin * EARTH_KM, kernels())
    lat, lon = np.radians(cells.lat), around(cells.lon, ground.middle)
    queries = (*unit_vectors(lat, lon), lat, lon, np.maximum(np.cos(lat), 1e-12))

    def piece(part: slice) -> None:
        kernels().nearest(
            chords[part], tuple(values[part] for values in queries), ground.vectors,
            ground.frame, ground.row_cosine, ground.starts, begin,
        )  # fmt: skip

    in_slices(piece, len(cells), of=len(cells))


def _first_radius(sites: Points, k: int) -> float:
    """Radians within which k sites would lie, were they spread evenly over the box around them."""
    tall, broad = np.radians(np.ptp(sites.lat)), np.radians(np.ptp(sites.lon))
    area = max(tall * broad * float(np.cos(np.radians(sites.lat.mean()))), 1e-12)
    return min(max(sqrt(area * k / len(sites)), 1e-6), 1.0)


def nearest_costs(pairs: Pairs, cells: int, *, k: int = 1) -> Floats:
    """As `nearest` over a table of costs: (cells, k), rising; infinite where a cell reaches fewer sites."""
    if k < 1:
        raise ValueError("at least one nearest site")
    order = np.lexsort((pairs.cost, pairs.cell))
    cell, cost = pairs.cell[order], pairs.cost[order]
    rank = np.arange(len(cell)) - np.searchsorted(cell, cell)
    found, kept = np.full((cells, k), np.inf), rank < k
    found[cell[kept], rank[kept]] = cost[kept]
    return found


def within_costs(pairs: Pairs, people: Floats, most: float, *, least: int = 1) -> Within:
    """As `within` over a table: the people who reach at least `least` sites for `most`, in the unit of the costs."""
    near = nearest_costs(pairs, len(people), k=least)[:, -1] <= most
    return Within(near, float(people[near].sum()), float(people.sum()))
