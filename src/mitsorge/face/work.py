"""The desk asks every door what needs someone; doors do not know each other, so each one registers here.

A door puts a function under `@needs_someone` into its module `work.py`; the face loads those modules at the start.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.queries import holds
from mitsorge.foundation.people.rules import Role


class Urgency(IntEnum):
    TODAY = 0
    THIS_WEEK = 1
    LATER = 2
    OTHERS = 3


WEEK = timedelta(days=7)


@dataclass(frozen=True)
class WorkItem:
    """One row of the desk: what, why, until when, and the one button that goes there."""

    title: str
    why: str
    address: str
    button: str
    due: date | None = None
    urgency: Urgency = Urgency.THIS_WEEK


Provider = Callable[[date], list[WorkItem]]
_providers: list[tuple[frozenset[Role], Provider]] = []


def needs_someone(*roles: Role) -> Callable[[Provider], Provider]:
    """Registers a provider of work for these roles; it gets the day and returns its rows."""

    def register(provider: Provider) -> Provider:
        _providers.append((frozenset(roles), provider))
        return provider

    return register


def work_for(account: Account, *, on: date) -> dict[Urgency, list[WorkItem]]:
    """Everything that needs this account, by urgency, the earliest due first (each provider states its queries)."""
    found = [
        item for roles, provider in _providers if holds(account, roles) for item in provider(on)
    ]
    found.sort(key=lambda item: (item.due or date.max, item.title))
    return {urgency: [item for item in found if item.urgency == urgency] for urgency in Urgency}


def urgency_of(due: date | None, on: date) -> Urgency:
    """Due today or late is for today, due in more than seven days for later, all else for this week."""
    if due is not None and due <= on:
        return Urgency.TODAY
    return Urgency.LATER if due is not None and due > on + WEEK else Urgency.THIS_WEEK
