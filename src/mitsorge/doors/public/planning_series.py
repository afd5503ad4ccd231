"""A series of figures for everybody: its passport, its numbers, small counts of people hidden."""

from collections.abc import Iterator, Mapping

from django.conf import settings
from django.utils.translation import gettext as _

from mitsorge.domain.planning import wording
from mitsorge.domain.planning.models import Series
from mitsorge.domain.planning.queries.series import (
    cells_by_area,
    counted_of,
    names_of_places,
)
from mitsorge.domain.planning.rules import CareKind, CellSign, Level, Sex, Subject
from mitsorge.domain.planning.rules.bands import Band
from mitsorge.domain.planning.rules.passport import Counted
from mitsorge.domain.planning.rules.quiet import quiet
from mitsorge.domain.planning.wording.remarks import age_words
from mitsorge.face.exports.sheets import Cell, Sheet
from mitsorge.face.planning.ways import source_of

PEOPLE = frozenset({Subject.POPULATION, Subject.CARE, Subject.WAITING})
"""What counts people; places, posts and shares do not."""


def series_sheet(series: Series) -> Sheet:
    """A line per figure; a grid by planning area only (at most 6 queries)."""
    names = names_of_places()
    rows = list(counted_of(series))
    if not rows and series.cells.exists():
        return _grid(series, names)
    told = quiet(rows, below=settings.SUPPRESS_BELOW) if series.subject in PEOPLE else rows
    head = [_("Gebiet"), _("Name"), _("Jahr"), _("Alter"), _("Geschlecht"), _("Art der Pflege"), _("Wert")]  # fmt: skip
    note = [_("Kleine Zahlen von Menschen sind nicht gezeigt, auch nicht solche, aus denen man sie ausrechnen könnte.")]  # fmt: skip
    notes = note if len(told) != len(rows) or told != rows else []
    return Sheet(
        series.title, [source_of(series)], head, list(_lines(told, names)), notes, digits=None
    )


def _lines(rows: list[Counted], names: Mapping[tuple[str, str], str]) -> Iterator[list[Cell]]:
    for row in rows:
        yield [
            row.area_code,
            names.get((row.level, row.area_code), row.area_code),
            row.year,
            str(age_words(Band(row.age_from, row.age_to))),
            str(wording.SEX[Sex(row.sex)]),
            str(wording.CARE_KIND[CareKind(row.care)]) if row.care else "",
            str(wording.CELL_SIGN[CellSign(row.sign)]) if row.value is None else _number(row.value),
        ]


def _number(value: float) -> int | float:
    return int(value) if value.is_integer() else value


def _grid(series: Series, names: Mapping[tuple[str, str], str]) -> Sheet:
    head = [_("Planungsraum"), _("Zellen"), _("Menschen")]
    told = [(names.get((Level.AREA, each.area), each.area), each) for each in cells_by_area(series)]
    rows: list[list[Cell]] = [
        [name or _("in keinem Planungsraum"), each.cells, round(each.people)]
        for name, each in told
        if each.people >= settings.SUPPRESS_BELOW
    ]
    notes = [_("Die einzelnen Zellen stehen hier nicht, nur ihre Summen.")]
    return Sheet(series.title, [source_of(series)], head, rows, notes)
