"""Days on which nobody is invited: weekends, public holidays, school holidays of the Land.

Public holidays are computed (library `holidays`); school holidays stand in `data/school_holidays.csv` for whole years.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from holidays.countries import Germany

TABLE = Path(__file__).parent.parent / "data" / "school_holidays.csv"
SATURDAY = 5


class Free(StrEnum):
    """Why a day is free. School holidays advise against a meeting, the others forbid it."""

    WEEKEND = "WEEKEND"
    PUBLIC = "PUBLIC"
    SCHOOL = "SCHOOL"


@dataclass(frozen=True)
class Reason:
    """`name` is German and official ("Pfingstmontag"); empty for a weekend."""

    kind: Free
    name: str = ""


@dataclass(frozen=True)
class Break:
    """School holidays; both days belong to them."""

    first: date
    last: date
    name: str


@dataclass(frozen=True)
class FreeDays:
    """What is known of the free days of one Land."""

    public: Mapping[date, str]
    breaks: tuple[Break, ...]
    years_known: frozenset[int]
    """The years of which the school holidays are known from first to last day."""

    def on(self, day: date) -> Reason | None:
        """Why this day is free; None for a working day at school time, or where nothing is known."""
        if day in self.public:
            return Reason(Free.PUBLIC, self.public[day])
        if day.weekday() >= SATURDAY:
            return Reason(Free.WEEKEND)
        found = next((each for each in self.breaks if each.first <= day <= each.last), None)
        return Reason(Free.SCHOOL, found.name) if found else None


def free_days(land: str, years: Iterable[int]) -> FreeDays:
    """`land` has two letters ("BB"); of an unknown one only the holidays of the whole country are known."""
    breaks, known = _table().get(land, ((), frozenset()))
    subdivision = land if land in Germany.subdivisions else None
    public = Germany(subdiv=subdivision, years=list(years), language="de")
    return FreeDays(dict(public.items()), breaks, known)


@cache
def _table() -> dict[str, tuple[tuple[Break, ...], frozenset[int]]]:
    """By Land: the holidays in order, and the years the table covers: those with a Christmas of their own."""
    found: dict[str, list[Break]] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            first, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
            found.setdefault(row["land"], []).append(Break(first, last, row["name"]))
    return {land: (tuple(breaks), _whole_years(breaks)) for land, breaks in found.items()}


def _whole_years(breaks: list[Break]) -> frozenset[int]:
    """A year is whole when holidays begin in each half of it, the last of them around Christmas."""
    begun = {each.first for each in breaks}
    years = {day.year for day in begun}
    return frozenset(
        year
        for year in years
        if any(day.year == year and day.month <= 6 for day in begun)
        and any(day.year == year and day.month == 12 for day in begun)
    )


def breaks_in(free: FreeDays, first: date, last: date) -> list[Break]:
    """The school holidays that touch this period, earliest first."""
    return [each for each in free.breaks if each.first <= last and each.last >= first]


def public_in(free: FreeDays, first: date, last: date) -> list[tuple[date, str]]:
    """The public holidays of this period, earliest first."""
    days = (last - first).days + 1
    found = (first + timedelta(days=n) for n in range(days))
    return [(day, free.public[day]) for day in found if day in free.public]
