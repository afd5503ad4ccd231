"""Tables of planning as files: CSV and XLSX, the passport on top."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font

from mitsorge.doors.office.planning_numbers import plain

BOM = "\ufeff"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so could be run by a spreadsheet; it is written as text."""
Cell = str | float | int | None


@dataclass(frozen=True)
class Sheet:
    """`passport`: (name, words) such as source, date and licence. A cell None is told as "keine Angabe"."""

    title: str
    passport: Sequence[tuple[str, str]]
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    @property
    def top(self) -> list[tuple[str, str]]:
        today = date_format(timezone.localdate(), "j. F Y")
        return [(_("Tabelle"), self.title), *self.passport, (_("Abgerufen am"), today)]


def passport(sources: Sequence[str]) -> list[tuple[str, str]]:
    """Sentences that name source, date and licence, numbered."""
    return [(_("Quelle %(n)s") % {"n": n}, words) for n, words in enumerate(sources, 1)]


def served(sheet: Sheet, ending: str) -> HttpResponse:
    """The sheet as a file: "csv" or "xlsx", else 404."""
    if ending not in {"csv", "xlsx"}:
        raise Http404
    name = f'attachment; filename="{slugify(sheet.title)[:80]}.{ending}"'
    content, kind = (
        (_csv(sheet), "text/csv; charset=utf-8") if ending == "csv" else (_xlsx(sheet), EXCEL)
    )
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": name})


def picture_file(svg: str, title: str) -> HttpResponse:
    """An SVG as a file to keep; never opened as a page of this site."""
    name = f'attachment; filename="{slugify(title)[:80]}.svg"'
    return HttpResponse(svg, content_type="image/svg+xml", headers={"Content-Disposition": name})


def _csv(sheet: Sheet) -> str:
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([*map(_safe, pair)] for pair in sheet.top)
    writer.writerow([])
    writer.writerow(list(map(_safe, sheet.head)))
    writer.writerows([_typed(cell) for cell in row] for row in sheet.rows)
    return BOM + text.getvalue()


def _typed(cell: Cell) -> str:
    if cell is None:
        return _("keine Angabe")
    if isinstance(cell, str):
        return _safe(cell)
    return str(cell) if isinstance(cell, int) else plain(cell, 2)


def _safe(words: str) -> str:
    return f"'{words}" if words.startswith(FORMULA) else words


def _xlsx(sheet: Sheet) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None  # noqa: S101 - a new workbook has one
    page.title = _("Tabelle")
    for row in _lines(sheet):
        page.append(row)
    for line in (1, len(sheet.top) + 2):
        for cell in page[line]:
            cell.font = Font(bold=True)
    for letter in "ABCDEFGH":
        page.column_dimensions[letter].width = 24
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _lines(sheet: Sheet) -> Iterator[Sequence[Cell]]:
    yield from ([_safe(name), _safe(words)] for name, words in sheet.top)
    yield []
    yield list(map(_safe, sheet.head))
    for row in sheet.rows:
        yield [
            _("keine Angabe") if cell is None else _safe(cell) if isinstance(cell, str) else cell
            for cell in row
        ]
