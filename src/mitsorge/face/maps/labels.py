"""Names on a map: the biggest areas first, and none over another."""

from collections.abc import Sequence
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

LETTER = 9.0
"""The width of a letter at the largest size labels are drawn (17 units, Fira Sans on phones)."""
HALF = 11.0
"""Half the height a label needs."""
SMALLEST = 250.0
"""An area smaller than this (square units) has no name on the map; the table has it."""


@dataclass(frozen=True)
class Label:
    x: float
    y: float
    text: str


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def labels(
    shapes: Sequence[tuple[str, BaseGeometry]], width: float, height: float
) -> tuple[Label, ...]:
    """(name, geometry in drawing units) → labels inside the drawing. A name that finds no room is left out."""
    taken: list[_Box] = []
    found: list[Label] = []
    for name, geometry in sorted(shapes, key=lambda pair: (-pair[1].area, pair[0])):
        if geometry.area < SMALLEST:
            continue
        half = len(name) * LETTER / 2
        middle = _middle(geometry)
        x = min(max(middle[0], half + 2), width - half - 2)
        y = middle[1]
        box = _Box(x - half, y - HALF, x + half, y + HALF)
        is_inside = half * 2 + 4 <= width and y - HALF >= 0 and y + HALF <= height
        if is_inside and not any(box.meets(other) for other in taken):
            taken.append(box)
            found.append(Label(round(x, 1), round(y + 5, 1), name))
    return tuple(found)


def _middle(geometry: BaseGeometry) -> tuple[float, float]:
    """The centroid where it lies inside, else a point that does."""
    middle = geometry.centroid
    inside = middle if geometry.covers(middle) else geometry.representative_point()
    return inside.x, inside.y
