"""Who keeps what on the way from the answer to the effect. Plain Python."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from mitsorge.foundation.people.rules import Role


class Duty(StrEnum):
    """What is done here; `KEEPERS` says by whom."""

    KEEP_ANSWERS = "KEEP_ANSWERS"
    KEEP_MEASURES = "KEEP_MEASURES"
    READ_WORK = "READ_WORK"


KEEPERS: Mapping[Duty, frozenset[Role]] = {
    Duty.KEEP_ANSWERS: frozenset({Role.COORDINATION}),
    Duty.KEEP_MEASURES: frozenset({Role.COORDINATION, Role.PLANNING}),
    Duty.READ_WORK: frozenset({Role.COORDINATION, Role.PLANNING, Role.STEERING}),
}

ANSWER_LINK = timedelta(days=180)
"""How long the signed link in a letter to an addressee opens: two sessions of a council, and a reminder."""
ANSWER_TIME = timedelta(days=90)
"""The day we propose for an answer: the members of a council usually meet once in a quarter."""
REMIND_AGAIN = timedelta(days=7)
"""Nobody is reminded twice within a week."""

REMIND_AFTER = (timedelta(days=7), timedelta(days=28))
"""So long after the day of the answer an addressee is reminded by itself: after a week, after four weeks.
A courtesy of the network, no law. After the last one somebody telephones."""


def reminder_due(due_on: date, reminders: int, reminded_on: date | None, on: date) -> bool:
    """Whether the next reminder that goes out by itself is due on a day. One by hand pushes it a week away."""
    if reminders >= len(REMIND_AFTER) or on < due_on + REMIND_AFTER[reminders]:
        return False
    return may_remind(reminded_on, on)


def may_remind(reminded_on: date | None, on: date) -> bool:
    return reminded_on is None or on - reminded_on >= REMIND_AGAIN


def link_is_open(written_at: datetime, at: datetime) -> bool:
    """Whether the link of a letter still opens; a reminder opens it anew."""
    return at - written_at <= ANSWER_LINK
