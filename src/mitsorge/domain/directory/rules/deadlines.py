"""By when a report is answered."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from mitsorge.domain.directory.rules.codes import ReportKind

TABLE = Path(__file__).parent.parent / "data" / "report_deadlines.toml"
FIXED = ((1, 1), (5, 1), (10, 3), (12, 25), (12, 26))
AROUND_EASTER = (-2, 1, 39, 50)
"""Good Friday, Easter Monday, Ascension, Whit Monday, in days from Easter Sunday."""


@dataclass(frozen=True)
class BarrierDeadline:
    """What the law grants for the answer to a reported barrier, and where it says so."""

    months: int
    weeks: int
    law: str


def is_holiday(day: date) -> bool:
    """The nine holidays of all Länder. Holidays of one Land are working days here: the stricter promise."""
    moving = {easter(day.year) + timedelta(days=days) for days in AROUND_EASTER}
    return (day.month, day.day) in FIXED or day in moving


def after_working_days(day: date, count: int) -> date:
    """`count` working days (Monday to Friday, no holiday) after a day that itself does not count."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and not is_holiday(day)
    return day


def barrier_deadline(land: str) -> BarrierDeadline:
    """The Land's deadline, else the federal one (§ 12b (4) BGG: one month). `land`: two letters."""
    return _table().get(land.upper(), _table()["*"])


def report_due(*, kind: ReportKind, on: date, working_days: int, land: str) -> date:
    """The day by which a report that came in `on` is answered (§ 188 (2) BGB for months)."""
    if kind is ReportKind.ERROR:
        return after_working_days(on, working_days)
    term = barrier_deadline(land)
    return on + relativedelta(months=term.months, weeks=term.weeks)


@cache
def _table() -> dict[str, BarrierDeadline]:
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["deadline"]
    return {
        row["land"]: BarrierDeadline(row.get("months", 0), row.get("weeks", 0), row["law"])
        for row in rows
    }
