"""The desk asks every door what needs someone; doors do not know each other, so each one registers here.

A door puts a function under `@needs_someone` into its module `work.py`; the face loads those modules at the start.
Work of committees goes under `@needs_who_runs`: it also reaches whoever runs the committee, office or not.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from mitsorge.domain.governance.permissions import run_by
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
Committees = frozenset[int] | None
"""Ids of the committees that are asked about; None: all."""
OfCommittees = Callable[[date, Committees], list[WorkItem]]
_providers: list[tuple[frozenset[Role], Provider]] = []
_of_committees: list[tuple[frozenset[Role], OfCommittees]] = []


def needs_someone(*roles: Role) -> Callable[[Provider], Provider]:
    """Registers a provider of work for these roles; it gets the day and returns its rows."""

    def register(provider: Provider) -> Provider:
        _providers.append((frozenset(roles), provider))
        return provider

    return register


def needs_who_runs(*roles: Role) -> Callable[[OfCommittees], OfCommittees]:
    """Registers a provider of work in committees: these roles get that of all, others that of those they run."""

    def register(provider: OfCommittees) -> OfCommittees:
        _of_committees.append((frozenset(roles), provider))
        return provider

    return register


def work_for(account: Account, *, on: date) -> dict[Urgency, list[WorkItem]]:
    """Everything that needs this account, by urgency, the earliest due first (each provider states its queries)."""
    found = [
        item for roles, provider in _providers if holds(account, roles) for item in provider(on)
    ]
    found = _sorted([*found, *_in_committees(account, on)])
    return {urgency: [item for item in found if item.urgency == urgency] for urgency in Urgency}


def work_in(committees: frozenset[int], *, on: date) -> list[WorkItem]:
    """What is due in these committees, the earliest first; 0 queries without one."""
    if not committees:
        return []
    return _sorted([item for _, provider in _of_committees for item in provider(on, committees)])


def _in_committees(account: Account, on: date) -> Iterator[WorkItem]:
    """Asks which committees she runs only where no role shows her all of them (at most 3 queries)."""
    by_role = [provider for roles, provider in _of_committees if holds(account, roles)]
    others = [provider for _, provider in _of_committees if provider not in by_role]
    own = run_by(account, on) if others else frozenset()
    for provider in by_role:
        yield from provider(on, None)
    for provider in others if own else ():
        yield from provider(on, own)


def _sorted(items: list[WorkItem]) -> list[WorkItem]:
    return sorted(items, key=lambda item: (item.due or date.max, item.title))


def urgency_of(due: date | None, on: date) -> Urgency:
    """Due today or late is for today, due in more than seven days for later, all else for this week."""
    if due is not None and due <= on:
        return Urgency.TODAY
    return Urgency.LATER if due is not None and due > on + WEEK else Urgency.THIS_WEEK
