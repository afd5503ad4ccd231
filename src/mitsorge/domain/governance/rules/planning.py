"""When a meeting can be, and who hears of a change. Plain Python, no clock."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from mitsorge.domain.governance.rules.codes import Reply

LONGEST = timedelta(days=3)
"""A network day may last two days; more than three is a slip of the pen."""
FURTHEST = timedelta(days=5 * 366)


class TimeFault(StrEnum):
    """What is wrong with begin and end; the sentences are in `wording.agenda`."""

    END_NOT_AFTER_BEGIN = "END_NOT_AFTER_BEGIN"
    TOO_LONG = "TOO_LONG"
    PAST = "PAST"
    TOO_FAR = "TOO_FAR"


def fault_of_times(starts_at: datetime, ends_at: datetime, *, at: datetime) -> TimeFault | None:
    """The first fault, or None. All aware; compared as moments, so the hour that comes twice in October is two.

    Over midnight is fine.
    """
    begin, end, now = (moment.astimezone(UTC) for moment in (starts_at, ends_at, at))
    if end <= begin:
        return TimeFault.END_NOT_AFTER_BEGIN
    if end - begin > LONGEST:
        return TimeFault.TOO_LONG
    if begin < now:
        return TimeFault.PAST
    return TimeFault.TOO_FAR if begin - now > FURTHEST else None


class Shift(StrEnum):
    """What of an invited meeting has become different."""

    BEGIN = "BEGIN"
    END = "END"
    PLACE = "PLACE"


FIELDS = {
    "starts_at": Shift.BEGIN,
    "ends_at": Shift.END,
    "place": Shift.PLACE,
    "online_url": Shift.PLACE,
}


def shifts(changed: Collection[str]) -> frozenset[Shift]:
    """What the changed fields of a meeting mean for those invited; other fields mean nothing to a calendar."""
    return frozenset(FIELDS[name] for name in changed if name in FIELDS)


def hears(reply: Reply, shift: Collection[Shift]) -> bool:
    """Whether somebody with this answer gets an update: of another begin everybody, else whoever may come."""
    return Shift.BEGIN in shift or (bool(shift) and reply is not Reply.NO)


COMING = frozenset({Reply.YES, Reply.ONLINE, Reply.DEPUTY})
"""Answers that mean: this seat will be taken."""


class ReplyFault(StrEnum):
    """Why an answer cannot be taken; the sentences are in `wording.agenda`."""

    EMPTY = "EMPTY"
    NOT_ONLINE = "NOT_ONLINE"
    DEPUTY_UNNAMED = "DEPUTY_UNNAMED"
    NO_MANDATE = "NO_MANDATE"


def fault_of_reply(
    reply: Reply, *, online: bool, deputy: str, deputies: Collection[str], from_organization: bool
) -> ReplyFault | None:
    """The first fault, or None. A deputy has a mandate if an organization sends one or if named for the seat."""
    if reply is Reply.NONE:
        return ReplyFault.EMPTY
    if reply is Reply.ONLINE and not online:
        return ReplyFault.NOT_ONLINE
    if reply is not Reply.DEPUTY:
        return None
    return _fault_of_deputy(deputy, deputies, from_organization)


def _fault_of_deputy(
    deputy: str, deputies: Collection[str], from_organization: bool
) -> ReplyFault | None:
    if not (from_organization or deputies):
        return ReplyFault.NO_MANDATE
    if not deputy.strip():
        return ReplyFault.DEPUTY_UNNAMED
    known = {_plain(name) for name in deputies}
    return None if from_organization or _plain(deputy) in known else ReplyFault.NO_MANDATE


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


REMIND_BEFORE = timedelta(days=7)
"""So long before a meeting those who have not answered are reminded once, by itself."""
SETTLE = timedelta(days=3)
"""Nobody is reminded earlier than this after the invitation."""


def reminder_due(*, starts_at: datetime, invited_at: datetime, at: datetime) -> bool:
    """Whether the one automatic reminder may go out now."""
    return invited_at + SETTLE <= at and starts_at - REMIND_BEFORE <= at < starts_at
