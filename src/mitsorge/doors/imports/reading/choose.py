"""Which reader a file needs is seen from its bytes, not from its name."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mitsorge.doors.imports.findings import Unreadable
from mitsorge.doors.imports.reading import delimited, workbook
from mitsorge.doors.imports.reading.sheet import (
    MAX_BYTES,
    MAX_FILLED_ROWS,
    Sheet,
)

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FOREIGN = {
    b"%PDF": gettext_lazy("Das ist eine PDF-Datei."),
    b"\x89PNG": gettext_lazy("Das ist ein Bild."),
    b"\xff\xd8\xff": gettext_lazy("Das ist ein Bild."),
    b"{\\rtf": gettext_lazy("Das ist ein Textdokument."),
}


def read(content: bytes) -> list[Sheet]:
    """The visible tables of a partner list (XLSX, ODS, CSV). Raises `Unreadable` with a German sentence."""
    if not content.strip():
        raise Unreadable(_("Die Datei ist leer."))
    if len(content) > MAX_BYTES:
        raise Unreadable(_("Die Datei ist größer als 10 MB. Teilen Sie sie bitte auf."))
    sheets = workbook.read(content) if content[:2] == b"PK" else _text(content)
    if not any(any(cell != "" for cell in row) for sheet in sheets for row in sheet.rows):
        raise Unreadable(_("In der Datei steht nichts: Alle Zellen sind leer."))
    if sum(1 for sheet in sheets for row in sheet.rows if any(row)) > MAX_FILLED_ROWS:
        raise Unreadable(_("Die Datei hat mehr als 50.000 Zeilen. Teilen Sie sie bitte auf."))
    return sheets


def _text(content: bytes) -> list[Sheet]:
    if content.startswith(OLD_OFFICE):
        raise Unreadable(
            _(
                "Die Datei ist mit einem Kennwort geschützt oder im alten Excel-Format (.xls). "
                "Speichern Sie sie bitte ohne Kennwort als .xlsx."
            )
        )
    for start, sentence in FOREIGN.items():
        if content.startswith(start):
            raise Unreadable(f"{sentence} {_('Wir lesen XLSX, ODS, CSV, JSON und ZIP (HSDS).')}")
    return [delimited.read(content)]
