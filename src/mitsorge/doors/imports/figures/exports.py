"""A series as a table to take along, with its passport on top. The plain importer reads it back."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from mitsorge.domain.planning.models import Figure, Series
from mitsorge.domain.planning.queries.series import figures_of, names_of_places
from mitsorge.doors.imports.figures.shown import passport_lines, row_words

BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Line = list[str | int | float]


def lines_of(series: Series) -> Iterator[Line]:
    """Passport, a blank line, then a header and a line per figure, or per cell of a grid (at most 6 queries)."""
    for name, words in passport_lines(series):
        yield [name, " ".join(words.split())]
    yield []
    if series.cells.exists():
        yield from _cells(series)
    else:
        yield from _figures(series)


def _figures(series: Series) -> Iterator[Line]:
    yield [_("Gebiet"), _("Name"), _("Jahr"), _("Alter von"), _("Alter bis unter"), _("Geschlecht"), _("Art der Pflege"), _("Wert"), _("Bedeutung des Zeichens")]  # fmt: skip
    names = names_of_places()
    for figure in figures_of(series).iterator(chunk_size=2000):
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


def _cells(series: Series) -> Iterator[Line]:
    yield [_("Breite"), _("Länge"), _("Einwohner"), _("Kantenlänge in Metern"), _("Planungsraum")]
    rows = series.cells.order_by("pk").values_list(
        "latitude", "longitude", "population", "size_m", "area_code"
    )
    for north, east, people, size, area in rows.iterator(chunk_size=2000):
        yield [north, east, people, size, area]


def as_csv(series: Series) -> str:
    """Semicolons, decimal commas, UTF-8 with the mark that spreadsheets need."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for line in lines_of(series):
        writer.writerow([_plain(cell) for cell in line])
    return BOM + text.getvalue()


def _plain(cell: str | int | float) -> str:
    """Numbers with a comma; words that a spreadsheet would take for a formula are quoted. A lone sign stays a sign."""
    if isinstance(cell, float):
        return repr(cell).replace(".", ",")
    if isinstance(cell, str) and len(cell) > 1 and cell.startswith(FORMULA):
        return f"'{cell}"
    return str(cell)


def as_xlsx(series: Series) -> bytes:
    """One sheet, the passport on top; words are stored as words."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Zahlen"))
    for line in lines_of(series):
        sheet.append([_typed(sheet, cell) for cell in line])
    found = io.BytesIO()
    book.save(found)
    return found.getvalue()


def _typed(sheet: object, cell: str | int | float) -> object:
    made = WriteOnlyCell(sheet, value=cell)
    if isinstance(cell, str):
        made.data_type = "s"
    return made
