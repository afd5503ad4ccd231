"""Places with a weight, and what can be wrong with them. Plain Python and numpy."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
EARTH_KM = 6371.0088
"""Mean radius of the earth (IUGG, R1): distances are great circles on this sphere, up to 0.3 % off the ellipsoid."""
GERMANY = (47.0, 56.0, 5.0, 16.0)
"""South, north, west, east in degrees, rounded outwards: only to notice coordinates that changed places."""


class Fault(StrEnum):
    """What makes points unfit to compute with."""

    LENGTHS = "LENGTHS"
    """Latitudes, longitudes and weights are not equally many."""
    UNPLACED = "UNPLACED"
    """A coordinate is missing (NaN) or infinite."""
    OUTSIDE = "OUTSIDE"
    """A latitude beyond ±90 or a longitude beyond ±180 degrees."""
    SWAPPED = "SWAPPED"
    """Latitude and longitude changed places: the point lies in Germany only the other way round."""
    UNKNOWN_WEIGHT = "UNKNOWN_WEIGHT"
    """A weight is missing (NaN) or infinite. Unknown is not zero: leave the point out or estimate it first."""
    NEGATIVE_WEIGHT = "NEGATIVE_WEIGHT"
    COST = "COST"
    """A cost is missing, infinite or negative, or names a cell or site that is not there."""
    TWICE = "TWICE"
    """A table of costs names the same cell and site twice."""


class BadPoints(ValueError):
    """Points that cannot be computed with; `fault` says why, `where` which (positions in the arrays)."""

    def __init__(self, fault: Fault, where: NDArray[np.intp] | None = None) -> None:
        self.fault = fault
        self.where = np.empty(0, np.intp) if where is None else where
        first = ", ".join(map(str, self.where[:5]))
        super().__init__(f"{fault}: {len(self.where)} points ({first})" if first else str(fault))


@dataclass(frozen=True, eq=False)
class Points:
    """Degrees WGS 84 and a weight each (people of a cell, places of a site): three float64 arrays of one length.

    Raises BadPoints. A weight of zero is allowed.
    """

    lat: Floats
    lon: Floats
    weight: Floats

    def __post_init__(self) -> None:
        for name in ("lat", "lon", "weight"):
            values = np.ascontiguousarray(getattr(self, name), dtype=np.float64)
            object.__setattr__(self, name, values)
        for fault, bad in self._faults():
            if bad.any():
                raise BadPoints(fault, np.flatnonzero(bad))

    def __len__(self) -> int:
        return len(self.lat)

    def _faults(self) -> Iterator[tuple[Fault, NDArray[np.bool_]]]:
        if not self.lat.ndim == self.lon.ndim == self.weight.ndim == 1 or not (
            len(self.lat) == len(self.lon) == len(self.weight)
        ):
            raise BadPoints(Fault.LENGTHS)
        yield Fault.UNPLACED, ~(np.isfinite(self.lat) & np.isfinite(self.lon))
        yield Fault.OUTSIDE, (np.abs(self.lat) > 90) | (np.abs(self.lon) > 180)
        yield Fault.SWAPPED, _in_germany(self.lon, self.lat) & ~_in_germany(self.lat, self.lon)
        yield Fault.UNKNOWN_WEIGHT, ~np.isfinite(self.weight)
        yield Fault.NEGATIVE_WEIGHT, self.weight < 0


class Remark(StrEnum):
    """What is worth knowing before a result is read; nothing here stops the computation."""

    NO_CELLS = "NO_CELLS"
    NO_SITES = "NO_SITES"
    WITHOUT_PEOPLE = "WITHOUT_PEOPLE"
    """Cells of weight 0."""
    WITHOUT_PLACES = "WITHOUT_PLACES"
    """Sites of weight 0."""


def remarks(demand: Points, supply: Points) -> dict[Remark, NDArray[np.intp]]:
    """What is odd about a problem that can be computed: for each remark the cells or sites it is about."""
    nobody, nothing = np.flatnonzero(demand.weight == 0), np.flatnonzero(supply.weight == 0)
    told = {
        Remark.NO_CELLS: (not len(demand), nobody),
        Remark.NO_SITES: (not len(supply), nothing),
        Remark.WITHOUT_PEOPLE: (len(nobody), nobody),
        Remark.WITHOUT_PLACES: (len(nothing), nothing),
    }
    return {remark: where for remark, (applies, where) in told.items() if applies}


def _in_germany(lat: Floats, lon: Floats) -> NDArray[np.bool_]:
    south, north, west, east = GERMANY
    return (lat >= south) & (lat <= north) & (lon >= west) & (lon <= east)
