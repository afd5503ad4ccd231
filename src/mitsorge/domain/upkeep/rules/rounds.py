"""When an organization is asked about its entries, how often, and when somebody calls instead. Plain Python.

A round: letters at 0, 2 and 6 weeks, at most three; then the call list. An answer ends it at any time.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mitsorge.domain.directory.rules.days import DAYS_PER_MONTH
from mitsorge.domain.upkeep.rules.codes import CallResult

LETTER_AFTER = (timedelta(0), timedelta(weeks=2), timedelta(weeks=6))
"""Letters 0, 1 and 2, counted from the beginning of the round; there is no fourth."""
LEAST_GAP = timedelta(weeks=2)
"""Nobody gets two letters within two weeks, also where the worker stood still for a while."""
CALL_AFTER = timedelta(weeks=1)
"""So long the last letter has time to be answered, before somebody calls."""
LINK_DAYS = 42
"""A link outlasts the way to the next letter, and the last one the beginning of the calls."""
REST = timedelta(weeks=8)
"""After an answer nobody is asked again so soon, even where the office has not yet done what was said."""


class WhyCall(StrEnum):
    """Why an organization is on the call list. SILENT: three letters without an answer."""

    NO_ADDRESS = "NO_ADDRESS"
    BOUNCED = "BOUNCED"
    SILENT = "SILENT"


@dataclass(frozen=True)
class Past:
    """What went before: the day of the last letter, and of the last answer, of earlier rounds."""

    last_letter_on: date | None = None
    answered_on: date | None = None


@dataclass(frozen=True)
class Written:
    """What an open round has written so far: how many letters, and the day of the last."""

    letters: int
    last_on: date | None = None


def due_on(assured_on: date | None, months: int) -> date:
    """The first day on which a confirmation no longer counts: the day `freshness` turns to stale.

    Never confirmed is due since ever.
    """
    if assured_on is None:
        return date.min
    return assured_on + timedelta(days=math.ceil(months * DAYS_PER_MONTH))


def first_due(entries: Iterable[tuple[date | None, int]], rhythm: int | None) -> date | None:
    """The earliest due day of (assured on, months) of public entries; None where there are none.

    The organization's own rhythm in months replaces the interval of every entry.
    """
    return min((due_on(on, rhythm or months) for on, months in entries), default=None)


def may_open(due: date | None, past: Past, *, on: date) -> bool:
    """A new round begins on this day: something is due, and nobody was asked or answered just now."""
    if due is None or due > on:
        return False
    rested = past.answered_on is None or past.answered_on + REST <= on
    return rested and _far_enough(past.last_letter_on, on)


def next_letter(opened_on: date, written: Written, *, on: date) -> int | None:
    """The number of the letter to write on this day, None where there is none (or no more)."""
    day = next_letter_on(opened_on, written)
    return written.letters if day is not None and day <= on else None


def next_letter_on(opened_on: date, written: Written) -> date | None:
    """The first day on which the next letter may be written; None after the last."""
    if written.letters >= len(LETTER_AFTER):
        return None
    planned = opened_on + LETTER_AFTER[written.letters]
    return max(planned, written.last_on + LEAST_GAP) if written.last_on else planned


def why_call(written: Written, *, bounced: bool, on: date) -> WhyCall | None:
    """Whether somebody must call; `bounced`: the last letter did not arrive."""
    if written.last_on is None:
        return WhyCall.NO_ADDRESS
    if bounced:
        return WhyCall.BOUNCED
    silent = written.letters == len(LETTER_AFTER) and on >= written.last_on + CALL_AFTER
    return WhyCall.SILENT if silent else None


ENDS = frozenset({CallResult.CONFIRMED, CallResult.CHANGED, CallResult.GONE})
"""Results of a call after which there is nothing more to ask."""


def rings_again_on(called_on: date, again_on: date | None) -> date:
    """When a call that brought nothing comes up again: on the day somebody named, else tomorrow."""
    return again_on or called_on + timedelta(days=1)


def _far_enough(last: date | None, on: date) -> bool:
    return last is None or last + LEAST_GAP <= on
