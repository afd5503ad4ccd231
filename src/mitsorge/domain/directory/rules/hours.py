"""Opening hours: which RRULEs (RFC 5545) an entry may hold, and what week they make."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from dateutil.rrule import rrulestr

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
EVERY_DAY = tuple(range(7))
FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
TIMES = {"DTSTART", "BYHOUR", "BYMINUTE", "BYSECOND"}


class Rhythm(StrEnum):
    """How often an opening repeats. OTHER is a valid rule that has no short words."""

    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    OTHER = "OTHER"


@dataclass(frozen=True)
class Pattern:
    """A rule read: weekdays (0 = Monday), every how many weeks, the how-manieth in the month (-1 last)."""

    rhythm: Rhythm
    days: tuple[int, ...] = ()
    interval: int = 1
    nths: tuple[int, ...] = ()


@dataclass(frozen=True)
class Slot:
    """One opening as entered. A slot without a rule is "by appointment" or only a sentence."""

    rrule: str = ""
    opens_at: time | None = None
    closes_at: time | None = None
    by_appointment: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    description: str = ""


@dataclass(frozen=True)
class Opening:
    """What one line says: days of a pattern with their spans, in order of time."""

    pattern: Pattern
    spans: tuple[tuple[time | None, time | None], ...]
    description: str = ""


def is_valid_rrule(text: str) -> bool:
    """A recurrence that can be computed: RFC 5545, daily to yearly, without times of its own."""
    parts = _parts(text)
    highest = {"MONTHLY": 5, "YEARLY": 53}.get(parts.get("FREQ", ""), 0)
    nths = re.findall(r"[+-]?\d+", parts.get("BYDAY", ""))
    if parts.get("FREQ") not in FREQUENCIES or parts.keys() & TIMES or "\n" in text:
        return False
    if parts.get("INTERVAL", "1") == "0" or any(not 1 <= abs(int(n)) <= highest for n in nths):
        return False
    try:
        rrulestr(text, dtstart=datetime(2026, 1, 1))  # noqa: DTZ001 - local wall time by definition
    except (ValueError, TypeError, KeyError):
        return False
    return True


def spans_in_order(opens_at: time | None, closes_at: time | None) -> bool:
    """A day's span: it ends after it begins; midnight as an end is the end of the day."""
    if opens_at is None or closes_at is None:
        return True
    return closes_at == time(0) or opens_at < closes_at


def read(text: str) -> Pattern:
    """The rule as a pattern; OTHER where we have no words for it. Expects a valid rule."""
    parts = _parts(text)
    simple = not parts.keys() - {"FREQ", "BYDAY", "INTERVAL", "WKST", "BYSETPOS"}
    interval = int(parts.get("INTERVAL", 1))
    days, nths = _days(parts.get("BYDAY", ""), parts.get("BYSETPOS", ""))
    match parts.get("FREQ"):
        case "DAILY" if simple and interval == 1 and not days:
            return Pattern(Rhythm.WEEKLY, EVERY_DAY)
        case "WEEKLY" if simple and days and not nths:
            return Pattern(Rhythm.WEEKLY, days, interval)
        case "MONTHLY" if simple and days and nths:
            return Pattern(Rhythm.MONTHLY, days, interval, nths)
    return Pattern(Rhythm.OTHER)


def openings(slots: Iterable[Slot], *, on: date) -> list[Opening]:
    """The slots that hold on a day as lines: equal days of the week are drawn together, first the week."""
    valid = [slot for slot in slots if slot.rrule and holds(slot, on=on)]
    week = [slot for slot in valid if _is_plain(slot)]
    rest = [slot for slot in valid if not _is_plain(slot)]
    others = [
        Opening(read(slot.rrule), ((slot.opens_at, slot.closes_at),), slot.description)
        for slot in rest
    ]
    return _week(week) + others


def holds(slot: Slot, *, on: date) -> bool:
    """Inside its period (half-open); a slot that starts later is not shown yet."""
    return (slot.valid_from is None or slot.valid_from <= on) and (
        slot.valid_to is None or on < slot.valid_to
    )


def _is_plain(slot: Slot) -> bool:
    pattern = read(slot.rrule)
    return pattern.rhythm is Rhythm.WEEKLY and pattern.interval == 1 and not slot.description


def _week(slots: list[Slot]) -> list[Opening]:
    by_day = {
        day: tuple(
            sorted(
                {(s.opens_at, s.closes_at) for s in slots if day in read(s.rrule).days},
                key=lambda span: (span[0] or time(0), span[1] or time(0)),
            )
        )
        for day in EVERY_DAY
    }
    days_of: dict[tuple[tuple[time | None, time | None], ...], list[int]] = {}
    for day, spans in by_day.items():
        if spans:
            days_of.setdefault(spans, []).append(day)
    return [Opening(Pattern(Rhythm.WEEKLY, tuple(days)), spans) for spans, days in days_of.items()]


def _parts(text: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in text.strip().upper().removeprefix("RRULE:").split(";"))
    return {name: value for name, _equals, value in pairs if name}


def _days(by_day: str, by_position: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Weekdays and positions of BYDAY; a mixture ("1TU,3WE") has no common words: no days."""
    codes = [code for code in by_day.split(",") if code]
    days = tuple(sorted({DAYS.index(code[-2:]) for code in codes}))
    positions = {code[:-2] for code in codes}
    if by_position:
        return (days, _numbers(by_position)) if positions == {""} and len(days) == 1 else ((), ())
    if positions <= {""}:
        return days, ()
    return (
        (days, _numbers(",".join(positions)))
        if "" not in positions and len(days) == 1
        else ((), ())
    )


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(sorted((int(number) for number in text.split(",")), key=lambda n: (n < 0, n)))
