"""A chart of lines that leaves the house: one SVG file with title, legend and source in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap

from django.template.loader import render_to_string

from mitsorge.face.charts.lines import DrawnLine, LineChart

LINE = 17
LETTERS = 66


@dataclass(frozen=True)
class Row:
    """A line of words below the chart, with the line it explains."""

    y: int
    words: str
    line: DrawnLine | None = None
    is_strong: bool = False


def picture(chart: LineChart, *, title: str, label: str, sources: Iterable[str]) -> str:
    """The file as text."""
    rows: list[tuple[str, DrawnLine | None, bool]] = [
        (words, None, True) for words in wrap(title, LETTERS)
    ]
    rows += [(line.name, line, False) for line in chart.lines]
    rows += [(words, None, False) for source in sources for words in wrap(source, LETTERS)]
    placed = [
        Row(round(chart.height) + 14 + n * LINE, words, line, is_strong)
        for n, (words, line, is_strong) in enumerate(rows)
    ]
    context = {
        "chart": chart,
        "title": title,
        "label": label,
        "rows": placed,
        "height": placed[-1].y + LINE,
        "width": 2 * round(chart.width),
    }
    return render_to_string("mitsorge/charts/lines.svg", context)
