"""A file of figures as it was uploaded: unpacked, refused with a sentence, or read as text."""

import gzip
import io
import lzma
import re
import zlib
from dataclasses import dataclass
from typing import IO, cast

from django.utils.translation import gettext as _

from mitsorge.doors.imports.findings import Unreadable
from mitsorge.doors.imports.reading.choose import FOREIGN, OLD_OFFICE
from mitsorge.doors.imports.reading.delimited import decode
from mitsorge.doors.imports.reading.packed import archive

MAX_BYTES = 25 * 1024 * 1024
MAX_UNPACKED = 250 * 1024 * 1024
SQLITE = b"SQLite format 3\x00"
READABLE = (".csv", ".txt", ".asc", ".gpkg")
BROKEN_UMLAUTS = re.compile("Ã[¤¶¼Ÿ\x9f\x84\x96\x9c]")


@dataclass(frozen=True)
class Opened:
    """`text` of a text file, else the `content` (XLSX, GeoPackage). `notes`: what was said about its encoding."""

    content: bytes
    text: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_database(self) -> bool:
        return self.content.startswith(SQLITE)

    @property
    def is_workbook(self) -> bool:
        return self.content.startswith(b"PK")


def opened(content: bytes) -> Opened:
    """Raises `Unreadable` with a German sentence for whatever is no table of figures."""
    content = _unpacked(_checked(content))
    if content.startswith((SQLITE, b"PK")):
        return Opened(content)
    _refuse_foreign(content)
    text, notes = decode(content)
    if "\0" in text:
        raise Unreadable(_("Die Datei ist keine Textdatei. Wir lesen CSV, XLSX und GeoPackage."))
    if BROKEN_UMLAUTS.search(text):
        raise Unreadable(
            _(
                "Die Umlaute der Datei sind zerstört (zum Beispiel „mÃ¤nnlich“). Laden Sie sie bitte noch einmal beim Herausgeber, ohne sie zwischendurch zu öffnen."
            )
        )
    return Opened(content, text, notes)


def _checked(content: bytes) -> bytes:
    if not content.strip():
        raise Unreadable(_("Die Datei ist leer."))
    if len(content) > MAX_BYTES:
        raise Unreadable(
            _(
                "Die Datei ist größer als 25 MB. Laden Sie bitte nur Ihr Land oder Ihren Kreis hoch, oder packen Sie sie (.gz, .xz)."
            )
        )
    return content


def _refuse_foreign(content: bytes) -> None:
    if content.startswith(OLD_OFFICE):
        raise Unreadable(
            _("Das ist eine alte Excel-Datei (.xls). Speichern Sie sie bitte als .xlsx oder CSV.")
        )
    for start, sentence in FOREIGN.items():
        if content.startswith(start):
            raise Unreadable(f"{sentence} {_('Wir lesen CSV, XLSX und GeoPackage.')}")
    if content[:300].lstrip().lower().startswith((b"<!doctype", b"<html", b"<?xml", b"{", b"[")):
        raise Unreadable(
            _("Das ist keine Tabelle, sondern eine Internetseite oder ein anderes Datenformat.")
        )


def _unpacked(content: bytes) -> bytes:
    try:
        if content.startswith(b"\x1f\x8b"):
            return _limited(cast(IO[bytes], gzip.GzipFile(fileobj=io.BytesIO(content))))
        if content.startswith(b"\xfd7zXZ\x00"):
            return _limited(cast(IO[bytes], lzma.LZMAFile(io.BytesIO(content))))
        if content.startswith(b"PK"):
            return _from_zip(content)
    except (OSError, EOFError, lzma.LZMAError, zlib.error, RuntimeError) as error:
        raise Unreadable(
            _("Die gepackte Datei ist beschädigt. Laden Sie sie bitte noch einmal herunter.")
        ) from error
    return content


def _from_zip(content: bytes) -> bytes:
    """The one table in a ZIP; a workbook, which is a ZIP too, stays as it is."""
    packed = archive(content)
    names = packed.namelist()
    if "xl/workbook.xml" in names or "content.xml" in names:
        return content
    tables = [name for name in names if name.casefold().endswith(READABLE)]
    if len(tables) != 1:
        raise Unreadable(
            _("In der ZIP-Datei sind %(n)s Tabellen. Laden Sie bitte genau eine hoch.")
            % {"n": len(tables)}
        )
    with packed.open(tables[0]) as file:
        return _limited(file)


def _limited(file: IO[bytes]) -> bytes:
    content = file.read(MAX_UNPACKED + 1)
    if len(content) > MAX_UNPACKED:
        raise Unreadable(_("Die Datei wird beim Auspacken größer als 250 MB."))
    if not content.strip():
        raise Unreadable(_("Die Datei ist leer."))
    return content
