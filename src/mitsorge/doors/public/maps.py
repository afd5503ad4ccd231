"""A small map as numbers: plain Python from degrees to a drawing. Web Mercator, so circles stay circles.

The land itself is one cacheable picture (`maps_served`); a page only says which part of it is shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asinh, cos, radians, tan

UNITS_PER_DEGREE = 1000.0
"""Land units: one degree of longitude."""
KM_PER_DEGREE = 111.32
"""One degree of longitude at the equator, WGS 84."""
PIN = 14.0
APART = 1.8 * PIN
"""How far a pin steps aside."""
NEAREST = (1.6 * PIN) ** 2
"""The square of how near two pins may come."""
LETTER = 4.6
"""Half the width of a letter of a label."""
EDGE = 2.5 * PIN
"""Room at the edge, so that pins that step aside stay on the map."""
NEAR_KM = 15
LEAST_KM = 4.0
"""A map never shows less than this around its middle: a pin says more with its village."""
SIZES = {"near": (350.0, 330.0), "spot": (282.0, 262.0), "large": (1000.0, 620.0)}


@dataclass(frozen=True)
class Pin:
    """A hit on the map, in drawing units. `number` is its number in the list."""

    x: float
    y: float
    number: int

    @property
    def text_y(self) -> float:
        return round(self.y + 5, 1)


@dataclass(frozen=True)
class Label:
    x: float
    y: float
    text: str


@dataclass(frozen=True)
class MapView:
    """A drawing of `width` × `height`; `land` is the transform that brings the land picture under it."""

    width: float
    height: float
    land: str
    pins: tuple[Pin, ...]
    labels: tuple[Label, ...]
    here: tuple[float, float] | None
    reach: float | None

    @property
    def box(self) -> str:
        return f"0 0 {self.width:.0f} {self.height:.0f}"


@dataclass(frozen=True)
class Spot:
    """Something to draw: degrees, the number in the list, and the name of its town."""

    latitude: float
    longitude: float
    number: int = 0
    name: str = ""


def land_units(latitude: float, longitude: float) -> tuple[float, float]:
    """Degrees to land units (x east, y down)."""
    y = asinh(tan(radians(latitude)))
    return longitude * UNITS_PER_DEGREE, -y * UNITS_PER_DEGREE * 57.29577951308232


def draw(
    spots: Sequence[Spot],
    *,
    size: str = "near",
    center: Spot | None = None,
    reach_km: float | None = None,
    names: Iterable[Spot] = (),
    least_km: float = LEAST_KM,
) -> MapView | None:
    """The map around the spots, or None where nothing has a place. `names` are further towns to label."""
    shown = [*spots, center] if center else list(spots)
    if not shown:
        return None
    width, height = SIZES[size]
    west, north, scale = _window(shown, center, reach_km, width, height, least_km)

    def place(spot: Spot) -> tuple[float, float]:
        x, y = land_units(spot.latitude, spot.longitude)
        return round((x - west) * scale, 1), round((y - north) * scale, 1)

    here = place(center) if center else None
    placed = [(*place(spot), spot) for spot in spots]
    pins = _spread([(x, y, spot.number) for x, y, spot in placed if spot.number], here)
    labels = _labels(
        [
            *([(*here, center.name)] if center and here else []),
            *((x, y, spot.name) for x, y, spot in placed),
            *((*place(spot), spot.name) for spot in names),
        ],
        pins,
        width,
        height,
    )
    unit = _units_per_km((center or shown[0]).latitude) * scale
    return MapView(
        width=width,
        height=height,
        land=f"scale({scale:.4f}) translate({-west:.2f} {-north:.2f})",
        pins=pins,
        labels=labels,
        here=here,
        reach=round(reach_km * unit, 1) if reach_km else None,
    )


def _units_per_km(latitude: float) -> float:
    return UNITS_PER_DEGREE / (KM_PER_DEGREE * cos(radians(latitude)))


def _window(
    shown: Sequence[Spot],
    center: Spot | None,
    reach_km: float | None,
    width: float,
    height: float,
    least_km: float,
) -> tuple[float, float, float]:
    """West and north edge in land units, and drawing units per land unit."""
    points = [land_units(spot.latitude, spot.longitude) for spot in shown]
    least = least_km * _units_per_km(shown[0].latitude)
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    if center and reach_km:
        x, y = land_units(center.latitude, center.longitude)
        around = reach_km * _units_per_km(center.latitude)
        xs += [x - around, x + around]
        ys += [y - around, y + around]
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    half_x = max((max(xs) - min(xs)) / 2, least)
    half_y = max((max(ys) - min(ys)) / 2, least)
    scale = min((width / 2 - EDGE) / half_x, (height / 2 - EDGE) / half_y)
    return middle_x - width / 2 / scale, middle_y - height / 2 / scale, scale


STEPS = (
    (0, 0),
    (1, 0),
    (0, 1),
    (-1, 0),
    (0, -1),
    (1, 1),
    (-1, 1),
    (-1, -1),
    (1, -1),
    (2, 0),
    (0, 2),
    (-2, 0),
)


def _spread(
    placed: Sequence[tuple[float, float, int]], here: tuple[float, float] | None
) -> tuple[Pin, ...]:
    """Pins side by side where they would cover each other or the middle; nobody's number disappears."""
    taken = [here] if here else []
    pins: list[Pin] = []
    for x, y, number in placed:
        free_x, free_y = _free(x, y, taken)
        pin = Pin(round(free_x, 1), round(free_y, 1), number)
        pins.append(pin)
        taken.append((pin.x, pin.y))
    return tuple(pins)


def _free(x: float, y: float, taken: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The nearest step aside that covers nothing, else the place itself. Plain loops: a hundred pairs per page."""
    for right, down in STEPS:
        at_x, at_y = x + right * APART, y + down * APART
        for other_x, other_y in taken:
            if (other_x - at_x) ** 2 + (other_y - at_y) ** 2 < NEAREST:
                break
        else:
            return at_x, at_y
    return x, y


def _labels(
    wanted: Iterable[tuple[float, float, str]],
    pins: Sequence[Pin],
    width: float,
    height: float,
) -> tuple[Label, ...]:
    """Each town once, where its name covers neither another name nor a pin nor the edge."""
    labels: list[Label] = []
    named = {""}
    for x, y, text in wanted:
        if text in named:
            continue
        aside = len(text) * LETTER + PIN + 4
        for right, down in ((0, 34), (0, -22), (aside, 5), (-aside, 5), (0, 52), (0, -40), (0, 70)):
            label = Label(round(x + right, 1), round(y + down, 1), text)
            if _fits(label, labels, pins, width, height):
                labels.append(label)
                named.add(text)
                break
    return tuple(labels)


def _fits(
    label: Label, labels: Iterable[Label], pins: Iterable[Pin], width: float, height: float
) -> bool:
    half = len(label.text) * LETTER
    if not (half < label.x < width - half and 16 < label.y < height - 6):
        return False
    near_label = any(
        abs(label.x - other.x) < half + len(other.text) * LETTER and abs(label.y - other.y) < 20
        for other in labels
    )
    near_pin = any(
        abs(label.x - pin.x) < half + PIN and -PIN < label.y - pin.y < PIN + 14 for pin in pins
    )
    return not near_label and not near_pin
