"""The sites of a catchment by number, and what can happen to them. Plain Python and numpy."""

from dataclasses import dataclass, replace
from math import radians

import numpy as np
from numpy.typing import NDArray

from mitsorge.domain.planning.rules.access.distances import unit_vectors
from mitsorge.domain.planning.rules.access.ground import Sites, Spot, around, by_latitude
from mitsorge.domain.planning.rules.access.points import Floats, Points


@dataclass(frozen=True, eq=False)
class Places:
    """Degrees, weight, and whether a site is there: removed sites keep their number. `sites`: those that are, by latitude.

    A change returns new places. Raises IndexError for a number that is not there, BadPoints for what is no point.
    """

    lat: Floats
    lon: Floats
    weight: Floats
    there: NDArray[np.bool_]
    sites: Sites

    @classmethod
    def of(cls, supply: Points, middle: float) -> "Places":
        """`middle`: the longitude (degrees) that the cells are measured from."""
        sites = by_latitude(supply.lat, supply.lon, middle)
        return cls(supply.lat, supply.lon, supply.weight, np.ones(len(supply), bool), sites)

    def spot(self, number: int) -> Spot:
        """Where the site is, in degrees."""
        if not 0 <= number < len(self.lat) or not self.there[number]:
            raise IndexError(f"no site {number}")
        return float(self.lat[number]), float(self.lon[number])

    def changed(self, number: int, weight: float) -> "Places":
        spot, weights = self.spot(number), self.weight.copy()
        weights[number] = _checked(spot, weight)
        return replace(self, weight=weights)

    def added(self, spot: Spot, weight: float) -> "Places":
        weights = np.append(self.weight, _checked(spot, weight))
        lat, lon = np.append(self.lat, spot[0]), np.append(self.lon, spot[1])
        sites = with_one(self.sites, len(self.lat), spot)
        return Places(lat, lon, weights, np.append(self.there, True), sites)

    def moved(self, number: int, spot: Spot) -> "Places":
        self.spot(number)
        _checked(spot, float(self.weight[number]))
        lat, lon = self.lat.copy(), self.lon.copy()
        lat[number], lon[number] = spot
        sites = with_one(without(self.sites, number), number, spot)
        return replace(self, lat=lat, lon=lon, sites=sites)

    def removed(self, number: int) -> "Places":
        self.spot(number)
        there = self.there.copy()
        there[number] = False
        return replace(self, there=there, sites=without(self.sites, number))

    def points(self) -> Points:
        """The sites that are there, in the order of their numbers."""
        return Points(self.lat[self.there], self.lon[self.there], self.weight[self.there])


def with_one(sites: Sites, number: int, spot: Spot) -> Sites:
    """One more among those sorted by latitude."""
    lat, lon = np.array(radians(spot[0])), around(np.array(spot[1]), np.degrees(sites.middle))
    values: tuple[Floats, ...] = (*unit_vectors(lat, lon), lat, lon, np.maximum(np.cos(lat), 1e-12))
    at = np.searchsorted(sites.arrays[3], lat, side="right")
    arrays = tuple(np.insert(a, at, v) for a, v in zip(sites.arrays, values, strict=True))
    return Sites(np.insert(sites.order, at, number), arrays, sites.middle)


def without(sites: Sites, number: int) -> Sites:
    """One less."""
    kept = sites.order != number
    return Sites(sites.order[kept], tuple(a[kept] for a in sites.arrays), sites.middle)


def _checked(spot: Spot, weight: float) -> float:
    """The weight, once it and the spot have passed as a point. Raises BadPoints."""
    return float(Points(*(np.array([value]) for value in (*spot, weight))).weight[0])
