"""CSV as the GENESIS databases hand it out: latin-1, semicolons, header lines, data, a rule, a foot."""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.planning.rules import CellSign, Level
from mitsorge.domain.planning.rules.merging import CITY_STATES, levels_of
from mitsorge.domain.planning.wording import CELL_SIGN
from mitsorge.doors.imports.figures.read import Read, TrapKind

OPENING = re.compile(r"^(?:GENESIS-Tabelle|GENESIS-Table|Table|Tabelle):\s*([0-9][0-9A-Z-]+)")
LICENCE = "dl-de/by-2-0"
DESTATIS = "Statistisches Bundesamt (Destatis)"
OFFICES = "Statistische Ämter des Bundes und der Länder"
SHOWN = 20
"""So many unreadable lines are told one by one."""


class Line(NamedTuple):
    """A line with its number as an editor counts it."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Sheet:
    """`head` are the header lines without the title, `body` the data up to the rule, `foot` the words after it."""

    table: str
    title: str
    head: list[Line]
    body: list[Line]
    foot: str


def table_number(text: str) -> str:
    """The number of the GENESIS table; empty for any other text."""
    found = OPENING.match(text.lstrip("\ufeff \r\n\"'"))
    return found[1] if found else ""


def sheet(text: str) -> Sheet:
    """The parts of a table. Where data begin is seen from the lines: the number of header lines varies."""
    lines = _lines(text)
    end = next((i for i, line in enumerate(lines) if _is_rule(line)), len(lines))
    start = next((i for i in range(end) if _is_data(lines[i])), end)
    foot = " ".join(cell for line in lines[end + 1 :] for cell in line.cells if cell)
    title = next((line.cells[0] for line in lines[1:start] if line.cells and line.cells[0]), "")
    return Sheet(table_number(text), title, lines[:start], lines[start:end], foot)


def _lines(text: str) -> list[Line]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    return [Line(rows.line_num, [cell.strip() for cell in row]) for row in rows if any(row)]


def _is_rule(line: Line) -> bool:
    return line.cells[0].startswith("____")


def _is_data(line: Line) -> bool:
    last = line.cells[-1]
    is_value = last.replace(",", "").replace(".", "").isdigit() or last in ("-", ".", "/", "...")
    return len(line.cells) > 3 and bool(line.cells[0]) and is_value


def level_of(code: str) -> Level | None:
    """The level a key is stored on: city states by two digits as Land, which the rules also read as Kreis."""
    levels = levels_of(code)
    return next(iter(levels - {Level.KREIS}), None) or next(iter(levels), None)


def tell_signs(read: Read, signs: Counter[CellSign]) -> None:
    """One trap for everything that stood where a number was expected."""
    parts = [
        _("„%(sign)s“ (%(words)s): %(n)s-mal")
        % {"sign": sign.value, "words": CELL_SIGN[sign], "n": f"{n:,}".replace(",", ".")}
        for sign, n in signs.most_common()
    ]
    if parts:
        sentence = _(
            "In der ganzen Datei stehen Zeichen statt Zahlen. Sie gelten nie als null: %(parts)s."
        )
        read.warn(TrapKind.SIGNS, sentence % {"parts": "; ".join(parts)})


def tell_keys(read: Read, codes: set[str]) -> None:
    """Two-digit keys of city states, and keys that are neither Kreis nor Land."""
    short = [c for c in CITY_STATES if c in codes and CITY_STATES[c] not in codes]
    names = " und ".join(read.names.get(code, code) for code in short)
    if short and any(len(code) == 5 for code in codes):
        sentence = _(
            "%(names)s stehen hier nur mit zweistelligem Schlüssel. Sie zählen als Land und als Kreis, sonst fehlen sie in der Summe der Kreise."
        )
        read.warn(TrapKind.CITY_STATES, sentence % {"names": names})
    others = sorted(code for code in codes if not levels_of(code))
    if others:
        sentence = ngettext(
            "%(n)s Schlüssel ist weder Kreis noch Land noch Gemeinde (zum Beispiel %(example)s) und bleibt draußen.",
            "%(n)s Schlüssel sind weder Kreis noch Land noch Gemeinde (zum Beispiel %(example)s) und bleiben draußen.",
            len(others),
        ) % {"n": len(others), "example": _example(read, others[0])}
        read.warn(TrapKind.OTHER_KEYS, sentence)


def _example(read: Read, code: str) -> str:
    return f"{code} {read.names.get(code, '')}".strip()


def refuse_cell(read: Read, line: int, text: str) -> None:
    """A cell that is neither number nor sign; after the first ones only that there are more."""
    if len(read.errors) < SHOWN:
        read.refuse(line, _("„%(text)s“ ist keine Zahl.") % {"text": text[:40]})
    elif len(read.errors) == SHOWN:
        read.refuse(line, _("Ab hier gibt es weitere Zellen, die keine Zahl sind."))


def refuse_width(read: Read, line: Line, width: int) -> bool:
    """Whether the line has another number of cells than the header: then nothing in it can be trusted."""
    if len(line.cells) == width:
        return False
    sentence = _("Die Zeile hat %(n)s Spalten, die Überschrift %(width)s.")
    read.refuse(line.number, sentence % {"n": len(line.cells), "width": width})
    return True
