"""What minutes are made of. Plain Python."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from mitsorge.domain.governance.rules.codes import ItemKind, ItemStatus, Result


@dataclass(frozen=True)
class RecordedItem:
    """An agenda item as it was recorded; the numbers are None where nothing was voted on."""

    position: int
    kind: ItemKind
    title: str
    is_public: bool
    status: ItemStatus
    notes: str
    resolution_text: str
    result: Result
    yes: int | None
    no: int | None
    abstentions: int | None
    dissent: str
    rule_applied: str
    register_number: str
    tasks: tuple[tuple[str, str, date | None], ...] = ()


@dataclass(frozen=True)
class Recorded:
    """A meeting as it was recorded. `present`: (name, organization, deputy or ""); heads by group."""

    name: str
    title: str
    began: datetime
    ended: datetime
    place: str
    members: int
    voters: int
    chair: str
    minute_taker: str
    present: tuple[tuple[str, str, str], ...]
    absent: tuple[str, ...]
    guests: tuple[tuple[str, str], ...]
    heads: tuple[tuple[str, int], ...]
    items: tuple[RecordedItem, ...]


def seal(text: str, public_text: str) -> str:
    """SHA-256 of both versions: the internal one, a line feed, the public one, in UTF-8."""
    return hashlib.sha256(f"{text}\n{public_text}".encode()).hexdigest()


def is_unbroken(text: str, public_text: str, sha256: str) -> bool:
    """Whether approved minutes are still what was approved."""
    return seal(text, public_text) == sha256
