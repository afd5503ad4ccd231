"""Entries as drafts: what a form shows and an action takes back. Holds protected addresses.

Pages that show a protected address ask `check_may_read_internal` first.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db import models

from mitsorge.domain.directory import rules
from mitsorge.domain.directory.models import (
    Accessibility,
    Attribute,
    Contact,
    CostOption,
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
)


@dataclass(frozen=True)
class ServiceForEdit:
    """An offer as a draft. Hand `modified_at` back as `seen`."""

    id: int
    slug: str
    modified_at: datetime
    assured_at: datetime | None
    imported_at: datetime | None
    draft: rules.ServiceDraft
    completeness: rules.Completeness


@dataclass(frozen=True)
class OrganizationForEdit:
    """An organization as a draft. Hand `modified_at` back as `seen`."""

    id: int
    slug: str
    modified_at: datetime
    assured_at: datetime | None
    imported_at: datetime | None
    draft: rules.OrganizationDraft


def service_for_edit(service_id: int) -> ServiceForEdit | None:
    """An offer of any status with all its parts (12 queries; 1 for None)."""
    service = Service.objects.filter(pk=service_id).first()
    if service is None:
        return None
    draft = draft_of_service(service)
    return ServiceForEdit(
        service.pk,
        service.slug,
        service.modified_at,
        service.assured_at,
        service.imported_at,
        draft,
        rules.completeness(_facts(service, draft)),
    )


def organization_for_edit(organization_id: int) -> OrganizationForEdit | None:
    """An organization of any status with its numbers and functions (4 queries; 1 for None)."""
    found = Organization.objects.filter(pk=organization_id).first()
    if found is None:
        return None
    return OrganizationForEdit(
        found.pk,
        found.slug,
        found.modified_at,
        found.assured_at,
        found.imported_at,
        draft_of_organization(found),
    )


def draft_of_service(service: Service) -> rules.ServiceDraft:
    """The record as a draft (9 queries)."""
    return drafts_of_services([service])[service.pk]


def drafts_of_services(services: Iterable[Service]) -> dict[int, rules.ServiceDraft]:
    """The records as drafts, by their number (9 queries, whatever how many)."""
    found = {service.pk: service for service in services}
    parts: dict[str, dict[int, Any]]
    parts = {name: _drafts(*part, found) for name, part in PARTS.items()}
    reach = _reach("service_id", found)
    return {
        pk: rules.ServiceDraft(
            **_own_fields(service, rules.ServiceDraft)
            | {name: rows[pk] for name, rows in parts.items()},
            phones=reach[pk][0],
            contacts=reach[pk][1],
        )
        for pk, service in found.items()
    }


def draft_of_organization(organization: Organization) -> rules.OrganizationDraft:
    """The record as a draft (3 queries)."""
    return drafts_of_organizations([organization])[organization.pk]


def drafts_of_organizations(
    organizations: Iterable[Organization],
) -> dict[int, rules.OrganizationDraft]:
    """The records as drafts, by their number (3 queries, whatever how many)."""
    found = {organization.pk: organization for organization in organizations}
    reach = _reach("organization_id", found)
    return {
        pk: rules.OrganizationDraft(
            **_own_fields(organization, rules.OrganizationDraft),
            phones=reach[pk][0],
            contacts=reach[pk][1],
        )
        for pk, organization in found.items()
    }


def draft_of_location(location: Location) -> rules.LocationDraft:
    """The record as a draft, with its whole address (1 query)."""
    return drafts_of_locations([location])[location.pk]


def drafts_of_locations(locations: Iterable[Location]) -> dict[int, rules.LocationDraft]:
    """The records as drafts, by their number, with their whole addresses (1 query, whatever how many)."""
    found = {location.pk: location for location in locations}
    names = _names(rules.AccessDraft, skip=())
    stated: dict[int, tuple[rules.AccessDraft, ...]] = defaultdict(tuple)
    rows = Accessibility.objects.filter(location__in=found).order_by("pk")
    for row in rows.values("location_id", *names):
        stated[row.pop("location_id")] += (rules.AccessDraft(**row),)
    return {
        pk: rules.LocationDraft(
            **_own_fields(location, rules.LocationDraft) | {"accessibility": stated[pk]}
        )
        for pk, location in found.items()
    }


def _own_fields(record: Any, draft: type) -> dict[str, Any]:
    names = _names(draft, skip=rules.CHILDREN | {"accessibility"})
    return {name: getattr(record, name) for name in names}


def _names(draft: type, *, skip: Collection[str]) -> list[str]:
    return [field.name for field in fields(draft) if field.name not in skip]


PARTS: dict[str, tuple[type, type[models.Model]]] = {
    "attributes": (rules.AttributeDraft, Attribute),
    "sites": (rules.SiteDraft, ServiceAtLocation),
    "schedules": (rules.Slot, Schedule),
    "areas": (rules.AreaDraft, ServiceArea),
    "costs": (rules.CostDraft, CostOption),
    "capacities": (rules.CapacityDraft, ServiceCapacity),
}
"""Field of an offer's draft → what its rows become, and where they stand."""


def _drafts(
    draft: type, model: type[models.Model], services: Collection[int]
) -> dict[int, tuple[Any, ...]]:
    names = _names(draft, skip={"location"})
    found: dict[int, tuple[Any, ...]] = defaultdict(tuple)
    rows = model._default_manager.filter(service__in=services).order_by("pk")
    for row in rows.values("service_id", *names):
        found[row.pop("service_id")] += (draft(**row),)
    return found


Reach = tuple[tuple[rules.PhoneDraft, ...], tuple[rules.ContactDraft, ...]]


def _reach(column: str, owners: Collection[int]) -> dict[int, Reach]:
    """Numbers and functions of each owner; `column` names it in both tables."""
    own = Phone.objects.filter(**{f"{column}__in": owners})
    contacts = Contact.objects.filter(**{f"{column}__in": owners})
    theirs = Phone.objects.filter(**{f"contact__{column}__in": owners})
    phones_of: dict[tuple[int | None, int | None], tuple[rules.PhoneDraft, ...]]
    phones_of = defaultdict(tuple)
    for phone in [*own, *theirs]:
        key = (None, phone.contact_id) if phone.contact_id else (getattr(phone, column), None)
        kind = rules.PhoneKind(phone.kind)
        phones_of[key] += (rules.PhoneDraft(phone.display, kind, phone.hours),)
    contacts_of: dict[int, tuple[rules.ContactDraft, ...]] = defaultdict(tuple)
    for contact in contacts:
        draft = rules.ContactDraft(contact.function, contact.email, phones_of[None, contact.pk])
        contacts_of[getattr(contact, column)] += (draft,)
    return {pk: (phones_of[pk, None], contacts_of[pk]) for pk in owners}


def _facts(service: Service, draft: rules.ServiceDraft) -> rules.EntryFacts:
    """What the draft does not know is read (2 queries)."""
    kinds = set(Attribute.objects.filter(service=service).values_list("term__kind", flat=True))
    has_access = Accessibility.objects.filter(location__sites__service=service).exists()
    return rules.EntryFacts(
        has_kind=rules.TermKind.CARE in kinds,
        is_reachable=bool(draft.phones or draft.email or draft.contacts),
        has_place=bool(draft.sites),
        has_summary=bool(draft.summary),
        has_hours=bool(draft.schedules),
        has_area=bool(draft.areas),
        has_cost=bool(draft.costs or draft.fees_description),
        has_payer=rules.TermKind.PAYER in kinds or bool(draft.funding_description),
        has_target=rules.TermKind.TARGET_GROUP in kinds or bool(draft.eligibility),
        has_access=has_access,
        is_confirmed=service.assured_at is not None,
        recognition_dated=not draft.recognized_45a or draft.recognized_until is not None,
    )
