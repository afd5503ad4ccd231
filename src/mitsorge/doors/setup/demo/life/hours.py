"""When people meet: on working days between nine and six, whatever the hour a demo is started at."""

from datetime import datetime, time, timedelta

from django.utils import timezone

FIRST, LAST_BEGIN, LAST_SOON = time(9), time(16), time(18)
HALF_HOUR = timedelta(minutes=30)
LONG_ENOUGH = timedelta(minutes=45)
"""A meeting that runs has got so far that its first items are done."""
NOTICE = timedelta(hours=1)
SATURDAY = 5


def lately(at: datetime) -> datetime:
    """The latest half hour a meeting would have begun at and be running for a while; at night, of the day before."""
    begin = _half_hour(at - LONG_ENOUGH)
    while not _people_meet(begin, LAST_BEGIN):
        begin -= HALF_HOUR
    return begin


def soon(at: datetime) -> datetime:
    """The first half hour a meeting would begin at, at least an hour away."""
    begin = _half_hour(at + NOTICE + HALF_HOUR - timedelta(microseconds=1))
    while not _people_meet(begin, LAST_SOON):
        begin += HALF_HOUR
    return begin


def _half_hour(at: datetime) -> datetime:
    here = timezone.localtime(at)
    return here.replace(minute=here.minute // 30 * 30, second=0, microsecond=0)


def _people_meet(begin: datetime, last: time) -> bool:
    here = timezone.localtime(begin)
    return here.weekday() < SATURDAY and FIRST <= here.time() <= last
