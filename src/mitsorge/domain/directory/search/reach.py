"""Which entries serve a place, and how far they are from it."""

from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np

from mitsorge.domain.directory.search.index import Index
from mitsorge.domain.directory.search.shapes import Place

EARTH_KM = 6371.0088
"""Mean radius R1 of the GRS 80 ellipsoid, as in `places.rules`."""


@dataclass(frozen=True)
class Reach:
    """`serves`: the entry comes to the place or takes people from it; `km`: to its nearest site, else inf.

    `site`: the number of that site in `index.sites`, -1 where there is none. All of shape (rows,).
    """

    serves: np.ndarray
    km: np.ndarray
    site: np.ndarray

    @classmethod
    def of(cls, index: Index, where: Place) -> "Reach":
        km, site = _nearest(index, where)
        serves = np.zeros(index.size, bool)
        for area in area_keys(where):
            serves[index.postings(f"area:{area}")[0]] = True
        radius = index.facts["radius"]
        serves |= (radius > 0) & (km <= radius)
        return cls(serves, km, site)


def area_keys(where: Place) -> list[str]:
    """The areas a place lies in, as an entry names those it serves.

    A planning area goes by body and code: where it lies is asked of the place on the day, so that a changed
    outline counts from its first day without any entry being touched. A bare postcode may mean several municipalities.
    """
    keys = [f"P:{area.body_id}:{area.code}" for area in where.planning_areas or ()]
    for town in where.municipalities or (where.municipality,):
        if town is not None:
            keys += [f"M:{town.pk}", f"B:{town.ags[:5]}", f"B:{town.ags}"]
    return keys


def _nearest(index: Index, where: Place) -> tuple[np.ndarray, np.ndarray]:
    km, site = np.full(index.size, np.inf), np.full(index.size, -1, "i8")
    if where.point is None or not len(index.sites):
        return km, site
    along = _kilometers(index.vectors, float(where.point.latitude), float(where.point.longitude))
    rows = index.site_rows
    nearest = np.arange(len(rows))
    if not index.has_one_site_each:
        order = np.lexsort((along, rows))
        nearest = order[np.flatnonzero(np.diff(rows[order], prepend=-1))]
    km[rows[nearest]], site[rows[nearest]] = along[nearest], nearest
    return km, site


def _kilometers(vectors: np.ndarray, latitude: float, longitude: float) -> np.ndarray:
    """Great-circle distances from the chord; the series for the arc is exact to a meter up to 2,000 km."""
    lat, lon = radians(latitude), radians(longitude)
    x, y, z = cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)
    cosine = x * vectors[0] + y * vectors[1] + z * vectors[2]
    squared = np.maximum(0.5 - 0.5 * cosine, 0.0)  # of half the chord
    return 2 * EARTH_KM * np.sqrt(squared) * (1 + squared / 6 + squared * squared * 0.075)
