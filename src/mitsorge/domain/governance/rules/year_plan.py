"""The year plan: on which days the meetings could be that the rhythm still owes, and which planned ones clash.

A day is proposed on the usual weekday and at the usual hour, near the day that suits the rhythm, at school time, not
on a day on which the same people already meet. Where no such day is found, the least bad one is proposed and says why.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from mitsorge.domain.governance.rules.holidays import Free, FreeDays, Reason
from mitsorge.domain.governance.rules.rhythm import Slot, Table, exists, ideals, usual

WIDEST = 45
"""Days a proposal may lie from the day that suits the rhythm."""
APART = 7
"""Days between two meetings of one committee, at least."""
USUAL_WITHOUT_ANY = Slot(date(2000, 1, 5), time(14), 120)
"""A Wednesday at two for two hours, where nothing was held yet; the plan says that it is a guess."""


@dataclass(frozen=True)
class Clash:
    """Another meeting on the same day with some of the same people."""

    key: int
    shared: int
    """How many people or organizations; 0 where one of the two is a plenum."""


@dataclass(frozen=True)
class Proposal:
    """A day for one meeting. Without `reason` and `clashes` nothing speaks against it."""

    key: int
    slot: Slot
    is_usual: bool
    """Weekday and hour are those of earlier meetings."""
    reason: Reason | None = None
    clashes: tuple[Clash, ...] = ()


@dataclass
class _Plan:
    """A plan in the making. `days` are those of the year on which somebody can be invited, with what speaks against."""

    days: dict[date, Reason | None]
    by_day: dict[date, list[Table]]
    found: list[Proposal] = field(default_factory=list)

    def add(self, table: Table, proposal: Proposal) -> None:
        self.found.append(proposal)
        self.by_day.setdefault(proposal.slot.day, []).append(table)

    def own_days(self, table: Table) -> list[date]:
        proposed = [each.slot.day for each in self.found if each.key == table.key]
        return [slot.day for slot in table.slots] + proposed


def clash_of(one: Table, other: Table) -> Clash | None:
    """What speaks against both meeting on one day."""
    shared = len(one.people & other.people)
    return Clash(other.key, shared) if shared or one.is_plenum or other.is_plenum else None


def clashes_on_days(
    tables: Sequence[Table], year: int
) -> dict[tuple[int, date], tuple[Clash, ...]]:
    """(committee, day) of a year with a planned meeting that clashes with another one planned."""
    return {
        (table.key, day): found
        for day, there in _by_day(tables).items()
        if day.year == year
        for table in there
        if (found := _with_others(table, there, day))
    }


def _by_day(tables: Sequence[Table]) -> dict[date, list[Table]]:
    found: dict[date, list[Table]] = {}
    for table in tables:
        for day in {slot.day for slot in table.slots}:
            found.setdefault(day, []).append(table)
    return found


def _with_others(table: Table, there: list[Table], day: date) -> tuple[Clash, ...]:
    """One meeting that both hold together is no clash."""
    own = table.meetings_on(day)
    others = (
        other for other in there if other.key != table.key and not own & other.meetings_on(day)
    )
    return tuple(clash for other in others if (clash := clash_of(table, other)))


def plan(year: int, tables: Sequence[Table], free: FreeDays, *, earliest: date) -> list[Proposal]:
    """Proposals for every meeting of the year that is owed and not yet there, by day; none before `earliest`.

    Plenums choose first, then the order of `tables`. The same input gives the same plan.
    """
    made = _Plan(_open_days(year, free, earliest), _by_day(tables))
    for table in sorted(tables, key=lambda table: not table.is_plenum):
        for ideal in ideals(year, table):
            if proposal := _proposed(made, table, ideal):
                made.add(table, proposal)
    return sorted(made.found, key=lambda each: (each.slot, each.key))


def _open_days(year: int, free: FreeDays, earliest: date) -> dict[date, Reason | None]:
    """Working days of the year from the earliest on; those in school holidays carry their reason."""
    first = max(date(year, 1, 1), earliest)
    days = (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))
    reasons = {day: free.on(day) for day in days}
    return {day: why for day, why in reasons.items() if why is None or why.kind == Free.SCHOOL}


def _proposed(made: _Plan, table: Table, ideal: date) -> Proposal | None:
    """The best day without a clash, else the best with one, else None where all of that time has passed."""
    known = usual(table)
    like = known or USUAL_WITHOUT_ANY
    best = None
    for day in _candidates(made, table, ideal, like.day.weekday()):
        clashes = _with_others(table, made.by_day.get(day, []), day)
        is_usual = known is not None and day.weekday() == like.day.weekday()
        slot = Slot(day, like.starts, like.minutes)
        found = Proposal(table.key, slot, is_usual, made.days[day], clashes)
        if not clashes:
            return found
        best = best or found
    return best


def _candidates(made: _Plan, table: Table, ideal: date, weekday: int) -> list[date]:
    """Days around the ideal one: at school time first, then on the usual weekday, then the nearest, the earlier."""
    around = (ideal + timedelta(days=n) for n in range(-WIDEST, WIDEST + 1))
    own = made.own_days(table)
    found = [
        day
        for day in around
        if day in made.days
        and exists(table, day)
        and all(abs((day - other).days) > APART for other in own)
    ]
    return sorted(
        found,
        key=lambda day: (
            made.days[day] is not None,
            day.weekday() != weekday,
            abs((day - ideal).days),
            day,
        ),
    )
