"""Cells laid out in rows, sites laid out by latitude: what the compiled loops walk over. Plain Python and numpy."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, cos, radians, sin
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mitsorge.domain.planning.rules.access.distances import chord_of, unit_vectors
from mitsorge.domain.planning.rules.access.points import EARTH_KM, Floats, Points
from mitsorge.domain.planning.rules.access.threads import in_slices

ROWS_IN_REACH = 5
COLUMNS_IN_REACH = 32
"""Finer rows and columns try fewer cells in vain and start more loops."""
Spot = tuple[float, float]
"""Latitude and longitude in degrees."""
BOXES_PER_CELL = 4
FARTHEST = 1.0
"""Reaches beyond this (radians), and cells spread far around the globe, are tried row by row in full."""


@dataclass(frozen=True, eq=False)
class Ground:
    """Cells in the order of their rows; `starts` says where each column of each row begins.

    `frame`: south, height, west, width (radians), columns, and sin²(reach / 2). `middle`: the longitude all others are
    measured from, so that no seam runs through the cells.
    """

    order: NDArray[np.int32]
    vectors: tuple[Floats, Floats, Floats]
    weight: Floats
    starts: NDArray[np.int32]
    row_cosine: Floats
    frame: tuple[float, ...]
    middle: float
    reach: float

    @property
    def rows(self) -> int:
        return len(self.row_cosine)

    @property
    def row_starts(self) -> NDArray[np.int32]:
        """Where each row begins, and where the last ends: rows + 1 positions."""
        return self.starts[:: int(self.frame[4])]

    def within(self, spot: Spot, km: float, part: slice) -> NDArray[np.bool_]:
        """Which of these cells lie within `km` of the spot."""
        return _within(
            tuple(values[part] for values in self.vectors), spot, km, radians(self.middle)
        )


@dataclass(frozen=True, eq=False)
class Sites:
    """Sites from south to north: `order` holds their numbers, `arrays` their vectors, latitude, longitude and cosine."""

    order: NDArray[np.intp]
    arrays: tuple[Floats, ...]
    middle: float

    def near(self, spots: Sequence[Spot], km: float) -> "Sites":
        """Those within `km` of any of the spots (degrees)."""
        kept = np.zeros(len(self.order), bool)
        for spot in spots:
            kept |= _within(self.arrays[:3], spot, km, self.middle)
        return Sites(self.order[kept], tuple(a[kept] for a in self.arrays), self.middle)


def _within(vectors: tuple[Floats, ...], spot: Spot, km: float, middle: float) -> NDArray[np.bool_]:
    lat, lon = np.radians(spot)
    there = unit_vectors(lat, lon - middle)
    x, y, z = (own - other for own, other in zip(vectors, there, strict=True))
    return x * x + y * y + z * z <= chord_of(km) ** 2


def laid_out(cells: Points, km: float, kernels: Any) -> Ground:
    """The cells in rows for a reach of `km`; `kernels` is the compiled module."""
    lat, middle = np.radians(cells.lat), float(cells.lon[0]) if len(cells) else 0.0
    lon = around(cells.lon, middle)
    reach = km / EARTH_KM
    frame, rows = _frame(lat, lon, reach)
    order, starts = kernels.arranged(lat, lon, frame, rows)
    edges = np.minimum(np.abs(frame[0] + frame[1] * np.arange(rows + 1)), np.pi / 2)
    cosine = np.maximum(np.minimum(np.cos(edges[:-1]), np.cos(edges[1:])), 1e-12)
    x, y, z, weight = _in_order(lat, lon, cells.weight, order)
    return Ground(order, (x, y, z), weight, starts, cosine, frame, middle, reach)


def _in_order(
    lat: Floats, lon: Floats, weight: Floats, order: NDArray[np.int32]
) -> tuple[Floats, Floats, Floats, Floats]:
    """Unit vectors and weights in the order of the rows."""
    x, y, z, kept = (np.empty(len(order)) for _ in range(4))

    def piece(part: slice) -> None:
        some = order[part]
        x[part], y[part], z[part] = unit_vectors(lat[some], lon[some])
        kept[part] = weight[some]

    in_slices(piece, len(order), of=len(order))
    return x, y, z, kept


def around(lon: Floats, middle: float) -> Floats:
    """Longitudes in radians as seen from the meridian `middle` (degrees): between -π and π."""
    seen = lon - middle
    return np.radians(seen - 360.0 * np.round(seen / 360.0))


def _frame(lat: Floats, lon: Floats, reach: float) -> tuple[tuple[float, ...], int]:
    if not len(lat):
        return (0.0, 1.0, 0.0, 1.0, 1.0, 1.0), 1
    south, west = float(lat.min()), float(lon.min())
    tall, broad = float(lat.max()) - south, float(lon.max()) - west
    flat = max(cos(south + tall / 2), 0.01)
    height, width = reach / ROWS_IN_REACH, reach / COLUMNS_IN_REACH / flat
    boxes = (tall / height + 1) * (broad / width + 1)
    coarser = max((boxes / (BOXES_PER_CELL * len(lat) + 64)) ** 0.5, 1.0)
    height, width = height * coarser, width * coarser
    rows, columns = ceil(tall / height) + 1, ceil(broad / width) + 1
    whole = reach > FARTHEST or float(np.abs(lon).max()) > 2.0
    near = 1.0 if whole else sin(reach / 2) ** 2 * (1 + 1e-9) + 1e-18
    return (south, height, west, width, float(columns), near), rows


def by_latitude(lat: Floats, lon: Floats, middle: float) -> Sites:
    """Sites sorted from south to north (degrees, also the longitude `middle` of the cells)."""
    order = np.argsort(lat, kind="stable")
    lat, lon = np.radians(lat[order]), around(lon[order], middle)
    arrays = (*unit_vectors(lat, lon), lat, lon, np.maximum(np.cos(lat), 1e-12))
    return Sites(order, arrays, radians(middle))


def bounds(ground: Ground, sites: Sites) -> NDArray[np.int64]:
    """For each row the sites whose reach touches it, and all its cells: (rows, 4)."""
    south, height = ground.frame[0], ground.frame[1]
    below = south + height * np.arange(ground.rows)
    slack = ground.reach + 1e-9
    lat = sites.arrays[3]
    starts = ground.row_starts
    return np.stack(
        [
            np.searchsorted(lat, below - slack, "left"),
            np.searchsorted(lat, below + height + slack, "right"),
            starts[:-1],
            starts[1:],
        ],
        axis=1,
    ).astype(np.int64)
