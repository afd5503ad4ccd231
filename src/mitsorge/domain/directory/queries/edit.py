"""Entries as drafts: what a form shows and an action takes back. Holds protected addresses.

Pages that show a protected address ask `check_may_read_internal` first.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, TypeVar

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

Draft = TypeVar("Draft")


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
    mine = {"service_id": service.pk}
    phones, contacts = _reach(
        Phone.objects.filter(**mine),
        Contact.objects.filter(**mine),
        Phone.objects.filter(contact__service_id=service.pk),
    )
    return rules.ServiceDraft(
        **_own_fields(service, rules.ServiceDraft),
        attributes=_drafts(rules.AttributeDraft, Attribute.objects.filter(**mine)),
        sites=_drafts(rules.SiteDraft, ServiceAtLocation.objects.filter(**mine), skip="location"),
        schedules=_drafts(rules.Slot, Schedule.objects.filter(**mine)),
        areas=_drafts(rules.AreaDraft, ServiceArea.objects.filter(**mine)),
        costs=_drafts(rules.CostDraft, CostOption.objects.filter(**mine)),
        capacities=_drafts(rules.CapacityDraft, ServiceCapacity.objects.filter(**mine)),
        phones=phones,
        contacts=contacts,
    )


def draft_of_organization(organization: Organization) -> rules.OrganizationDraft:
    """The record as a draft (3 queries)."""
    mine = {"organization_id": organization.pk}
    phones, contacts = _reach(
        Phone.objects.filter(**mine),
        Contact.objects.filter(**mine),
        Phone.objects.filter(contact__organization_id=organization.pk),
    )
    return rules.OrganizationDraft(
        **_own_fields(organization, rules.OrganizationDraft), phones=phones, contacts=contacts
    )


def draft_of_location(location: Location) -> rules.LocationDraft:
    """The record as a draft, with its whole address (1 query)."""
    lines = Accessibility.objects.filter(location_id=location.pk)
    plain = _own_fields(location, rules.LocationDraft)
    return rules.LocationDraft(
        **plain | {"accessibility": _drafts(rules.AccessDraft, lines)},
    )


def _own_fields(record: Any, draft: type) -> dict[str, Any]:
    names = _names(draft, skip=rules.CHILDREN | {"accessibility"})
    return {name: getattr(record, name) for name in names}


def _drafts(draft: type[Draft], rows: Any, *, skip: str = "") -> tuple[Draft, ...]:
    names = _names(draft, skip={skip})
    return tuple(draft(**row) for row in rows.order_by("pk").values(*names))


def _names(draft: type, *, skip: Collection[str]) -> list[str]:
    return [field.name for field in fields(draft) if field.name not in skip]


def _reach(
    own: Iterable[Phone], contacts: Iterable[Contact], theirs: Iterable[Phone]
) -> tuple[tuple[rules.PhoneDraft, ...], tuple[rules.ContactDraft, ...]]:
    phones_of: dict[int | None, list[rules.PhoneDraft]] = defaultdict(list)
    for phone in [*own, *theirs]:
        phones_of[phone.contact_id].append(
            rules.PhoneDraft(phone.display, rules.PhoneKind(phone.kind), phone.hours)
        )
    return tuple(phones_of[None]), tuple(
        rules.ContactDraft(contact.function, contact.email, tuple(phones_of[contact.pk]))
        for contact in contacts
    )


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
