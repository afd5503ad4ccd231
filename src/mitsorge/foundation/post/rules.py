"""What a letter is and what can become of it. Plain Python."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """QUEUED → CLAIMED → IN_FLIGHT → SENT. A kill while IN_FLIGHT leaves UNCLEAR: never sent again by itself."""

    QUEUED = "QUEUED"
    CLAIMED = "CLAIMED"
    IN_FLIGHT = "IN_FLIGHT"
    SENT = "SENT"
    FAILED = "FAILED"
    UNCLEAR = "UNCLEAR"


@dataclass(frozen=True)
class Draft:
    """A letter to one address. Two drafts with the same `key` are one letter."""

    to: str
    subject: str
    text: str
    key: str
    html: str = ""
    purpose: str = ""
    may_wait_for_digest: bool = False
