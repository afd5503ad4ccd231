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
    State.UNCLEAR: frozenset({State.SENT, State.QUEUED, State.FAILED, State.ABANDONED}),
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
    `calendar`: an iCalendar file with its METHOD (RFC 5546) that goes along; such a letter never waits.
    `reply_to`: where answers go; empty: to the office.
    """

    to: str
    subject: str
    text: str
    key: str
    html: str = ""
    purpose: str = ""
    may_wait_for_digest: bool = False
    confidential: bool = False
    calendar: str = ""
    reply_to: str = ""


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


class Outcome(StrEnum):
    """What became of one try to hand a letter over."""

    ACCEPTED = "ACCEPTED"
    TEMPORARY = "TEMPORARY"
    PERMANENT = "PERMANENT"
    UNREACHABLE = "UNREACHABLE"  # nobody took the letter, and the letter is not to blame
    UNCLEAR = "UNCLEAR"  # the line broke after the text had left


@dataclass(frozen=True)
class Reply:
    """What the mail server said; `code` is 0 where it said nothing."""

    outcome: Outcome
    code: int = 0
    text: str = ""

    def __str__(self) -> str:
        return f"{self.code} {self.text}".strip() if self.code else self.text


def outcome_of(code: int) -> Outcome:
    """RFC 5321, 4.2.1: 2xx done, 5xx never, all else may change."""
    if 200 <= code < 300:
        return Outcome.ACCEPTED
    return Outcome.PERMANENT if 500 <= code < 600 else Outcome.TEMPORARY


WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
"""After the first, second … temporary refusal; after the last wait one more try, then FAILED."""
LONGEST_SILENCE = timedelta(hours=1)
PATIENCE = 100
"""Tries at a server that does not answer: about four days (RFC 5321, 4.5.4.1: at least 4 to 5)."""


@dataclass(frozen=True)
class Verdict:
    """What follows from a try: the next state, and when to try again (None: not at all)."""

    state: State
    due_at: datetime | None = None


def verdict(outcome: Outcome, *, attempts: int, misses: int, at: datetime) -> Verdict:
    """`attempts` answered tries and `misses` unanswered ones, this one counted in."""
    if outcome is Outcome.TEMPORARY:
        return _again(at + WAITS[attempts - 1]) if attempts <= len(WAITS) else FAILED
    if outcome is Outcome.UNREACHABLE:
        wait = WAITS[min(misses, len(WAITS)) - 1]
        return _again(at + min(wait, LONGEST_SILENCE)) if misses <= PATIENCE else FAILED
    return FINAL[outcome]


def _again(due_at: datetime) -> Verdict:
    return Verdict(State.QUEUED, due_at)


FAILED = Verdict(State.FAILED)
FINAL = {
    Outcome.ACCEPTED: Verdict(State.SENT),
    Outcome.PERMANENT: FAILED,
    Outcome.UNCLEAR: Verdict(State.UNCLEAR),
}

CLAIM_HOLDS = timedelta(minutes=5)
"""A claimed letter whose worker went silent is free again after this."""
FLIGHT_LASTS = timedelta(minutes=15)
"""A letter in flight for longer was cut off: nobody knows whether it arrived."""
KEEP_BODY = timedelta(days=30)
KEEP_LETTER = timedelta(days=365)
"""The delivery log: that a letter went out, to whom and when, not what it said."""
