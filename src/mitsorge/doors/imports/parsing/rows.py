"""Rows of the recognized table to fields of offers, each with its findings."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from mitsorge.doors.imports.findings import Finding, Outcome, PlannedRow, doubt, refusal, remark
from mitsorge.doors.imports.parsing import address, numbers, values
from mitsorge.doors.imports.parsing.cells import Parse, Row, Taken, fill
from mitsorge.doors.imports.parsing.columns import FIELDS, Layout
from mitsorge.doors.imports.parsing.hours import hours
from mitsorge.doors.imports.parsing.lexicon import Lexicon, area_parser, term_parser
from mitsorge.doors.imports.parsing.text import fold, plain
from mitsorge.doors.imports.parsing.tidy import tidy
from mitsorge.doors.imports.reading import Cell, Sheet

TOTAL = re.compile(r"^(?:summe|gesamt|insgesamt|anzahl|zwischensumme|total|stand)\b", re.IGNORECASE)
SPREADING = frozenset(("postcode", "town", "address", "recognition", "recognized_until"))
"""Columns whose cell may fill several fields."""
RECOGNITION = frozenset(("recognition", "recognized_until"))


def parsers(lexicon: Lexicon) -> dict[str, Parse]:
    """A parser for every field; each answers (value in JSON form or None, finding or None)."""
    return {
        "id": values.words(80),
        "organization": values.words(200),
        "name": values.words(200),
        "kinds": term_parser(
            lexicon,
            "CARE",
            _("„%(text)s“ ist keine Angebotsart aus unserer Liste."),
            "kind_unknown",
        ),
        "street": _street,
        "house_number": _house_number,
        "postcode": address.place_from_postcode_cell,
        "town": address.place_from_town_cell,
        "address": address.whole_address,
        "phones": numbers.phones,
        "faxes": numbers.faxes,
        "email": values.mail,
        "website": values.website,
        "description": values.words(4000),
        "eligibility": values.words(1000),
        "targets": term_parser(
            lexicon,
            "TARGET_GROUP",
            _("„%(text)s“ ist keine Zielgruppe aus unserer Liste."),
            "target_unknown",
        ),
        "areas": area_parser(lexicon),
        "hours": hours,
        "languages": term_parser(
            lexicon, "LANGUAGE", _("Die Sprache „%(text)s“ kennen wir nicht."), "language_unknown"
        ),
        "payers": term_parser(
            lexicon,
            "PAYER",
            _("„%(text)s“ ist kein Kostenträger aus unserer Liste."),
            "payer_unknown",
        ),
        "recognition": _recognition,
        "recognized_until": _recognized_until,
        "care_grade_from": numbers.care_grade,
        "fees": values.words(1000),
        "places_total": numbers.count,
        "protected": values.yes_no,
        "participation": _participation,
        "member_group": _group_parser(lexicon),
    }


def _street(raw: Cell) -> tuple[object, Finding | None]:
    return values.words(200)(raw)


def _house_number(raw: Cell) -> tuple[object, Finding | None]:
    """Excel turns "1-3" into the first of March: such a date is no house number."""
    if not isinstance(raw, str | int | float):
        sentence = _("Excel hat die Hausnummer in ein Datum verwandelt (%(text)s).")
        return None, doubt("house_number_date", sentence % {"text": plain(raw)[:10]})
    return plain(raw)[:20] or None, None


def _recognition(raw: Cell) -> tuple[object, Finding | None]:
    """Yes or no, also with a date behind it: "ja, bis 31.12.2027"."""
    text = plain(raw).lower()
    if text.split(",")[0].split(" ")[0] in values.YES and any(map(str.isdigit, text[1:])):
        until, finding = values.day(raw)
        return {"recognized_45a": True, "recognized_until": until}, finding
    answer, finding = values.yes_no(raw)
    if finding is not None and not isinstance(raw, str):
        return _recognized_until(raw)
    return {"recognized_45a": answer}, finding


def _recognized_until(raw: Cell) -> tuple[object, Finding | None]:
    """The end of a recognition says that there is one (§ 45a SGB XI); "nein" says there is none."""
    text = plain(raw).lower()
    if text in values.NO or text in values.YES or text == "unbefristet":
        return {"recognized_45a": text not in values.NO}, None
    until, finding = values.day(raw)
    return ({"recognized_45a": True, "recognized_until": until} if until else {}), finding


def _participation(raw: Cell) -> tuple[object, Finding | None]:
    text = fold(plain(raw))
    if text in ("aktiv", "a", "ja", "x", "aktives mitglied", "aktive mitgliedschaft"):
        return "ACTIVE", None
    if text in ("inaktiv", "i", "nein", "passiv", "inaktives mitglied", "inaktive mitgliedschaft"):
        return "INACTIVE", None
    return None, doubt(
        "participation_wrong", _("„%(text)s“ heißt weder aktiv noch inaktiv.") % {"text": text[:40]}
    )


def _group_parser(lexicon: Lexicon) -> Parse:
    def parse(raw: Cell) -> tuple[object, Finding | None]:
        text = plain(raw)
        code = lexicon.groups.get(fold(text))
        if code or values.is_empty(text):
            return code, None
        return None, doubt(
            "group_unknown",
            _("Die Mitgliedergruppe „%(text)s“ kennen wir nicht.") % {"text": text[:60]},
        )

    return parse


def filled_fields(layout: Layout) -> set[str]:
    """The fields the taken columns may fill."""
    fields = set(layout.field_columns())
    return fields | {"recognized_45a", "recognized_until"} if fields & RECOGNITION else fields


def parse_rows(sheet: Sheet, layout: Layout, lexicon: Lexicon) -> Iterator[PlannedRow]:
    """Every filled row below the headings. Equal cells of a column are parsed once."""
    rows = filled_down(sheet, layout.first)
    kept = [index for index in range(layout.first, len(rows)) if any(rows[index])]
    before: PlannedRow | None = None
    fields = layout.field_columns()
    unresolved = {spot for spot in sheet.formulas if spot[0] >= layout.first}
    filled = fill([rows[index] for index in kept], _taken(layout, lexicon))
    for index, (found, findings) in zip(kept, filled, strict=True):
        cells = rows[index]
        if not found and not _says_something(cells):
            continue
        row = PlannedRow(index + 1, "", Outcome.NEW, found, findings)
        if unresolved:
            _name_formulas(row, index, unresolved, layout)
        if index in sheet.hidden_rows:
            row.findings.append(doubt("row_hidden", _("Die Zeile ist in der Datei ausgeblendet.")))
        tidy(row, cells, before, lexicon, fields)
        before = row
        yield row


def _taken(layout: Layout, lexicon: Lexicon) -> list[Taken]:
    known = parsers(lexicon)
    return [
        (c.index, c.field, c.field in SPREADING, known[c.field]) for c in layout.columns if c.field
    ]


def _says_something(cells: Row) -> bool:
    return any(not isinstance(cell, str) or plain(cell) for cell in cells if cell != "")


def _name_formulas(
    row: PlannedRow, index: int, unresolved: set[tuple[int, int]], layout: Layout
) -> None:
    for column in layout.columns:
        if column.field and (index, column.index) in unresolved:
            sentence = _("In der Spalte %(column)s steht eine Formel ohne gespeichertes Ergebnis.")
            row.findings.append(
                refusal("formula", sentence % {"column": column.heading or FIELDS[column.field]})
            )


def filled_down(sheet: Sheet, first: int) -> list[Row]:
    """The rows with vertically merged cells filled in; cells merged sideways stay in their first column."""
    rows = sheet.rows
    for (top, left), (bottom, _right) in sheet.merged:
        if bottom > max(top, first - 1) and top < len(rows) and left < len(rows[top]):
            for index in range(max(top + 1, first), min(bottom + 1, len(rows))):
                if left < len(rows[index]) and rows[index][left] == "":
                    rows[index][left] = rows[top][left]
    return rows


def merged_note(sheet: Sheet, first: int) -> str:
    """What is said about merged cells below the headings, "" where there are none."""
    count = sum(1 for (_top, _left), (bottom, _right) in sheet.merged if bottom >= first)
    if not count:
        return ""
    return _("%(n)s verbundene Zellen wurden nach unten aufgefüllt.") % {"n": count}


__all__ = ["merged_note", "parse_rows", "remark"]
