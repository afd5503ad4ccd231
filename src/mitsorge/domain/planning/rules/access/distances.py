"""Great circles: distances, the unit vectors behind them, and who is near. Plain Python and numpy."""

from math import pi, sin

import numpy as np

from mitsorge.domain.planning.rules.access.points import EARTH_KM, Floats


def great_circle(lat: Floats, lon: Floats, other_lat: Floats, other_lon: Floats) -> Floats:
    """Distances in km between points in degrees (arrays of shapes that go together), by the haversine formula."""
    a, b = np.radians(lat), np.radians(other_lat)
    across = np.radians(np.subtract(other_lon, lon))
    half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(across / 2) ** 2
    return 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))


def chord_of(km: float) -> float:
    """The straight line through a sphere of radius 1 below an arc of `km`; arcs end at half the globe."""
    return 2 * sin(min(km / (2 * EARTH_KM), pi / 2))


def unit_vectors(lat: Floats, lon: Floats) -> tuple[Floats, Floats, Floats]:
    """x, y, z on a sphere of radius 1 for radians."""
    flat = np.cos(lat)
    return flat * np.cos(lon), flat * np.sin(lon), np.sin(lat)
