"""Lines over the years: each with a dash and a mark of its own, so that they are told apart in black and white."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mitsorge.face.charts.axis import ticks

WIDTH, HEIGHT = 400.0, 250.0
LEFT, RIGHT, TOP, BOTTOM = 62.0, 18.0, 14.0, 34.0
DASHES = ("", "8 5", "2 4", "11 4 2 4", "5 3", "1 7")
MARKS = (
    "M-4.5 0A4.5 4.5 0 1 0 4.5 0A4.5 4.5 0 1 0-4.5 0Z",
    "M-4-4H4V4H-4Z",
    "M0-5.5L5 4H-5Z",
    "M0-6L6 0L0 6L-6 0Z",
    "M-5-1.5H-1.5V-5H1.5V-1.5H5V1.5H1.5V5H-1.5V1.5H-5Z",
    "M0 5.5L-5-4H5Z",
)
MOST = len(MARKS)


@dataclass(frozen=True)
class Line:
    """One line: a number for each year, None where it is unknown. `is_chosen`: drawn strong."""

    name: str
    values: Sequence[float | None]
    is_chosen: bool = False


@dataclass(frozen=True)
class DrawnLine:
    """`d`: the path, broken where a year is unknown; `marks`: where its years stand."""

    name: str
    d: str
    marks: tuple[tuple[float, float], ...]
    dash: str
    mark: str
    is_chosen: bool


@dataclass(frozen=True)
class Tick:
    at: float
    words: str


@dataclass(frozen=True)
class LineChart:
    """Numbers for the template; `across` are the years, `up` the round numbers from zero."""

    lines: tuple[DrawnLine, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    right: float = WIDTH - RIGHT
    bottom: float = HEIGHT - BOTTOM

    @property
    def box(self) -> str:
        return f"0 0 {self.width:.0f} {self.height:.0f}"


def lines(
    rows: Sequence[Line], years: Sequence[int], words: Callable[[float], str], every: int = 5
) -> LineChart | None:
    """The chart; None with fewer than two years or nothing known. Raises `ValueError` for more than six lines."""
    if len(rows) > MOST:
        raise ValueError(f"more than {MOST} lines cannot be told apart")
    known = [value for row in rows for value in row.values if value is not None]
    if len(years) < 2 or not known:
        return None
    steps = ticks(max(known))
    span, top = years[-1] - years[0], steps[-1]

    def x(year: int) -> float:
        return round(LEFT + (year - years[0]) / span * (WIDTH - LEFT - RIGHT), 1)

    def y(value: float) -> float:
        return round(HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM), 1)

    return LineChart(
        tuple(_drawn(n, row, years, x, y, every) for n, row in enumerate(rows)),
        tuple(Tick(x(year), str(year)) for year in _told(years, every)),
        tuple(Tick(y(step), words(step)) for step in steps),
    )


def _told(years: Sequence[int], every: int) -> list[int]:
    """Years written below the chart: those that divide, or first and last."""
    return [year for year in years if year % every == 0] or [years[0], years[-1]]


def _drawn(
    n: int,
    row: Line,
    years: Sequence[int],
    x: Callable[[int], float],
    y: Callable[[float], float],
    every: int,
) -> DrawnLine:
    points = [
        (year, x(year), y(value)) if value is not None else None
        for year, value in zip(years, row.values, strict=True)
    ]
    told = set(_told(years, every))
    marks = tuple((p[1], p[2]) for p in points if p and p[0] in told)
    return DrawnLine(row.name, _path(points), marks, DASHES[n], MARKS[n], row.is_chosen)


def _path(points: Sequence[tuple[int, float, float] | None]) -> str:
    d, is_drawing = "", False
    for point in points:
        if point:
            d += f"{'L' if is_drawing else 'M'}{point[1]} {point[2]}"
        is_drawing = point is not None
    return d
