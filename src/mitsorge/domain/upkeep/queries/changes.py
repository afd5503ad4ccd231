"""Changes of entries: what is open, what waits for the office, and the entry as it would be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from mitsorge.domain.directory.models import Organization, Service
from mitsorge.domain.directory.queries.edit import drafts_of_services
from mitsorge.domain.upkeep.models import Change
from mitsorge.domain.upkeep.queries.addresses import house_drafts, with_addresses
from mitsorge.domain.upkeep.rules import ChangeState
from mitsorge.domain.upkeep.rules.changes import (
    ORGANIZATION_FIELDS,
    SERVICE_FIELDS,
    overtaken,
    packed,
    unpacked,
)

OPEN = (ChangeState.DRAFT, ChangeState.SUBMITTED, ChangeState.RETURNED)


@dataclass(frozen=True)
class Subject:
    """What a change is about: an offer, or (without one) the organization itself."""

    organization: Organization
    service: Service | None = None

    @property
    def record(self) -> Organization | Service:
        return self.service or self.organization

    @property
    def uid(self) -> UUID:
        return self.record.uid

    @property
    def modified_at(self) -> datetime:
        return self.record.modified_at

    @property
    def fields(self) -> frozenset[str]:
        return SERVICE_FIELDS if self.service else ORGANIZATION_FIELDS

    def draft(self) -> Any:
        """The entry as it stands, with protected addresses (11 queries for an offer, 5 for an organization)."""
        if self.service:
            return with_addresses(drafts_of_services([self.service]))[self.service.pk]
        return house_drafts([self.organization])[self.organization.pk]


@dataclass(frozen=True)
class ChangeRow:
    """A change as the office sees it. `pairs`: field → [now, wanted]; `overtaken`: changed by somebody else since."""

    change: Change
    now: Any
    wanted: Any
    overtaken: frozenset[str]


def subject_of(organization: Organization, uid: UUID) -> Subject | None:
    """The organization itself or one of its offers that still stands (at most 1 query)."""
    if organization.uid == uid:
        return Subject(organization)
    service = organization.services.exclude(status="DEFUNCT").filter(uid=uid).first()
    return Subject(organization, service) if service else None


def open_changes(subject: Subject) -> QuerySet[Change]:
    """At most one row: the draft, waiting or returned change of this entry."""
    return Change.objects.filter(
        organization=subject.organization, service=subject.service, state__in=OPEN
    )


def open_of(organization: Organization) -> QuerySet[Change]:
    """Everything open of an organization and its offers, newest first (1 query)."""
    return Change.objects.filter(organization=organization, state__in=OPEN).select_related(
        "service"
    )


def waiting() -> QuerySet[Change]:
    """What waits for the office, oldest first, with organization, offer and writer (1 query)."""
    found = Change.objects.filter(state=ChangeState.SUBMITTED)
    return found.select_related("organization", "service", "written_by").order_by(
        "submitted_at", "pk"
    )


def row_of(change: Change) -> ChangeRow:
    """The change beside the entry of today (11 queries for an offer, 5 for an organization)."""
    return rows_of([change])[0]


def rows_of(changes: Iterable[Change]) -> list[ChangeRow]:
    """Changes beside their entries of today, in the given order (at most 16 queries, whatever how many)."""
    given = list(changes)
    offers = drafts_of_services(change.service for change in given if change.service)
    services = with_addresses(offers)
    houses = house_drafts(change.organization for change in given if not change.service)
    found = []
    for change in given:
        now: Any = services.get(change.service_id or 0) or houses[change.organization_id]
        found.append(
            ChangeRow(change, now, with_values(now, change.after), _overtaken(change, now))
        )
    return found


def with_values(draft: Any, after: Mapping[str, Any]) -> Any:
    """The draft with the values a change keeps."""
    return replace(draft, **{name: unpacked(name, value) for name, value in after.items()})


def packed_values(draft: Any, names: Any) -> dict[str, Any]:
    """Some fields of a draft as a change keeps them."""
    return {name: packed(getattr(draft, name)) for name in sorted(names)}


def _overtaken(change: Change, now: Any) -> frozenset[str]:
    return overtaken(change.before, change.after, packed_values(now, change.after))
