"""People in need of care by Kreis, kind of care and sex (GENESIS 22411)."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from mitsorge.domain.planning.rules import CareKind, CellSign, Level, Quality, Sex, Subject
from mitsorge.domain.planning.rules.merging import by_kreis
from mitsorge.domain.planning.rules.passport import Counted
from mitsorge.doors.imports.figures import cells
from mitsorge.doors.imports.figures.genesis import (
    LICENCE,
    OFFICES,
    Line,
    Sheet,
    level_of,
    refuse_cell,
    refuse_width,
    tell_keys,
    tell_signs,
)
from mitsorge.doors.imports.figures.read import Format, Read, Total, TrapKind

FIRST = 4
"""Date, key, name, sex; then kinds of care."""

NEW_CONCEPT = 2017
"""Since 2017 the degrees of care count, no longer the three levels (§ 14 SGB XI as of 1 January 2017)."""

KINDS = (
    ("eingesch", None),
    ("alltagskompetenz", None),
    ("dauerpflege", CareKind.LONG_TERM),
    ("kurzzeitpflege", CareKind.SHORT_TERM),
    ("teilstation", CareKind.DAY),
    ("tagespflege", CareKind.DAY),
    ("vollstation", CareKind.RESIDENTIAL),
    ("entlastung", CareKind.RELIEF),
    ("pflegegeld", CareKind.ALLOWANCE),
    ("ambulant", CareKind.AMBULATORY),
    ("pflegebedürftige", CareKind.ALL),
)
"""Words of a heading, the telling ones first; None: not a kind of care."""

Values = dict[tuple[int, CareKind, Sex], dict[str, float | None]]


def care(sheet: Sheet) -> Read:
    """Each line is a date, an area and a sex, each column a kind of care. The totals of both sexes stay."""
    read = Read(Format.CARE, {})
    columns = _columns(sheet, read)
    width = len(sheet.head[-1].cells) if sheet.head else 0
    signs: Counter[CellSign] = Counter()
    days: set[date] = set()
    for line in sheet.body if columns else ():
        if not refuse_width(read, line, width):
            days.update(_take(read, line, columns, signs))
    read.passport = _passport(sheet, max(days, default=None))
    tell_signs(read, signs)
    tell_keys(read, set(read.names))
    _tell_break(read, days)
    read.totals = list(_totals(read))
    return read


def _columns(sheet: Sheet, read: Read) -> dict[int, CareKind]:
    heads = [line for line in sheet.head if len(line.cells) > FIRST and line.cells[FIRST]]
    if not heads or not sheet.body:
        read.refuse(0, _("In der Tabelle stehen keine Daten."))
        return {}
    found: dict[int, CareKind] = {}
    left = []
    for index, heading in enumerate(heads[0].cells[FIRST:], FIRST):
        kind = _kind(heading)
        if kind and kind not in found.values():
            found[index] = kind
        else:
            left.append(heading)
    if left:
        sentence = _("Diese Spalten sind keine Art der Pflege und bleiben draußen: %(names)s.")
        read.warn(TrapKind.COLUMNS_LEFT, sentence % {"names": "; ".join(left)})
    return found


def _kind(heading: str) -> CareKind | None:
    text = heading.casefold()
    return next((kind for word, kind in KINDS if word in text), None)


def _take(
    read: Read, line: Line, columns: dict[int, CareKind], signs: Counter[CellSign]
) -> list[date]:
    on, code, sex = cells.day(line.cells[0]), line.cells[1], cells.sex(line.cells[3])
    if on is None or sex is None:
        wrong = line.cells[0] if on is None else line.cells[3]
        sentence = _("„%(text)s“ ist weder Datum noch Geschlecht.")
        read.refuse(line.number, sentence % {"text": wrong[:40]})
        return []
    read.names[code] = line.cells[2]
    level = level_of(code)
    for index, kind in columns.items() if level else ():
        value = cells.number(line.cells[index])
        if value is None:
            refuse_cell(read, line.number, line.cells[index])
        elif level:
            signs.update([value[1]] if value[1] else [])
            read.figures.append(Counted(level, code, on.year, *value, sex=sex, care=kind))
    return [on]


def _passport(sheet: Sheet, as_of: date | None) -> dict[str, object]:
    return {
        "title": _("Pflegebedürftige nach Art der Pflege und Geschlecht"),
        "subject": Subject.CARE,
        "unit": "Personen",
        "publisher": OFFICES,
        "licence": LICENCE,
        "quality": Quality.OFFICIAL,
        "table_number": sheet.table,
        **({"as_of": as_of} if as_of else {}),
    }


def _tell_break(read: Read, days: set[date]) -> None:
    years = {day.year for day in days}
    if any(y < NEW_CONCEPT for y in years) and any(y >= NEW_CONCEPT for y in years):
        read.warn(
            TrapKind.CONCEPT_BREAK,
            _(
                "2017 kamen die Pflegegrade: Seitdem zählen mehr Menschen als pflegebedürftig. Zahlen davor und danach sind nicht vergleichbar."
            ),
        )


def _totals(read: Read) -> Iterator[Total]:
    """Per year: Länder and Kreise beside Germany, men and women beside the total."""
    values: Values = defaultdict(dict)
    for each in read.figures:
        values[each.year, each.care or CareKind.ALL, each.sex][each.area_code] = each.value
    for year in sorted({key[0] for key in values}, reverse=True):
        rows = values[year, CareKind.ALL, Sex.BOTH]
        germany = rows.get("DG")
        if germany is not None:
            yield from _beside(year, rows, germany)
            yield from _sexes(values, year, germany)


def _beside(year: int, rows: dict[str, float | None], germany: float) -> Iterator[Total]:
    source = _("Zeile „Deutschland“ derselben Tabelle")
    laender = [v for code, v in rows.items() if level_of(code) == Level.LAND]
    kreise = list(by_kreis(rows, date(year, 12, 31)).values())
    pairs = [
        (_("Summe der Länder %(year)s"), laender, 16),
        (_("Summe der Kreise %(year)s"), [each.value for each in kreise], 300),
    ]
    for label, found, enough in pairs:
        if len(found) >= enough:
            known = [v for v in found if v is not None]
            missing = len(found) - len(known)
            yield Total(label % {"year": year}, sum(known), germany, source, missing)


def _sexes(values: Values, year: int, germany: float) -> Iterator[Total]:
    parts = [values[year, CareKind.ALL, sex].get("DG") for sex in (Sex.MALE, Sex.FEMALE)]
    known = [v for v in parts if v is not None]
    if len(known) == 2:
        label = _("Männer und Frauen in Deutschland %(year)s") % {"year": year}
        yield Total(label, sum(known), germany, _("Zeile „Deutschland“ derselben Tabelle"))
