"""European grid coordinates (ETRS89-LAEA, EPSG:3035) to degrees.

Lambert azimuthal equal-area on the ellipsoid, inverse: Snyder, Map Projections: A Working Manual (USGS Professional
Paper 1395, 1987), formulas 24-26 to 24-34 and 3-18; parameters of EPSG:3035.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SEMI_MAJOR = 6_378_137.0
FLATTENING = 1 / 298.257222101
E2 = FLATTENING * (2 - FLATTENING)
E = np.sqrt(E2)
LATITUDE, LONGITUDE = np.radians(52.0), np.radians(10.0)
FALSE_EAST, FALSE_NORTH = 4_321_000.0, 3_210_000.0


def _q(latitude: float) -> float:
    sine = np.sin(latitude)
    part = np.log((1 - E * sine) / (1 + E * sine)) / (2 * E)
    return float((1 - E2) * (sine / (1 - E2 * sine**2) - part))


Q_POLE = _q(np.pi / 2)
BETA = np.arcsin(_q(LATITUDE) / Q_POLE)
RADIUS = SEMI_MAJOR * np.sqrt(Q_POLE / 2)
D = (
    SEMI_MAJOR
    * np.cos(LATITUDE)
    / (np.sqrt(1 - E2 * np.sin(LATITUDE) ** 2) * RADIUS * np.cos(BETA))
)


def degrees(east: Floats, north: Floats) -> tuple[Floats, Floats]:
    """(n,) and (n,) meters to latitudes and longitudes; better than 1 cm over Europe."""
    x, y = east - FALSE_EAST, north - FALSE_NORTH
    rho = np.hypot(x / D, D * y)
    safe = np.where(rho == 0, 1.0, rho)
    c = 2 * np.arcsin(rho / (2 * RADIUS))
    sine = np.cos(c) * np.sin(BETA) + D * y * np.sin(c) * np.cos(BETA) / safe
    beta = np.arcsin(np.where(rho == 0, np.sin(BETA), sine))
    across = D * safe * np.cos(BETA) * np.cos(c) - D**2 * y * np.sin(BETA) * np.sin(c)
    longitude = LONGITUDE + np.arctan2(x * np.sin(c), across)
    return np.degrees(_latitude(beta)), np.degrees(np.where(rho == 0, LONGITUDE, longitude))


def _latitude(beta: Floats) -> Floats:
    """From the authalic latitude, as a series."""
    first = E2 / 3 + 31 * E2**2 / 180 + 517 * E2**3 / 5040
    second = 23 * E2**2 / 360 + 251 * E2**3 / 3780
    third = 761 * E2**3 / 45360
    turned = first * np.sin(2 * beta) + second * np.sin(4 * beta) + third * np.sin(6 * beta)
    return np.asarray(beta + turned, dtype=np.float64)
