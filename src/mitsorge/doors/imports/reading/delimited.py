"""CSV in the wild: any delimiter, UTF-8 with or without BOM, UTF-16, Windows-1252, quoted line breaks."""

import csv
import io
import json

from django.utils.translation import gettext as _

from mitsorge.doors.imports.findings import Unreadable
from mitsorge.doors.imports.reading.sheet import MAX_ROWS, Cell, Sheet

DELIMITERS = (";", ",", "\t", "|")
SAMPLE = 60


def read(content: bytes) -> Sheet:
    """The one table of a text file."""
    text, notes = decode(content)
    if "\0" in text:
        raise Unreadable(_("Die Datei ist keine Textdatei. Wir lesen XLSX, ODS, CSV und HSDS."))
    _refuse_markup(text)
    delimiter, text = _announced(text)
    delimiter = delimiter or guess_delimiter(text)
    try:
        read_rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows: list[list[Cell]] = [[*row] for row in read_rows]
    except csv.Error as error:
        raise Unreadable(
            _("Die Tabelle lässt sich nicht lesen: Ein Anführungszeichen ist nicht geschlossen.")
        ) from error
    if len(rows) > MAX_ROWS:
        raise Unreadable(_("Die Datei hat mehr als 200.000 Zeilen."))
    return Sheet(name="", rows=rows, notes=notes)


def decode(content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text and what had to be said about its encoding."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return content.decode("utf-16"), ()
        except UnicodeDecodeError as error:
            raise Unreadable(
                _("Die Datei ist beschädigt: Die Zeichen lassen sich nicht lesen.")
            ) from error
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), (
            _("Die Datei ist in Windows-1252 gespeichert; Umlaute wurden umgewandelt."),
        )


def _refuse_markup(text: str) -> None:
    start = text.lstrip()[:200].lower()
    if start.startswith(("<!doctype", "<html", "<?xml")):
        raise Unreadable(_("Das ist eine Internetseite oder XML-Datei, keine Tabelle."))
    if start.startswith(("{", "[")):
        try:
            json.loads(text)
        except (ValueError, RecursionError) as error:
            raise Unreadable(_("Die JSON-Datei ist beschädigt.")) from error
        raise Unreadable(_("Das ist eine JSON-Datei, aber keine in HSDS."))


def _announced(text: str) -> tuple[str, str]:
    """Excel writes `sep=;` in the first line when asked to."""
    first, _newline, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], rest
    return "", text


def guess_delimiter(text: str) -> str:
    """The delimiter that cuts the first lines into the most equal columns; `;` where nothing is cut."""
    sample = text[:20_000]
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> float:
    widths: list[int] = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if any(row):
                widths.append(len(row))
            if len(widths) == SAMPLE:
                break
    except csv.Error:
        return 0.0
    if not widths:
        return 0.0
    common = max(set(widths), key=lambda width: (widths.count(width), width))
    return 0.0 if common < 2 else widths.count(common) / len(widths) * (1 + common / 1000)
