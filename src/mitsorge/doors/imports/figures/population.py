"""Population by Kreis, sex and age group (GENESIS 12411)."""

from collections import Counter, defaultdict
from datetime import date

from django.utils.translation import gettext as _

from mitsorge.domain.planning.rules import CellSign, Level, Quality, Sex, Subject
from mitsorge.domain.planning.rules.merging import levels_of
from mitsorge.domain.planning.rules.passport import Counted
from mitsorge.doors.imports.figures import cells
from mitsorge.doors.imports.figures.genesis import (
    DESTATIS,
    LICENCE,
    Line,
    Sheet,
    level_of,
    refuse_cell,
    refuse_width,
    tell_keys,
    tell_signs,
)
from mitsorge.doors.imports.figures.published import population_totals
from mitsorge.doors.imports.figures.read import Format, Read, TrapKind

FIRST = 3
"""Date, key, name; then numbers."""

WHOLE = 300
"""With so many Kreise a file is meant to be all of Germany."""

Column = tuple[int, Sex, cells.Ages]
Parts = set[tuple[Sex, cells.Ages]]


def population(sheet: Sheet) -> Read:
    """Each line is a date and an area, each column a sex and an age group; sums among them are checked, not kept."""
    read = Read(Format.POPULATION, {})
    columns = _columns(sheet, read)
    parts = _parts(columns)
    signs: Counter[CellSign] = Counter()
    days: set[date] = set()
    for line in sheet.body if columns else ():
        if not refuse_width(read, line, FIRST + len(columns)):
            days.update(_take(read, line, columns, parts, signs))
    read.passport = _passport(sheet, max(days, default=None))
    tell_signs(read, signs)
    tell_keys(read, set(read.names))
    _tell_top(read)
    read.totals = population_totals(_sums(read), "12411")
    return read


def _columns(sheet: Sheet, read: Read) -> list[Column]:
    if len(sheet.head) < 2 or not sheet.body:
        read.refuse(0, _("In der Tabelle stehen keine Daten."))
        return []
    sexes, groups = sheet.head[-2].cells, sheet.head[-1]
    found: list[Column] = []
    for index, (sex, group) in enumerate(zip(sexes[FIRST:], groups.cells[FIRST:], strict=False)):
        meant, band = cells.sex(sex), cells.ages(group)
        if meant is None or band is None:
            words = {"text": f"{sex} {group}".strip()}
            read.refuse(
                groups.number, _("Die Überschrift „%(text)s“ ist keine Altersgruppe.") % words
            )
        else:
            found.append((FIRST + index, meant, band))
    return [] if read.errors else found


def _take(
    read: Read, line: Line, columns: list[Column], parts: Parts, signs: Counter[CellSign]
) -> list[date]:
    on, code = cells.day(line.cells[0]), line.cells[1]
    if on is None:
        read.refuse(line.number, _("„%(text)s“ ist kein Datum.") % {"text": line.cells[0][:40]})
        return []
    read.names[code] = line.cells[2]
    level = level_of(code)
    for index, sex, band in columns if level else ():
        value = cells.number(line.cells[index])
        if value is None:
            refuse_cell(read, line.number, line.cells[index])
        elif level and (sex, band) in parts:
            signs.update([value[1]] if value[1] else [])
            read.figures.append(Counted(level, code, on.year, *value, *band, sex))
    return [on]


def _parts(columns: list[Column]) -> Parts:
    """Without the columns that are sums of others."""
    sexes, bands = {sex for _i, sex, _b in columns}, {band for _i, _s, band in columns}
    drop_sum = {Sex.MALE, Sex.FEMALE} <= sexes
    return {
        (sex, band)
        for _i, sex, band in columns
        if not (drop_sum and sex == Sex.BOTH) and not (len(bands) > 1 and band == cells.EVERYBODY)
    }


def _passport(sheet: Sheet, as_of: date | None) -> dict[str, object]:
    return {
        "title": _("Bevölkerung nach Alter und Geschlecht"),
        "subject": Subject.POPULATION,
        "unit": "Personen",
        "publisher": DESTATIS,
        "licence": LICENCE,
        "quality": Quality.OFFICIAL,
        "table_number": sheet.table,
        **({"as_of": as_of} if as_of else {}),
    }


def _tell_top(read: Read) -> None:
    top = max((f.age_from for f in read.figures if f.age_to is None), default=0)
    if top and top < 80:
        sentence = _(
            "Die oberste Altersgruppe ist „ab %(age)s“. Für Menschen ab 80 lässt sie sich nur schätzen."
        )
        read.warn(TrapKind.TOP_BAND, sentence % {"age": top})


def _sums(read: Read) -> dict[date, tuple[float, int]]:
    """All Kreise together per date: (sum, cells without number). City states by two digits count as Kreis."""
    known: dict[int, list[float]] = defaultdict(list)
    missing: Counter[int] = Counter()
    kreise: dict[int, set[str]] = defaultdict(set)
    codes = set(read.names)
    for each in read.figures:
        if Level.KREIS in levels_of(each.area_code) and f"{each.area_code}000" not in codes:
            known[each.year].append(each.value or 0.0)
            missing[each.year] += each.value is None
            kreise[each.year].add(each.area_code)
    whole = [year for year, found in kreise.items() if len(found) >= WHOLE]
    return {date(year, 12, 31): (sum(known[year]), missing[year]) for year in whole}
