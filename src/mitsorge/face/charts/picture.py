"""A chart that leaves the house: one SVG file with title, legend and source in it, no style sheet needed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from django.template.loader import render_to_string

from mitsorge.face.charts.bars import Bar
from mitsorge.face.charts.lines import WIDTH, DrawnLine, LineChart
from mitsorge.face.charts.stacks import Part, StackChart

LINE = 17
LETTERS = 66
LEFT = 14.0
FULL = WIDTH - 2 * LEFT
"""So wide is the longest bar."""
FIRST, STEP, THICK = 18, 36, 14
"""Where the words above the first bar stand, how far it is to the next, how high a bar is."""
Chart = LineChart | StackChart | Sequence[Bar]


@dataclass(frozen=True)
class Row:
    """A line of words below the chart, with the line or the pattern it explains."""

    y: int
    words: str
    line: DrawnLine | None = None
    pattern: str = ""
    is_strong: bool = False


@dataclass(frozen=True)
class Piece:
    """A part of a bar in units of the drawing."""

    x: float
    width: float
    pattern: str


@dataclass(frozen=True)
class Beam:
    """A bar with the words above it."""

    y: int
    words: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Beams:
    """Bars below each other; whole ones have one piece."""

    beams: tuple[Beam, ...]
    legend: tuple[tuple[str, str], ...]
    width: float = WIDTH
    left: float = LEFT
    full: float = FULL
    thick: int = THICK

    @property
    def height(self) -> int:
        return FIRST + STEP * len(self.beams)


def picture(chart: Chart, *, title: str, label: str, sources: Iterable[str]) -> str:
    """The file as text. `label`: what it shows, in one sentence, for who cannot see it."""
    shown = chart if isinstance(chart, LineChart) else _beams(chart)
    rows = list(_rows(shown, title, sources))
    context = {
        "chart": shown,
        "title": title,
        "label": label,
        "rows": rows,
        "height": rows[-1].y + LINE,
        "width": 2 * round(shown.width),
    }
    name = "lines" if isinstance(shown, LineChart) else "beams"
    return render_to_string(f"mitsorge/charts/{name}.svg", context)


def _rows(shown: LineChart | Beams, title: str, sources: Iterable[str]) -> Iterator[Row]:
    """Title, legend and sources from the lower edge of the drawing on."""
    said: list[tuple[str, DrawnLine | None, str, bool]]
    said = [(words, None, "", True) for words in wrap(title, LETTERS)]
    if isinstance(shown, LineChart):
        said += [(line.name, line, "", False) for line in shown.lines]
    else:
        said += [(name, None, pattern, False) for pattern, name in shown.legend]
    said += [(words, None, "", False) for source in sources for words in wrap(source, LETTERS)]
    for n, (words, line, pattern, is_strong) in enumerate(said):
        yield Row(round(shown.height) + 14 + n * LINE, words, line, pattern, is_strong)


def _beams(chart: StackChart | Sequence[Bar]) -> Beams:
    if isinstance(chart, StackChart):
        told = [(f"{row.name}: {row.total}", row.parts) for row in chart.stacks]
        return Beams(tuple(_placed(told)), chart.legend)
    bars = [(f"{bar.name}: {bar.words}", _whole(bar)) for bar in chart]
    return Beams(tuple(_placed(bars)), ())


def _whole(bar: Bar) -> tuple[Part, ...]:
    return (Part(0.0, bar.width, "full"),) if bar.width else ()


def _placed(rows: Iterable[tuple[str, tuple[Part, ...]]]) -> Iterator[Beam]:
    for n, (words, parts) in enumerate(rows):
        pieces = tuple(
            Piece(round(LEFT + p.x * FULL / 100, 1), round(p.width * FULL / 100, 1), p.pattern)
            for p in parts
        )
        yield Beam(FIRST + n * STEP, words, pieces)
