"""A map as numbers for its template: areas in classes or circles, borders, names, a frame."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from shapely.geometry.base import BaseGeometry

from mitsorge.face.maps.classes import FILLS
from mitsorge.face.maps.labels import Label, labels
from mitsorge.face.maps.marks import Mark, Place, marks
from mitsorge.face.maps.outlines import WIDTH, Frame, Outlined, frame_around, path, thinned

LARGEST = 26.0
"""The radius of the largest circle, drawing units."""
SPOT, SMALLEST_SPOT = 13.0, 3.5
"""The radius of the largest and the smallest circle that stands at a point of its own."""


@dataclass(frozen=True)
class Patch:
    """What is drawn. `shade`: 1 to 5, 0 hatched. `words`: the number as it is read; `size`: what a circle stands for."""

    area: Outlined
    shade: int = 0
    words: str = ""
    size: float | None = None


@dataclass(frozen=True)
class Spot:
    """Something at a point, degrees. `size`: what its circle stands for, None: unknown. `is_sure` false: drawn hollow."""

    latitude: float
    longitude: float
    words: str
    size: float | None = None
    is_sure: bool = True


@dataclass(frozen=True)
class Drawn:
    """One area of the picture: the path, its shade, the fill of a picture that leaves the house, its name and number."""

    path: str
    shade: int
    fill: str
    title: str


@dataclass(frozen=True)
class Circle:
    """A circle whose area is proportional to its number."""

    x: float
    y: float
    radius: float
    title: str
    is_sure: bool = True


@dataclass(frozen=True)
class AreaMap:
    """`borders`: paths of larger areas drawn over; `aside`: neighbors, without number; `marks`: places, dots below others.

    `spots`: circles at points of their own.
    """

    width: float
    height: float
    drawn: tuple[Drawn, ...]
    aside: tuple[str, ...]
    borders: tuple[str, ...]
    circles: tuple[Circle, ...]
    labels: tuple[Label, ...]
    marks: tuple[Mark, ...] = ()
    spots: tuple[Circle, ...] = ()

    @property
    def box(self) -> str:
        return f"0 0 {self.width:.0f} {self.height:.0f}"

    @property
    def has_gaps(self) -> bool:
        return any(not each.shade for each in self.drawn) and not self.circles


def area_map(
    patches: Sequence[Patch],
    *,
    aside: Iterable[Outlined] = (),
    borders: Iterable[Outlined] = (),
    named: Sequence[Outlined] = (),
    places: Iterable[Place] = (),
    spots: Iterable[Spot] = (),
) -> AreaMap | None:
    """The drawing; None without any outline. `named`: whose names stand on it, by default those of the patches.

    `places`: marked with their sign; those outside the drawing are left out.
    """
    if not patches:
        return None
    frame = frame_around([patch.area for patch in patches])
    near = [each for each in aside if _is_near(each, frame)]
    placed = [frame.placed(each.geometry) for each in (*(p.area for p in patches), *near)]
    shapes = thinned(placed)
    own, others = shapes[: len(patches)], shapes[len(patches) :]
    texts = (
        [(each.name, frame.placed(each.geometry)) for each in named]
        if named
        else [(patch.area.name, shape) for patch, shape in zip(patches, own, strict=True)]
    )
    return AreaMap(
        *(WIDTH, frame.height),
        tuple(_drawn(patch, shape) for patch, shape in zip(patches, own, strict=True)),
        tuple(path(shape) for shape in others),
        tuple(path(frame.placed(each.geometry)) for each in borders),
        _circles(patches, own),
        labels(texts, WIDTH, frame.height),
        marks(places, frame),
        _spots(list(spots), frame),
    )


def _is_near(each: Outlined, frame: Frame) -> bool:
    west, south, east, north = each.geometry.bounds
    left, top = frame.point(west, north)
    right, bottom = frame.point(east, south)
    return right > 0 and left < WIDTH and bottom > 0 and top < frame.height


def _drawn(patch: Patch, shape: BaseGeometry) -> Drawn:
    return Drawn(path(shape), patch.shade, FILLS[patch.shade], _title(patch))


def _title(patch: Patch) -> str:
    return f"{patch.area.name}: {patch.words}" if patch.words else patch.area.name


def _circles(patches: Sequence[Patch], shapes: Sequence[BaseGeometry]) -> tuple[Circle, ...]:
    """The largest first, so that small ones lie on top. Zero and unknown have none."""
    largest = max((patch.size or 0 for patch in patches), default=0)
    pairs = zip(patches, shapes, strict=True)
    found = [(p.size, p, shape.representative_point()) for p, shape in pairs if p.size]
    return tuple(
        Circle(
            *(round(at.x, 1), round(at.y, 1)),
            round(LARGEST * sqrt(size / largest), 1),
            _title(patch),
        )
        for size, patch, at in sorted(found, key=lambda row: -row[0])
    )


def _spots(spots: Sequence[Spot], frame: Frame) -> tuple[Circle, ...]:
    """The largest first; those beyond the frame are left out. Unknown sizes are as small as the smallest."""
    largest = max((spot.size or 0 for spot in spots), default=0)
    placed = [(spot, *frame.point(spot.longitude, spot.latitude)) for spot in spots]
    seen = [row for row in placed if 0 <= row[1] <= WIDTH and 0 <= row[2] <= frame.height]
    return tuple(
        Circle(round(x, 1), round(y, 1), _radius(spot, largest), spot.words, spot.is_sure)
        for spot, x, y in sorted(seen, key=lambda row: -(row[0].size or 0))
    )


def _radius(spot: Spot, largest: float) -> float:
    """Its square goes with the size."""
    share = sqrt((spot.size or 0) / largest) if largest else 0.0
    return round(max(SPOT * share, SMALLEST_SPOT), 1)
