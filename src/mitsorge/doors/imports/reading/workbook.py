"""XLSX and ODS: values from calamine, everything the values hide from the file's own XML."""

import io
import zipfile

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from mitsorge.doors.imports.findings import Unreadable
from mitsorge.doors.imports.reading import ods_marks, xlsx_marks
from mitsorge.doors.imports.reading.packed import archive
from mitsorge.doors.imports.reading.sheet import MAX_COLUMNS, MAX_ROWS, Cell, Marks, Sheet

BROKEN = gettext_lazy(
    "Die Tabelle ist beschädigt. Speichern Sie sie bitte neu und versuchen Sie es noch einmal."
)


def read(content: bytes) -> list[Sheet]:
    """The visible sheets, hidden ones named in the notes of the first."""
    packed = archive(content)
    marks = _marks(packed)
    for name, found in marks.items():
        _check_extent(name, found)
    try:
        return _sheets(CalamineWorkbook.from_filelike(io.BytesIO(content)), marks)
    except CalamineError as error:
        raise Unreadable(str(BROKEN)) from error
    except BaseException as error:  # the reader's own panic is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable(str(BROKEN)) from error


def _marks(packed: zipfile.ZipFile) -> dict[str, Marks]:
    names = set(packed.namelist())
    try:
        if "xl/workbook.xml" in names:
            return xlsx_marks.read(packed)
        if "content.xml" in names:
            return ods_marks.read(packed)
    except Unreadable:
        raise
    except (
        Exception
    ) as error:  # whatever a broken file provokes in zlib, the XML parser or the numbers
        raise Unreadable(str(BROKEN)) from error
    raise Unreadable(
        _("In der ZIP-Datei ist weder eine Tabelle noch ein HSDS-Datenpaket (datapackage.json).")
    )


def _check_extent(name: str, marks: Marks) -> None:
    if marks.height > MAX_ROWS or marks.width > MAX_COLUMNS:
        raise Unreadable(
            _(
                "Das Blatt „%(name)s“ reicht bis Zeile %(height)s und Spalte %(width)s. Löschen Sie bitte die verirrten Zellen."
            )
            % {"name": name, "height": marks.height, "width": marks.width}
        )


def _sheets(book: CalamineWorkbook, marks: dict[str, Marks]) -> list[Sheet]:
    seen = [m for m in book.sheets_metadata if m.visible == SheetVisibleEnum.Visible]
    hidden = [m.name for m in book.sheets_metadata if m.visible != SheetVisibleEnum.Visible]
    notes = tuple(
        _("Das Blatt „%(name)s“ ist ausgeblendet und wurde nicht gelesen.") % {"name": name}
        for name in hidden
    )
    if not seen:
        raise Unreadable(_("Alle Blätter der Datei sind ausgeblendet."))
    sheets = [_sheet(book.get_sheet_by_name(m.name), marks.get(m.name, Marks())) for m in seen]
    sheets[0].notes = notes
    return sheets


def _sheet(sheet: CalamineSheet, marks: Marks) -> Sheet:
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
    while rows and all(cell == "" or str(cell).isspace() for cell in rows[-1]):
        rows.pop()
    ranges = marks.merged or tuple(sheet.merged_cell_ranges or ())
    return Sheet(
        name=sheet.name,
        rows=rows,
        hidden_rows=marks.hidden_rows,
        hidden_columns=marks.hidden_columns,
        formulas=marks.formulas,
        merged=ranges,
    )
