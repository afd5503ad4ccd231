"""How long what belongs to a partnership is kept (docs/law/privacy-classes.toml)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

KEPT = timedelta(days=92)
"""So long an application is kept that was not confirmed, was declined or withdrawn, or whose partnership ended."""
CONFIRM_WITHIN = timedelta(days=14)
"""So long the link of the letter asks for an answer."""


class Kept(StrEnum):
    """What belongs to a partnership beside the organization's entry in the directory."""

    SEATS = "SEATS"
    CONTACTS = "CONTACTS"
    AGREEMENT = "AGREEMENT"
    HISTORY = "HISTORY"


@dataclass(frozen=True)
class Deletion:
    """What ends or goes on a day; `on` None: it stays."""

    what: Kept
    on: date | None


def after_leaving(left: date) -> tuple[Deletion, ...]:
    """What becomes of everything when a partner leaves, from the soonest to what stays."""
    return (
        Deletion(Kept.SEATS, left),
        Deletion(Kept.CONTACTS, left),
        Deletion(Kept.AGREEMENT, left + KEPT),
        Deletion(Kept.HISTORY, None),
    )
