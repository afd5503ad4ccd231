"""When people meet: on working days between nine and six, whatever the day and hour a demo is started at."""

from datetime import date, datetime, time, timedelta
from functools import cache

from django.utils import timezone

from mitsorge.domain.governance.rules.holidays import Free, FreeDays, free_days

FIRST, LAST_BEGIN, LAST_SOON = time(9), time(16), time(18)
HALF_HOUR = timedelta(minutes=30)
LONG_ENOUGH = timedelta(minutes=45)
"""A meeting that runs has got so far that its first items are done."""
NOTICE = timedelta(hours=1)
CHRISTMAS_EVE = (12, 24)
"""From this day on nobody meets until the year is over."""


def lately(at: datetime, land: str = "") -> datetime:
    """The latest half hour a meeting would have begun at and be running for a while; at night, of the day before."""
    begin = _half_hour(at - LONG_ENOUGH)
    while not _people_meet(begin, LAST_BEGIN, land):
        begin -= HALF_HOUR
    return begin


def soon(at: datetime, land: str = "") -> datetime:
    """The first half hour a meeting would begin at, at least an hour away."""
    begin = _half_hour(at + NOTICE + HALF_HOUR - timedelta(microseconds=1))
    while not _people_meet(begin, LAST_SOON, land):
        begin += HALF_HOUR
    return begin


def _half_hour(at: datetime) -> datetime:
    here = timezone.localtime(at)
    return here.replace(minute=here.minute // 30 * 30, second=0, microsecond=0)


def _people_meet(begin: datetime, last: time, land: str) -> bool:
    here = timezone.localtime(begin)
    return is_working(here.date(), land) and FIRST <= here.time() <= last


def is_working(day: date, land: str = "") -> bool:
    """No weekend, no public holiday of the Land (of the whole country without one), not between Christmas and New Year."""
    if (day.month, day.day) >= CHRISTMAS_EVE:
        return False
    reason = _free_days(land, day.year).on(day)
    return reason is None or reason.kind is Free.SCHOOL


@cache
def _free_days(land: str, year: int) -> FreeDays:
    return free_days(land, (year,))
