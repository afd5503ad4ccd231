"""A series as a table to take along, with its passport. The plain importer reads it back."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mitsorge.domain.planning.models import Figure, Series
from mitsorge.domain.planning.queries.series import figures_of, names_of_places
from mitsorge.doors.imports.figures.shown import row_words
from mitsorge.face.exports.sheets import Cell, Sheet
from mitsorge.face.planning.ways import source_of

AT_ONCE = 2000


def sheet_of(series: Series) -> Sheet:
    """A line per figure, or per cell of a grid, all digits (at most 6 queries once it is written)."""
    has_cells = series.cells.exists()
    head = [_("Breite"), _("Länge"), _("Einwohner"), _("Kantenlänge in Metern"), _("Planungsraum")]
    if not has_cells:
        head = [_("Gebiet"), _("Name"), _("Jahr"), _("Alter von"), _("Alter bis unter"), _("Geschlecht"), _("Art der Pflege"), _("Wert"), _("Bedeutung des Zeichens")]  # fmt: skip
    rows = _cells(series) if has_cells else _figures(series)
    return Sheet(series.title, [source_of(series)], head, rows, digits=None)


def _figures(series: Series) -> Iterator[list[Cell]]:
    names = names_of_places()
    for figure in figures_of(series).iterator(chunk_size=AT_ONCE):
        words = row_words(figure, names)
        yield [
            figure.area_code,
            str(words["name"]),
            figure.year,
            figure.age_from,
            "" if figure.age_to is None else figure.age_to,
            str(words["sex"]),
            str(words["care"]),
            figure.sign if figure.value is None else _number(figure),
            str(words["unknown"]),
        ]


def _number(figure: Figure) -> int | float:
    value = figure.value or 0.0
    return int(value) if value.is_integer() else value


def _cells(series: Series) -> Iterator[list[Cell]]:
    rows = series.cells.order_by("pk").values_list(
        "latitude", "longitude", "population", "size_m", "area_code"
    )
    for north, east, people, size, area in rows.iterator(chunk_size=AT_ONCE):
        yield [north, east, people, size, area]
