"""Outlines as GeoJSON geometries: what may be stored, and what lies inside."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from mitsorge.foundation.places.rules.positions import (
    GeographyRefused,
    Point,
    Precision,
    check_range,
)

Geometry = dict[str, object]
HAIRLINE = 0.01
"""Borders drawn at different scales overlap by a hair: so much of the smaller area is no overlap."""


@dataclass(frozen=True, slots=True)
class Box:
    """The smallest rectangle around an outline, in degrees."""

    west: float
    south: float
    east: float
    north: float


class EmptyOutline(GeographyRefused):
    sentence = "Der Umriss ist leer."


class NotAnArea(GeographyRefused):
    sentence = "Der Umriss ist keine Fläche. Erlaubt sind Polygon und MultiPolygon (GeoJSON)."


class RingNotClosed(GeographyRefused):
    sentence = (
        "Ein Ring des Umrisses ist nicht geschlossen: Der letzte Punkt muss gleich dem ersten sein."
    )


class RingCrossesItself(GeographyRefused):
    sentence = "Der Umriss überschneidet sich selbst."


def check_outline(geometry: object) -> None:
    """Accept a GeoJSON Polygon or MultiPolygon (RFC 7946: longitude first, closed rings) in Germany.

    Raises a subclass of `GeographyRefused` that names the first thing wrong.
    """
    rings = list(_rings(geometry))
    if not rings:
        raise EmptyOutline
    for ring in rings:
        _check_ring(ring)
    area = shape(geometry)
    if not area.is_valid:
        raise RingCrossesItself(f"({shapely.is_valid_reason(area)})")


def box_of(geometry: Geometry) -> Box:
    """The rectangle around a checked outline."""
    return Box(*(float(edge) for edge in shape(geometry).bounds))


def middle_of(geometry: Geometry) -> Point:
    """A point that surely lies inside a checked outline (its centroid need not)."""
    inside = shape(geometry).representative_point()
    return Point(round(inside.y, 5), round(inside.x, 5), Precision.QUARTER)


def contains(outline: Geometry, point: Point) -> bool:
    """Whether the point lies inside the outline or on its border."""
    return bool(
        _geometry(json.dumps(outline)).covers(shapely.Point(point.longitude, point.latitude))
    )


def first_covering(
    outlines: Sequence[Geometry], latitudes: Sequence[float], longitudes: Sequence[float]
) -> list[int]:
    """For each point the index of the first outline it lies in or on, -1 for none. 4,000 points in 72 outlines: 20 ms."""
    found = np.full(len(latitudes), len(outlines))
    if outlines and len(latitudes):
        tree = shapely.STRtree(shapely.points(longitudes, latitudes))
        shapes = [_geometry(json.dumps(outline)) for outline in outlines]
        areas, points = tree.query(shapes, predicate="covers")
        np.minimum.at(found, points, areas)
    return [int(i) if i < len(outlines) else -1 for i in found]


def overlapping(areas: Sequence[BaseGeometry]) -> list[tuple[int, int, float]]:
    """Pairs of neighbors that share ground: their numbers, and how much of the smaller one, more than `HAIRLINE`.

    One area inside another is a pair, too. 63 quarters: 10 ms.
    """
    if not areas:
        return []
    tree = shapely.STRtree(areas)
    ones, others = tree.query(areas, predicate="intersects")
    found = []
    for one, other in sorted(zip(ones.tolist(), others.tolist(), strict=True)):
        if one < other:
            common = areas[one].intersection(areas[other]).area
            share = common / (min(areas[one].area, areas[other].area) or 1.0)
            if share > HAIRLINE:
                found.append((one, other, share))
    return found


def _rings(geometry: Any) -> Iterator[list[list[float]]]:
    if not geometry:
        raise EmptyOutline
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in {"Polygon", "MultiPolygon"}:
        raise NotAnArea(f"(gelesen: {kind})" if kind else "")
    coordinates = geometry.get("coordinates") or []
    for polygon in [coordinates] if kind == "Polygon" else coordinates:
        yield from polygon


def _check_ring(ring: list[list[float]]) -> None:
    if not ring:
        raise EmptyOutline
    try:
        longitudes, latitudes = [float(pair[0]) for pair in ring], [float(pair[1]) for pair in ring]
    except (TypeError, ValueError, IndexError) as unreadable:
        raise NotAnArea("Eine Koordinate ist keine Zahl.") from unreadable
    check_range(min(latitudes), max(latitudes), min(longitudes), max(longitudes))
    if ring[0] != ring[-1]:
        raise RingNotClosed
    if len(ring) < 4:
        raise EmptyOutline("Ein Ring braucht mindestens drei verschiedene Punkte.")


@lru_cache(maxsize=512)
def _geometry(outline: str) -> BaseGeometry:
    geometry = shape(json.loads(outline))
    shapely.prepare(geometry)
    return geometry
