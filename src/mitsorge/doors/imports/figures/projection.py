"""The coordinated population projection (GENESIS 12421): years across, thousands, one or several variants."""

import re
from collections import Counter, defaultdict
from datetime import date

from django.utils.translation import gettext as _

from mitsorge.domain.planning.rules import CellSign, Level, Quality, Sex, Subject
from mitsorge.domain.planning.rules.passport import Counted
from mitsorge.doors.imports.figures import cells
from mitsorge.doors.imports.figures.genesis import (
    DESTATIS,
    LICENCE,
    Line,
    Sheet,
    refuse_cell,
    refuse_width,
    tell_signs,
)
from mitsorge.doors.imports.figures.read import Format, Read, Total, TrapKind

FIRST = 4
"""Variant, its words, sex, age; then years."""

VARIANT = re.compile(r"\(([A-Z0-9]{4,10})\)")
BASE = re.compile(r"(?:based on|Basis):?\s*([^).]*\d{4})", re.IGNORECASE)
Found = dict[tuple[Sex, cells.Ages], list[float | None]]


def projections(sheet: Sheet) -> list[Read]:
    """One series per variant: their figures exclude each other."""
    days = _days(sheet)
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in sheet.body:
        groups[_variant(line)].append(line)
    if not days or not groups:
        read = Read(Format.PROJECTION, {})
        read.refuse(0, _("In der Tabelle stehen keine Daten."))
        return [read]
    return [_projection(sheet, name, lines, days) for name, lines in groups.items()]


def _days(sheet: Sheet) -> list[date]:
    last = sheet.head[-1].cells[FIRST:] if sheet.head else []
    found = [cells.day(text) for text in last]
    return [day for day in found if day] if all(found) else []


def _variant(line: Line) -> str:
    found = VARIANT.search(line.cells[1])
    return found[1] if found else line.cells[0]


def _projection(sheet: Sheet, variant: str, lines: list[Line], days: list[date]) -> Read:
    read = Read(Format.PROJECTION, _passport(sheet, variant, lines, days))
    factor = 1000.0 if "(1000)" in _words(sheet) or "1000" in _words(sheet) else 1.0
    signs: Counter[CellSign] = Counter()
    found: Found = {}
    for line in lines:
        if not refuse_width(read, line, FIRST + len(days)):
            _take(read, line, found, factor, signs, days)
    read.totals = _totals(found, days, factor)
    _tell(read, factor, signs)
    return read


def _words(sheet: Sheet) -> str:
    return " ".join(line.cells[0] for line in sheet.head)


def _take(
    read: Read,
    line: Line,
    found: Found,
    factor: float,
    signs: Counter[CellSign],
    days: list[date],
) -> None:
    sex, band = cells.sex(line.cells[2]), cells.ages(line.cells[3])
    if sex is None or band is None:
        words = {"text": f"{line.cells[2]} {line.cells[3]}".strip()[:40]}
        read.refuse(line.number, _("„%(text)s“ ist keine Altersgruppe.") % words)
        return
    row = found.setdefault((sex, band), [])
    for text, day in zip(line.cells[FIRST:], days, strict=True):
        value = cells.number(text)
        if value is None:
            refuse_cell(read, line.number, text)
            continue
        persons = None if value[0] is None else value[0] * factor
        row.append(persons)
        if sex != Sex.BOTH and band != cells.EVERYBODY:
            signs.update([value[1]] if value[1] else [])
            read.figures.append(
                Counted(Level.COUNTRY, "DG", day.year, persons, value[1], *band, sex)
            )


def _totals(found: Found, days: list[date], factor: float) -> list[Total]:
    """Men and women of all ages beside the total of the table, for the first and the last year."""
    parts = [row for (sex, band), row in found.items() if sex and band != cells.EVERYBODY]
    whole = found.get((Sex.BOTH, cells.EVERYBODY))
    if not whole or not parts or any(len(row) != len(days) for row in [whole, *parts]):
        return []
    return [_total(parts, whole, i, days[i], factor) for i in dict.fromkeys((0, len(days) - 1))]


def _total(
    parts: list[list[float | None]], whole: list[float | None], i: int, day: date, factor: float
) -> Total:
    values = [row[i] for row in parts]
    known = [value for value in values if value is not None]
    return Total(
        label=_("Deutschland %(year)s, alle Altersjahre") % {"year": day.year},
        found=sum(known),
        published=whole[i] or 0.0,
        source=_("Summe in derselben Tabelle"),
        missing=len(values) - len(known),
        tolerance=factor / 2 * (len(parts) + 1) if factor > 1 else 0.0,
    )


def _passport(sheet: Sheet, variant: str, lines: list[Line], days: list[date]) -> dict[str, object]:
    base = BASE.search(sheet.foot)
    words = lines[0].cells[1]
    method = _("Variante %(words)s.") % {"words": words}
    if base:
        method += " " + _("Basis: %(base)s.") % {"base": base[1].strip()}
    return {
        "title": _("Vorausberechnung der Bevölkerung"),
        "subject": Subject.POPULATION,
        "unit": "Personen",
        "publisher": DESTATIS,
        "licence": LICENCE,
        "quality": Quality.OFFICIAL,
        "table_number": sheet.table,
        "variant": variant[:40],
        "as_of": days[0],
        "method": method,
    }


def _tell(read: Read, factor: float, signs: Counter[CellSign]) -> None:
    if factor > 1:
        read.warn(
            TrapKind.THOUSANDS,
            _(
                "Die Tabelle nennt Tausend. Wir speichern Personen; jede Zahl ist deshalb auf 1.000 gerundet."
            ),
        )
    tell_signs(read, signs)
