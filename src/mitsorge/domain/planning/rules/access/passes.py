"""Runs the compiled loops over the cells. Plain Python and numpy."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import cos, pi, radians, sin
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mitsorge.domain.planning.rules.access.ground import Ground, Sites, Spot, around, bounds
from mitsorge.domain.planning.rules.access.points import EARTH_KM, Floats
from mitsorge.domain.planning.rules.access.shape import Shape
from mitsorge.domain.planning.rules.access.threads import Numbers, in_slices, in_stripes
from mitsorge.foundation.calm import settle

FEW = 200
"""So few sites are not worth a thread."""


@cache
def kernels() -> Any:
    """The compiled loops; numba is loaded by the first who computes, not by everybody who starts."""
    from mitsorge.domain.planning.rules.access import kernels

    settle()
    return kernels


@dataclass(frozen=True, eq=False)
class Passes:
    """Cells, sites and a decay, ready to be walked over. Values of cells are in the order of `ground`, of sites in theirs."""

    ground: Ground
    sites: Sites
    shape: Shape

    def gather(self, people: Floats) -> Floats:
        """For each site the weighted people in reach."""
        out = np.zeros(len(self.sites.order))
        ground = self.ground

        def piece(part: slice) -> None:
            kernels().gather(
                out, part.start, part.stop, self.sites.arrays, ground.vectors, people, *self._shape,
                ground.frame, ground.row_cosine, ground.starts, ground.reach,
            )  # fmt: skip

        in_slices(piece, len(out), of=len(ground.order) if len(out) > FEW else 0)
        return out

    def spread(self, values: Floats) -> Floats:
        """For each cell the weighted sum of the values of the sites in reach."""
        out = np.zeros(len(self.ground.order))
        everywhere = np.arange(self.ground.rows)
        self._spread(out, everywhere, bounds(self.ground, self.sites), values)
        return out

    def spread_again(
        self, known: Floats, spots: Iterable[Spot], km: float, values: Floats
    ) -> Floats:
        """`known`, with the cells within `km` of the spots summed anew; all others keep every bit."""
        out, limits = known.copy(), bounds(self.ground, self.sites)
        touched = np.zeros(len(known), bool)
        for spot in spots:
            near = stretches(self.ground, spot, km)
            rows = np.flatnonzero(near[:, 1] > near[:, 0])
            for first, last in near[rows]:
                out[first:last] = 0.0
                touched[first:last] |= self.ground.within(spot, km, slice(first, last))
            self._spread(out, rows, np.hstack([limits[:, :2], near]), values)
        np.copyto(out, known, where=~touched)
        return out

    def _spread(
        self, out: Floats, rows: Numbers, limits: NDArray[np.int64], values: Floats
    ) -> None:
        ground = self.ground

        def piece(some: Numbers) -> None:
            kernels().spread(
                out, some, limits, self.sites.arrays, ground.vectors, values, *self._shape,
                ground.frame, ground.row_cosine, ground.starts,
            )  # fmt: skip

        in_stripes(piece, rows, of=int((limits[rows, 3] - limits[rows, 2]).sum()))

    @property
    def _shape(self) -> tuple[tuple[float, ...], float]:
        return self.shape.numbers, self.shape.limit


def stretches(ground: Ground, spot: Spot, km: float) -> NDArray[np.int64]:
    """For each row the first and last + 1 of the cells that may lie within `km` of the spot: (rows, 2)."""
    lat, lon = radians(spot[0]), float(around(np.array(spot[1]), ground.middle))
    *others, whole = ground.frame
    near = 1.0 if whole >= 1.0 else sin(min(km / EARTH_KM / 2, pi / 2)) ** 2 * (1 + 1e-9) + 1e-18
    return kernels().stretches(
        lat, lon, max(cos(lat), 1e-12), km / EARTH_KM + 1e-9, (*others, near), ground.row_cosine, ground.starts
    )  # fmt: skip
