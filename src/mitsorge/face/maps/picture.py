"""A map that leaves the house: one SVG file with its title, legend and source in it, no style sheet needed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from mitsorge.face.maps.classes import FILLS, NO_CLASS, Entry
from mitsorge.face.maps.drawing import AreaMap
from mitsorge.face.maps.marks import Mark

LINE = 17
LETTERS = 66
"""So many letters stand in one line of the drawing."""


@dataclass(frozen=True)
class Line:
    """A line below the map: words, or a shade with its words."""

    y: int
    words: str
    shade: int | None = None
    is_strong: bool = False
    mark: Mark | None = None

    @property
    def fill(self) -> str:
        return FILLS[self.shade or NO_CLASS]


def picture(
    drawn: AreaMap,
    *,
    title: str,
    label: str,
    legend: Sequence[Entry],
    sources: Iterable[str],
    signs: Sequence[Mark] = (),
) -> str:
    """The file as text. `label`: what it shows, in one sentence, for who cannot see it. `signs`: what the marks mean."""
    lines = list(_lines(drawn, title, legend, signs, sources))
    context = {
        "map": drawn,
        "title": title,
        "label": label,
        "lines": lines,
        "height": lines[-1].y + LINE,
        "width": 2 * round(drawn.width),
    }
    return render_to_string("mitsorge/maps/picture.svg", context)


def _lines(
    drawn: AreaMap,
    title: str,
    legend: Sequence[Entry],
    signs: Sequence[Mark],
    sources: Iterable[str],
) -> Iterator[Line]:
    entries = [*legend, *([Entry(NO_CLASS, _("keine Angabe"))] if drawn.has_gaps else [])]
    rows = [Line(0, each, is_strong=True) for each in wrap(title, LETTERS)]
    rows += [Line(0, entry.words, entry.shade) for entry in entries]
    rows += [Line(0, sign.title, mark=replace(sign, y=-4.0)) for sign in signs]
    rows += [Line(0, line) for source in sources for line in wrap(source, LETTERS)]
    top = round(drawn.height) + 24
    for n, line in enumerate(rows):
        yield replace(line, y=top + n * LINE)
