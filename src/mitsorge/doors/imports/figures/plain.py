"""The plain table for everything else: area; year; age from; age to; sex; value (CSV or XLSX)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from mitsorge.domain.planning.rules import CareKind, CellSign, Level, Sex
from mitsorge.domain.planning.rules.passport import Counted
from mitsorge.domain.planning.wording import CARE_KIND
from mitsorge.doors.imports.figures import cells
from mitsorge.doors.imports.figures.genesis import SHOWN, level_of
from mitsorge.doors.imports.figures.read import Format, Read, TrapKind
from mitsorge.doors.imports.reading.sheet import Cell

HEADS = {
    "gebiet": "area", "area": "area", "schlüssel": "area", "ags": "area", "kreis": "area", "gemeinde": "area",
    "ortsteil": "area", "planungsraum": "area", "raum": "area",
    "jahr": "year", "year": "year",
    "alter von": "first", "age from": "first", "alter ab": "first", "von": "first",
    "alter bis": "end", "age to": "end", "alter bis unter": "below", "bis unter": "below", "bis": "end",
    "geschlecht": "sex", "sex": "sex",
    "wert": "value", "value": "value", "anzahl": "value", "zahl": "value", "personen": "value", "einwohner": "value",
    "art der pflege": "care", "pflegeart": "care", "care": "care", "art": "care",
}  # fmt: skip
NEEDED = frozenset({"area", "year", "value"})
GERMANY = {"deutschland", "dg", "germany", "de"}
GROUPED = re.compile(r"\d{1,3}(?:[.  ]\d{3})+(?:,\d+)?", re.ASCII)
PLAIN = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)
CARE = {kind.value.casefold(): kind for kind in CareKind} | {
    str(words).casefold(): kind for kind, words in CARE_KIND.items()
}


@dataclass
class Typed:
    """What was read of one line before its ages are settled."""

    line: int
    level: Level
    code: str
    year: int
    first: int
    end: int | None
    sex: Sex
    care: CareKind | None
    value: float | None
    sign: CellSign


@dataclass
class State:
    """What the lines said together. `grouped`: an example of a number with thousands points."""

    typed: list[Typed] = field(default_factory=list)
    grouped: str = ""


def plain_columns(row: Sequence[Cell]) -> dict[str, int] | None:
    """Field → column; None where this is not the header of a plain table."""
    found: dict[str, int] = {}
    for index, cell in enumerate(row):
        name = HEADS.get(re.sub(r"[\s_]+", " ", str(cell)).strip().casefold())
        if name and name not in found:
            found[name] = index
    return found if found.keys() >= NEEDED else None


def plain(rows: Sequence[Sequence[Cell]]) -> Read:
    """Rows as a spreadsheet counts them; the header is the first row with area, year and value."""
    read = Read(Format.PLAIN, {})
    start, columns = next(((i, c) for i, r in enumerate(rows) if (c := plain_columns(r))), (0, {}))
    state = State()
    for number, row in enumerate(rows[start + 1 :], start + 2):
        if any(str(cell).strip() for cell in row):
            texts = {n: str(_cell(row, i)).strip() for n, i in columns.items()}
            _take(read, number, texts, {n: _cell(row, i) for n, i in columns.items()}, state)
    inclusive = _inclusive(read, state.typed, "below" in columns)
    _store(read, state.typed, inclusive=inclusive)
    _finish(read, state)
    return read


def _cell(row: Sequence[Cell], index: int) -> Cell:
    return row[index] if index < len(row) else ""


def _take(
    read: Read, line: int, texts: Mapping[str, str], raw: Mapping[str, Cell], state: State
) -> None:
    try:
        year = _whole(texts["year"], _("Jahr"))
        if not 1900 <= year <= 2200:
            raise ValueError(_("„%(text)s“ ist kein Jahr.") % {"text": texts["year"]})
        level, code = place(texts["area"])
        first = _whole(texts.get("first") or "0", _("Alter von"))
        end = _end(texts.get("below") or texts.get("end") or "")
        value, sign = _value(raw["value"], state)
        sex, care = _sex(texts.get("sex", "")), _care(texts.get("care", ""))
    except ValueError as wrong:
        if len(read.errors) < SHOWN:
            read.refuse(line, str(wrong))
        return
    state.typed.append(Typed(line, level, code, year, first, end, sex, care, value, sign))
    read.names.setdefault(code, texts["area"])


def place(text: str) -> tuple[Level, str]:
    """An official key, the country, or the name or code of a planning area. Raises `ValueError`."""
    key = re.sub(r"\.0$", "", text.strip())
    if not key:
        raise ValueError(_("Das Gebiet fehlt."))
    if key.casefold() in GERMANY:
        return Level.COUNTRY, "DG"
    if key.isascii() and key.isdigit():
        key = key.zfill(len(key) + 1) if len(key) in (1, 4, 7, 11) else key
        level = level_of(key)
        if level:
            ags = key[:5] + key[9:] if len(key) == 12 else key
            return level, "DG" if level == Level.COUNTRY else ags
    return Level.AREA, key


def _whole(text: str, what: str) -> int:
    text = re.sub(r"\.0$", "", text)
    if not (text.isascii() and text.isdigit()):
        raise ValueError(
            _("%(what)s: „%(text)s“ ist keine ganze Zahl.") % {"what": what, "text": text[:40]}
        )
    return int(text)


def _end(text: str) -> int | None:
    if text.casefold() in ("", "und älter", "und mehr", "offen"):
        return None
    return _whole(text, _("Alter bis"))


def _sex(text: str) -> Sex:
    found = cells.sex(text)
    if found is None:
        raise ValueError(
            _("Geschlecht: „%(text)s“ kennen wir nicht. Möglich sind m, w oder leer.")
            % {"text": text[:40]}
        )
    return found


def _care(text: str) -> CareKind | None:
    found = CARE.get(text.casefold())
    if text and found is None:
        raise ValueError(_("Art der Pflege: „%(text)s“ kennen wir nicht.") % {"text": text[:40]})
    return found


def _value(raw: Cell, state: State) -> tuple[float | None, CellSign]:
    """Spreadsheets give numbers; text may group by points, spaces, and have a comma."""
    if isinstance(raw, date | datetime | bool):
        raise ValueError(_("Der Wert ist ein Datum: Die Tabellenkalkulation hat ihn umgewandelt."))
    text = str(raw).strip()
    if text in cells.SIGNS:
        return None, cells.SIGNS[text]
    if isinstance(raw, str) and GROUPED.fullmatch(text):
        state.grouped = state.grouped or text
        return float(re.sub(r"[.  ]", "", text).replace(",", ".")), CellSign.NONE
    if not PLAIN.fullmatch(text):
        sentence = _("Der Wert fehlt.") if not text else _("„%(text)s“ ist keine Zahl ab null.")
        raise ValueError(sentence % {"text": text[:40]})
    return float(text.replace(",", ".")), CellSign.NONE


def _inclusive(read: Read, typed: Sequence[Typed], told: bool) -> bool:
    """Whether the end of an age group belongs to it (65 to 74) or not (65 to below 75): seen from how groups join."""
    ends = {each.end for each in typed if each.end is not None}
    starts = {each.first for each in typed}
    joined, after = bool(ends & starts), bool({end + 1 for end in ends} & starts)
    if not ends or told:
        return False
    if joined and after and not ends <= starts:
        read.refuse(0, _("Bei manchen Altersgruppen gehört das Ende dazu, bei anderen nicht."))
    inclusive = after and not joined
    sentence = (
        _("„Alter bis“ schließt das Jahr ein: „65 bis 74“ ist 65 bis unter 75.")
        if inclusive
        else _("„Alter bis“ heißt „bis unter“: „65 bis 75“ ist 65 bis unter 75.")
    )
    read.warn(TrapKind.AGE_END, sentence)
    return inclusive


def _store(read: Read, typed: Sequence[Typed], *, inclusive: bool) -> None:
    lines: dict[tuple[object, ...], int] = {}
    for each in typed:
        end = None if each.end is None else each.end + inclusive
        if end is not None and not each.first < end <= 200:
            sentence = _("Das Alter reicht von %(first)s bis %(end)s: Das Ende liegt nicht danach.")
            read.refuse(each.line, sentence % {"first": each.first, "end": each.end})
            continue
        figure = Counted(
            each.level, each.code, each.year, each.value, each.sign, each.first, end, each.sex, each.care
        )  # fmt: skip
        if figure.place in lines:
            sentence = _("Diese Zahl steht schon in Zeile %(line)s.")
            read.refuse(each.line, sentence % {"line": lines[figure.place]})
        lines.setdefault(figure.place, each.line)
        read.figures.append(figure)


def _finish(read: Read, state: State) -> None:
    if not state.typed and not read.errors:
        read.refuse(0, _("Unter der Überschrift steht keine Zeile."))
    if state.grouped:
        sentence = _("„%(text)s“ haben wir als %(plain)s gelesen: Der Punkt trennt Tausender.")
        plain = re.sub(r"[.  ]", "", state.grouped)
        read.warn(TrapKind.GROUPED, sentence % {"text": state.grouped, "plain": plain})
