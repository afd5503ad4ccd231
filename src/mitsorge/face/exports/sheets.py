"""A table to take along: CSV with the passport on top, XLSX with the passport on a sheet of its own."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import chain, islice
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from mitsorge.face.exports.source import Source, heads

BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so could be run by a spreadsheet; it is written as text."""
WIDEST, NARROWEST, LOOKED_AT = 60, 12, 100
"""Letters in a column of a spreadsheet, told from so many of its first lines."""
Cell = str | float | int | None


@dataclass(frozen=True)
class Sheet:
    """`passport`: where the numbers come from. A cell None is told as "keine Angabe". `notes`: sentences to go with it.

    `rows` are read once by each file made of them; `digits` behind the comma, None: as many as a number has.
    """

    title: str
    passport: Sequence[Source]
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    notes: Sequence[str] = ()
    digits: int | None = 2

    @property
    def top(self) -> list[tuple[str, str]]:
        """(name, words): what the table is, its sources in sentences, what must be known, the day."""
        sources = [
            (_("Quelle %(n)s") % {"n": n}, str(source)) for n, source in enumerate(self.passport, 1)
        ]
        notes = [(_("Hinweis"), words) for words in self.notes]
        return [(_("Tabelle"), self.title), *sources, *notes, (_("Abgerufen am"), today())]


def today() -> str:
    return date_format(timezone.localdate(), "j. F Y")


def as_csv(sheet: Sheet) -> str:
    """Semicolons, decimal commas, UTF-8 with the mark that spreadsheets need."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([*map(_safe, pair)] for pair in sheet.top)
    writer.writerow([])
    writer.writerow(list(map(_safe, sheet.head)))
    writer.writerows([_words(cell, sheet.digits) for cell in row] for row in sheet.rows)
    return BOM + text.getvalue()


def _words(cell: Cell, digits: int | None) -> str:
    cell = _typed(cell, digits)
    if isinstance(cell, str):
        return _safe(cell)
    return repr(cell).replace(".", ",")


def _typed(cell: Cell, digits: int | None) -> str | float | int:
    """What is unknown in words, no more digits than wanted."""
    if cell is None:
        return _("keine Angabe")
    if isinstance(cell, float) and digits is not None:
        return round(cell, digits)
    return cell


def _safe(words: str) -> str:
    """One line; a lone sign stays a sign, it cannot be run."""
    words = " ".join(words.split())
    return f"'{words}" if len(words) > 1 and words.startswith(FORMULA) else words


def as_xlsx(sheet: Sheet) -> bytes:
    """The table from the first line of the first sheet on, the passport on the second."""
    book = Workbook(write_only=True)
    _filled(book.create_sheet(_("Tabelle")), sheet.head, sheet.rows, sheet.digits)
    _filled(book.create_sheet(_("Passport")), heads(), _passport(sheet), sheet.digits)
    book.properties.title = sheet.title
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _passport(sheet: Sheet) -> Iterator[Sequence[Cell]]:
    """A line for each source, then the title, the notes and the day as (name, words)."""
    yield from (source.cells for source in sheet.passport)
    yield ()
    yield from (pair for n, pair in enumerate(sheet.top) if not 0 < n <= len(sheet.passport))


def _filled(
    page: Any, head: Sequence[str], rows: Iterable[Sequence[Cell]], digits: int | None
) -> None:
    """Its first line stays in sight; columns are as wide as what stands in them."""
    rows = iter(rows)
    first = list(islice(rows, LOOKED_AT))
    page.freeze_panes = "A2"
    for n in range(len(head)):
        longest = max(len(str(row[n] or "")) for row in [head, *first] if n < len(row))
        width = min(max(longest + 2, NARROWEST), WIDEST)
        page.column_dimensions[get_column_letter(n + 1)].width = width
    page.append([_strong(page, name) for name in head])
    for row in chain(first, rows):
        page.append([_kept(page, _typed(cell, digits)) for cell in row])


def _strong(page: Any, words: str) -> WriteOnlyCell:
    cell = _kept(page, words)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _kept(page: Any, value: str | float | int) -> WriteOnlyCell:
    """Words are stored as words, whatever they begin with."""
    cell = WriteOnlyCell(page, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell
