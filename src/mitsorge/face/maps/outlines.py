"""From outlines in degrees to paths in drawing units: equirectangular, enough for one Kreis.

One degree of longitude is drawn shorter by the cosine of the middle latitude (Snyder, Map Projections: A Working
Manual, USGS 1395, 1987, chapter 12). Over the height of a Kreis (half a degree) widths err by less than one percent.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

WIDTH = 400.0
"""Drawing units of every map, so that its letters are as large on each."""
TALLEST, FLATTEST = 1.15, 0.55
MARGIN = 14.0
CRACK = 0.0006
"""Degrees; outlines thinned one by one leave cracks of up to 80 m between neighbors, closed where they are joined."""
ROUGH = 0.6
"""So many drawing units an outline may move when its corners are thinned out."""


@dataclass(frozen=True)
class Outlined:
    """Something with an outline. `geometry` in degrees, longitude first."""

    key: str
    name: str
    geometry: BaseGeometry


@dataclass(frozen=True)
class Frame:
    """How degrees become drawing units, and how high the drawing is."""

    west: float
    north: float
    across: float
    scale: float
    left: float
    top: float
    height: float

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        x = (longitude - self.west) * self.across * self.scale + self.left
        return x, (self.north - latitude) * self.scale + self.top

    def placed(self, geometry: BaseGeometry) -> BaseGeometry:
        """The geometry in drawing units."""
        return shapely.transform(geometry, lambda xy: _columns(self, xy[:, 0], xy[:, 1]))


def _columns(frame: Frame, longitudes: Any, latitudes: Any) -> Any:
    x, y = frame.point(longitudes, latitudes)
    return np.column_stack([x, y])


def outlined(key: str, name: str, outline: Mapping[str, Any]) -> Outlined:
    """From a stored GeoJSON geometry."""
    return Outlined(key, name, shape(outline))


def together(key: str, name: str, parts: Iterable[Outlined]) -> Outlined | None:
    """One outline around several; None without any."""
    geometries = [part.geometry for part in parts]
    if not geometries:
        return None
    whole = shapely.union_all(geometries)
    return Outlined(key, name, _spread(_spread(whole, CRACK), -CRACK))


def _spread(geometry: BaseGeometry, degrees: float) -> BaseGeometry:
    return shapely.buffer(geometry, degrees, join_style="mitre")


def frame_around(inside: Sequence[Outlined]) -> Frame:
    """A drawing of `WIDTH` with everything in it and a margin around. Raises `ValueError` without any outline."""
    if not inside:
        raise ValueError("a map needs an outline")
    west, south, east, north = shapely.total_bounds([each.geometry for each in inside])
    across = cos(radians((south + north) / 2))
    wide, tall = (east - west) * across, north - south
    room = WIDTH - 2 * MARGIN
    scale = min(room / wide, (WIDTH * TALLEST - 2 * MARGIN) / tall)
    height = max(tall * scale + 2 * MARGIN, WIDTH * FLATTEST)
    left, top = (WIDTH - wide * scale) / 2, (height - tall * scale) / 2
    return Frame(west, north, across, scale, left, top, height)


def thinned(geometries: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Fewer corners; neighbors keep their common border where they fit together exactly, else nothing is thinned."""
    if not shapely.coverage_is_valid(list(geometries)):
        return list(geometries)
    return list(shapely.coverage_simplify(list(geometries), ROUGH))


def path(geometry: BaseGeometry) -> str:
    """The `d` of an SVG path, one decimal."""
    polygons = shapely.get_parts(geometry)
    rings = (
        ring
        for polygon in polygons
        if polygon.geom_type == "Polygon"
        for ring in (polygon.exterior, *polygon.interiors)
    )
    return "".join(_ring(ring.coords) for ring in rings)


def _ring(points: Iterable[tuple[float, ...]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y, *_height in list(points)[:-1]) + "Z"
