"""Places on a map, told apart by their shape."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mitsorge.face.maps.outlines import WIDTH, Frame

DARK, LIGHT = "#16151a", "#ffffff"
"""The colors of a picture that leaves the house."""


class Sign(StrEnum):
    """A dot for what stands, a diamond for what comes, a cross for what goes."""

    DOT = "dot"
    DIAMOND = "diamond"
    CROSS = "cross"


SHAPES = {
    Sign.DOT: "m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z",
    Sign.DIAMOND: "m0-8 8 8-8 8-8-8z",
    Sign.CROSS: "m-5-5 10 10m0-10-10 10",
}
ORDER = tuple(Sign)
"""What is drawn later lies on top."""


@dataclass(frozen=True)
class Place:
    """Something at a point, in degrees. `words`: what it is called."""

    latitude: float
    longitude: float
    sign: Sign = Sign.DOT
    words: str = ""


@dataclass(frozen=True)
class Mark:
    """A place in the drawing, or in a legend."""

    x: float
    y: float
    sign: Sign
    title: str

    @property
    def path(self) -> str:
        return f"M{self.x:.1f} {self.y:.1f}{SHAPES[self.sign]}"

    @property
    def fill(self) -> str:
        return "none" if self.sign == Sign.CROSS else DARK

    @property
    def stroke(self) -> str:
        return DARK if self.sign == Sign.CROSS else LIGHT


def marks(places: Iterable[Place], frame: Frame) -> tuple[Mark, ...]:
    """Dots below the others; what lies outside the drawing is left out."""
    found = []
    for each in sorted(places, key=lambda place: ORDER.index(place.sign)):
        x, y = frame.point(each.longitude, each.latitude)
        if 0 <= x <= WIDTH and 0 <= y <= frame.height:
            found.append(Mark(x, y, each.sign, each.words))
    return tuple(found)
