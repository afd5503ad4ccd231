"""The rhythm of the rules: which meetings a year wants, on which days they would suit, which reports follow."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import ROUND_CEILING, Decimal

from dateutil.relativedelta import relativedelta

from mitsorge.domain.governance.rules.periods import day_of_year, months_later
from mitsorge.domain.governance.rules.procedure import Rules, next_due

SAME_WEEKDAY = timedelta(days=364)
"""52 weeks: the day a year later that has the same weekday."""
REMEMBERED = 8
"""How many meetings back the usual weekday and hour are read from."""


@dataclass(frozen=True, order=True)
class Slot:
    """A meeting that was held or is planned, in local time; an extraordinary one counts for no rhythm."""

    day: date
    starts: time
    minutes: int
    is_extraordinary: bool = False
    meeting: int = 0
    """The same number in two committees is one meeting of both."""


@dataclass(frozen=True)
class Table:
    """One committee as the plan sees it. `per_year` 0.5 is once in two years, None is no rhythm."""

    key: int
    per_year: Decimal | None
    slots: tuple[Slot, ...] = ()
    people: frozenset[str] = frozenset()
    is_plenum: bool = False
    """Everyone in the network is invited: it clashes with any other meeting of the day."""
    since: date | None = None
    until: date | None = None
    """The first day on which the committee no longer exists."""

    @property
    def regular(self) -> list[Slot]:
        return sorted(slot for slot in self.slots if not slot.is_extraordinary)

    def meetings_on(self, day: date) -> set[int]:
        return {slot.meeting for slot in self.slots if slot.day == day and slot.meeting}


@dataclass(frozen=True)
class Silence:
    """No meeting for longer than the rhythm allows, and none in sight."""

    months: int
    per_year: Decimal
    last: date | None


@dataclass(frozen=True)
class Report:
    """A report that a rule set owes somebody; `after` is the meeting it tells of, None for a yearly one."""

    day: date
    to: str
    after: date | None = None


def owed(year: int, table: Table) -> int:
    """How many meetings the rhythm wants in this year; a broken number counts up. 0 without a rhythm."""
    if not table.per_year:
        return 0
    if table.per_year >= 1:
        return int(table.per_year.to_integral_value(ROUND_CEILING))
    due = _next_due(table, year)
    return int(due is None or due.year <= year)


def _next_due(table: Table, year: int) -> date | None:
    """By when the next one is due for a rhythm of more than a year; None where none was held before `year`."""
    before = [slot.day for slot in table.regular if slot.day.year < year]
    return after_period(max(before), table) if before else None


def after_period(day: date, table: Table) -> date:
    """The last day for the next meeting. Asks `next_due`, so that the desk and the plan say the same."""
    due = next_due(day, Rules(source="", meetings_per_year=table.per_year))
    return due or date.max


def ideals(year: int, table: Table) -> list[date]:
    """The days that suit the rhythm and are not yet taken by a planned meeting, earliest first."""
    wanted = _spread(year, table)
    for slot in table.regular:
        if wanted and slot.day.year == year:
            wanted.remove(min(wanted, key=lambda day: abs(day - slot.day)))
    return wanted


def _spread(year: int, table: Table) -> list[date]:
    """A year after those of the year before where they were as many; else the due day; else evenly."""
    count = owed(year, table)
    before = [slot.day + SAME_WEEKDAY for slot in table.regular if slot.day.year == year - 1]
    if count and len(before) == count and all(day.year == year for day in before):
        return before
    due = _next_due(table, year)
    if count == 1 and due and due.year == year and table.per_year and table.per_year < 1:
        return [due]
    first, days = date(year, 1, 1), (date(year + 1, 1, 1) - date(year, 1, 1)).days
    return [first + timedelta(days=int(days * (n + 0.5) / count)) for n in range(count)]


def usual(table: Table) -> Slot | None:
    """Weekday, hour and length most of the last meetings had, the youngest where it is a draw; None without any."""
    last = table.regular[-REMEMBERED:]
    if not last:
        return None
    counted = Counter((slot.day.weekday(), slot.starts, slot.minutes) for slot in last)
    most = max(counted.values())
    return next(
        slot
        for slot in reversed(last)
        if counted[slot.day.weekday(), slot.starts, slot.minutes] == most
    )


def exists(table: Table, day: date) -> bool:
    return (table.since is None or table.since <= day) and (
        table.until is None or day < table.until
    )


def silence(table: Table, *, on: date) -> Silence | None:
    """Whether the rhythm was missed: nothing since longer than the period, nothing in sight."""
    return silence_since(table, max((slot.day for slot in table.slots), default=None), on=on)


def silence_since(table: Table, last: date | None, *, on: date) -> Silence | None:
    """The same where only the last of all meetings, held or planned, is known; no slots are read."""
    if not table.per_year or (last is not None and last >= on) or not exists(table, on):
        return None
    start = last or table.since
    if start is None or after_period(start, table) > on:
        return None
    since = relativedelta(on, start)
    return Silence(since.years * 12 + since.months, table.per_year, last)


def reports(year: int, rules: Rules, held: Iterable[date]) -> list[Report]:
    """What is due in a year: some months after each meeting held, and once a year, meeting or not."""
    months = rules.report_months
    dues = [(months_later(day, months), day) for day in held if months is not None]
    found = [Report(due, rules.report_to, day) for due, day in dues if due.year == year]
    if rules.report_day:
        due = day_of_year(rules.report_day, not_before=date(year, 1, 1))
        found.append(Report(due, rules.report_to))
    return sorted(found, key=lambda each: each.day)
