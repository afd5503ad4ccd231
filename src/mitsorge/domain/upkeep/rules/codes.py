"""The codes of keeping the directory true, and what follows what. Plain Python."""

from collections.abc import Mapping
from enum import StrEnum


class Ending(StrEnum):
    """How an inquiry ended. CALLED: by telephone; LAPSED: nothing was left to ask."""

    CONFIRMED = "CONFIRMED"
    CHANGED = "CHANGED"
    GONE = "GONE"
    CALLED = "CALLED"
    LAPSED = "LAPSED"


class CallResult(StrEnum):
    """What a call brought. The first three end the inquiry, the others leave it on the list."""

    CONFIRMED = "CONFIRMED"
    CHANGED = "CHANGED"
    GONE = "GONE"
    NOT_REACHED = "NOT_REACHED"
    CALL_AGAIN = "CALL_AGAIN"
    WRONG_NUMBER = "WRONG_NUMBER"


class ChangeKind(StrEnum):
    """EDIT: other values. GONE: the entry is no more; the office asks before anything disappears."""

    EDIT = "EDIT"
    GONE = "GONE"


class ChangeState(StrEnum):
    """A proposed change. Until it is PUBLISHED the last approved version stays public."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    PUBLISHED = "PUBLISHED"
    RETURNED = "RETURNED"
    WITHDRAWN = "WITHDRAWN"


CHANGE_STEPS: Mapping[ChangeState, frozenset[ChangeState]] = {
    ChangeState.DRAFT: frozenset(
        {ChangeState.SUBMITTED, ChangeState.PUBLISHED, ChangeState.WITHDRAWN}
    ),
    ChangeState.SUBMITTED: frozenset(
        {ChangeState.PUBLISHED, ChangeState.RETURNED, ChangeState.WITHDRAWN}
    ),
    ChangeState.RETURNED: frozenset({ChangeState.SUBMITTED, ChangeState.WITHDRAWN}),
    ChangeState.PUBLISHED: frozenset(),
    ChangeState.WITHDRAWN: frozenset(),
}
"""DRAFT → PUBLISHED: only what is harmless (`rules.changes`)."""


class Via(StrEnum):
    """Which way a word of the organization came."""

    ACCOUNT = "ACCOUNT"
    LINK = "LINK"
    MAIL = "MAIL"
    PHONE = "PHONE"


class TroubleKind(StrEnum):
    """What does not work any more."""

    WEBSITE = "WEBSITE"
    EMAIL = "EMAIL"


def may_step(before: ChangeState, after: ChangeState) -> bool:
    return after in CHANGE_STEPS[before]


def sources_of(after: ChangeState) -> frozenset[ChangeState]:
    """The states from which `after` can be reached in one step."""
    return frozenset(state for state, following in CHANGE_STEPS.items() if after in following)
