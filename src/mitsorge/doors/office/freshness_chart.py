"""The curve of a share over time as numbers for an SVG: a box of 100 by 100, stretched by the page."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Point:
    """A day and its share in whole percent."""

    on: date
    percent: int


@dataclass(frozen=True)
class Chart:
    """`line`: points of a polyline, day to the right, 100 % on top; `points`: the same as a table, newest first."""

    line: str
    first: Point
    last: Point
    lowest: Point
    points: tuple[Point, ...]


def chart(measured: list[tuple[date, int]]) -> Chart | None:
    """None before there are two days to connect."""
    points = [Point(*each) for each in measured]
    if len(points) < 2:
        return None
    first, last = points[0], points[-1]
    days = (last.on - first.on).days
    line = " ".join(f"{100 * (p.on - first.on).days / days:.2f},{100 - p.percent}" for p in points)
    lowest = min(points, key=lambda point: point.percent)
    return Chart(line, first, last, lowest, tuple(reversed(points)))
