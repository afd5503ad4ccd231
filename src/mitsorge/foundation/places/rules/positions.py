"""Positions on the globe: precision, plausibility, distance."""

from dataclasses import dataclass
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

import numpy as np

EARTH_RADIUS_KM = 6371.0088
"""Mean radius R1 of the GRS 80 ellipsoid (Moritz, Geodetic Reference System 1980)."""

SOUTH, NORTH = 47.2, 55.1
WEST, EAST = 5.8, 15.1
"""Germany with a margin: Haldenwanger Eck 47.270, List 55.058, Isenbruch 5.866, Deschka 15.042."""


class Precision(StrEnum):
    ADDRESS = "ADDRESS"
    STREET = "STREET"
    QUARTER = "QUARTER"
    PLACE = "PLACE"


@dataclass(frozen=True, slots=True)
class Point:
    """A position in degrees (WGS 84) and how exactly it is known; decimals from the database become floats."""

    latitude: float
    longitude: float
    precision: Precision = Precision.PLACE

    def __post_init__(self) -> None:
        object.__setattr__(self, "latitude", float(self.latitude))
        object.__setattr__(self, "longitude", float(self.longitude))


class GeographyRefused(ValueError):
    """A position or outline that must not be stored; `str()` is a German sentence for the screen."""

    sentence = "Diese Ortsangabe können wir nicht übernehmen."

    def __init__(self, detail: str = "") -> None:
        super().__init__(f"{self.sentence} {detail}".strip())


class SwappedCoordinates(GeographyRefused):
    sentence = "Breite und Länge sind vertauscht."


class WrongReferenceSystem(GeographyRefused):
    sentence = (
        "Die Zahlen sind keine Grad, sondern vermutlich Meter (zum Beispiel UTM oder Gauß-Krüger). "
        "Bitte liefern Sie Koordinaten in WGS 84 (EPSG:4326)."
    )


class NotInGermany(GeographyRefused):
    sentence = "Die Koordinaten liegen nicht in Deutschland."


def check_point(latitude: float, longitude: float) -> None:
    """Accept a position in Germany in degrees.

    Raises `WrongReferenceSystem`, `SwappedCoordinates` or `NotInGermany`, tried in this order.
    """
    check_range(latitude, latitude, longitude, longitude)


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance in kilometers by the haversine formula (Sinnott, Sky & Telescope 68, 1984).

    On a sphere; differs from the ellipsoid by at most 0.5 percent.
    """
    north = radians(b.latitude - a.latitude) / 2
    east = radians(b.longitude - a.longitude) / 2
    half_chord = (
        sin(north) ** 2 + cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(east) ** 2
    )
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half_chord))


def distances_km(
    latitude: float, longitude: float, latitudes: np.ndarray, longitudes: np.ndarray
) -> np.ndarray:
    """`distance_km` from one position to many: arrays of degrees of shape (n,) in, kilometers of shape (n,) out."""
    lats = np.radians(np.asarray(latitudes, dtype=float))
    north = (lats - radians(latitude)) / 2
    east = np.radians(np.asarray(longitudes, dtype=float) - longitude) / 2
    half_chord = np.sin(north) ** 2 + cos(radians(latitude)) * np.cos(lats) * np.sin(east) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(half_chord)))


def check_range(south: float, north: float, west: float, east: float) -> None:
    """`check_point` for the edges of many positions at once; the same errors."""
    if max(abs(south), abs(north)) > 90 or max(abs(west), abs(east)) > 180:
        raise WrongReferenceSystem(f"(gelesen: {north:.0f} / {east:.0f})")
    if SOUTH <= south <= north <= NORTH and WEST <= west <= east <= EAST:
        return
    where = f"(gelesen: Breite {north:.4f}, Länge {east:.4f})"
    if SOUTH <= west <= east <= NORTH and WEST <= south <= north <= EAST:
        raise SwappedCoordinates(where)
    raise NotInGermany(where)
