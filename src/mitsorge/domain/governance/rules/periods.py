"""Days that follow from periods in months and years (§ 188 BGB)."""

import re
from calendar import monthrange
from datetime import date

_DAY = re.compile(r"(\d\d)-(\d\d)", re.ASCII)


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has none (§ 188 (3) BGB)."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_day_of_year(value: str) -> bool:
    """Whether `value` is MM-DD of a day that every year has."""
    found = _DAY.fullmatch(value)
    if not found:
        return False
    month, day = int(found[1]), int(found[2])
    return 1 <= month <= 12 and 1 <= day <= monthrange(2001, month)[1]


def day_of_year(value: str, *, not_before: date) -> date:
    """The next MM-DD on or after a day. Raises `ValueError` where `is_day_of_year` is false."""
    if not is_day_of_year(value):
        raise ValueError(value)
    month, day = map(int, value.split("-"))
    this_year = date(not_before.year, month, day)
    return this_year if this_year >= not_before else this_year.replace(year=not_before.year + 1)
