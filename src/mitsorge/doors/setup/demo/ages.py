"""When what was confirmed: most of it lately, some of it long ago, a little of it never."""

from datetime import date, datetime, timedelta
from random import Random

NEVER, STALE = 0.025, 0.13
"""Shares: never confirmed; not confirmed within six months (never ones included)."""


def assured_at(chance: Random, throw: float, *, at: datetime) -> datetime | None:
    """A moment of confirmation at office hours before `at`; `throw` (0 to 1) decides how old it is."""
    if throw < NEVER:
        return None
    days = chance.randint(214, 425) if throw < STALE else int(chance.betavariate(1.1, 1.9) * 174)
    return moment(chance, at=at, days=days)


def moment(chance: Random, *, at: datetime, days: int) -> datetime:
    """A working hour so many days before `at`, at least one."""
    day = at - timedelta(days=max(days, 1))
    return day.replace(
        hour=chance.randint(7, 15), minute=chance.randint(0, 59), second=0, microsecond=0
    )


def changed_at(chance: Random, assured: datetime | None, *, at: datetime) -> datetime:
    """The last change: with the last confirmation, or some time before it."""
    if assured is None:
        return moment(chance, at=at, days=chance.randint(30, 400))
    return assured - timedelta(days=chance.choice([0, 0, 0, 40, 120]))


def recognized_until(chance: Random, *, at: datetime) -> date:
    """Usually the end of one of the next years; sometimes soon, seldom over."""
    throw = chance.random()
    if throw < 0.05:
        return at.date() - timedelta(days=chance.randint(5, 60))
    if throw < 0.16:
        return at.date() + timedelta(days=chance.randint(8, 50))
    return date(at.year + chance.randint(1, 3), 12, 31)
