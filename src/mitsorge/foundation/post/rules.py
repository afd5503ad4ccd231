"""What a letter is, what can become of it, and when the next try is due. Plain Python."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

SUBJECT_LENGTH = 250


class State(StrEnum):
    """QUEUED → CLAIMED → IN_FLIGHT → SENT. A kill while IN_FLIGHT leaves UNCLEAR: never sent again by itself."""

    QUEUED = "QUEUED"
    CLAIMED = "CLAIMED"
    IN_FLIGHT = "IN_FLIGHT"
    SENT = "SENT"
    BUNDLED = "BUNDLED"
    FAILED = "FAILED"
    UNCLEAR = "UNCLEAR"
    ABANDONED = "ABANDONED"


STEPS: dict[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.CLAIMED, State.BUNDLED, State.ABANDONED}),
    State.CLAIMED: frozenset({State.IN_FLIGHT, State.QUEUED, State.FAILED}),
    State.IN_FLIGHT: frozenset({State.SENT, State.QUEUED, State.FAILED, State.UNCLEAR}),
    State.UNCLEAR: frozenset({State.SENT, State.QUEUED, State.ABANDONED}),
    State.FAILED: frozenset({State.QUEUED, State.ABANDONED}),
    State.SENT: frozenset(),
    State.BUNDLED: frozenset(),
    State.ABANDONED: frozenset(),
}
"""The whole machine. UNCLEAR → QUEUED happens by hand only (`send_again`)."""

DONE = frozenset(state for state, following in STEPS.items() if not following)
"""States from which nothing follows."""


def may_step(before: State, after: State) -> bool:
    return after in STEPS[before]


def sources_of(after: State) -> frozenset[State]:
    """The states from which `after` can be reached in one step."""
    return frozenset(state for state, following in STEPS.items() if after in following)


@dataclass(frozen=True)
class Draft:
    """A letter to one address. Two drafts with the same `key` are one letter.

    `confidential`: holds a code or a personal link; its body is forgotten as soon as it is sent.
    `may_wait_for_digest`: is bundled with others to the same address, once a day at `DIGEST_AT`.
    """

    to: str
    subject: str
    text: str
    key: str
    html: str = ""
    purpose: str = ""
    may_wait_for_digest: bool = False
    confidential: bool = False


def one_line(subject: str) -> str:
    """A subject as a mail header can carry it: no line breaks, at most `SUBJECT_LENGTH` characters."""
    line = re.sub(r"\s+", " ", subject).strip()
    return line if len(line) <= SUBJECT_LENGTH else line[: SUBJECT_LENGTH - 1] + "…"


DIGEST_AT = time(7, 0)
"""When the letters that may wait go out, in local time."""


def next_digest(at: datetime, zone: tzinfo) -> datetime:
    """The first `DIGEST_AT` after `at` (aware), as the clock on the wall in `zone` shows it."""
    local = at.astimezone(zone)
    today = datetime.combine(local.date(), DIGEST_AT, zone)
    return (
        today if today > local else datetime.combine(local.date() + timedelta(1), DIGEST_AT, zone)
    )
