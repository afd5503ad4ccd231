"""The rows that hang on an entry. A part that differs is written anew as a whole."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.db import models

from mitsorge.domain.directory.models import (
    Accessibility,
    Attribute,
    Contact,
    CostOption,
    Location,
    Phone,
    Schedule,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
)
from mitsorge.domain.directory.rules import (
    AccessDraft,
    CapacityDraft,
    ContactDraft,
    CostDraft,
    LocationDraft,
    OrganizationDraft,
    PhoneDraft,
    ServiceDraft,
    SiteDraft,
    read_number,
)

SIMPLE: dict[str, type[models.Model]] = {
    "attributes": Attribute,
    "schedules": Schedule,
    "areas": ServiceArea,
}


def as_stored(draft: Any) -> Any:
    """A draft of an offer or organization with its numbers as they are shown."""
    contacts = tuple(
        replace(contact, phones=_phones_as_stored(contact.phones)) for contact in draft.contacts
    )
    return replace(
        draft, name=draft.name.strip(), phones=_phones_as_stored(draft.phones), contacts=contacts
    )


def _phones_as_stored(phones: Iterable[PhoneDraft]) -> tuple[PhoneDraft, ...]:
    return tuple(_phone_as_stored(phone) for phone in phones)


def _phone_as_stored(phone: PhoneDraft) -> PhoneDraft:
    number = read_number(phone.number)
    if number is None:
        return phone
    return PhoneDraft(number.display, phone.kind or number.kind, phone.hours)


def write_parts(
    service_id: int, draft: ServiceDraft, names: Iterable[str], *, at: datetime
) -> None:
    """Writes the named parts of an offer (2 queries each, contacts 3, costs and places 3)."""
    writers: dict[str, Callable[[], None]] = {
        "sites": lambda: _write_sites(service_id, draft.sites),
        "costs": lambda: _write_costs(service_id, draft.costs),
        "capacities": lambda: _write_capacities(service_id, draft.capacities, at),
    }
    for name in names:
        if name in SIMPLE:
            _write_simple(SIMPLE[name], service_id, getattr(draft, name))
        elif name in writers:
            writers[name]()
    write_reach(draft, names, service_id=service_id)


def write_reach(
    draft: ServiceDraft | OrganizationDraft, names: Iterable[str], **owner: int
) -> None:
    """Writes numbers and functions of one owner, each only if named."""
    if "phones" in names:
        Phone.objects.filter(**owner).delete()
        Phone.objects.bulk_create(_phone(phone, **owner) for phone in draft.phones)
    if "contacts" in names:
        Contact.objects.filter(**owner).delete()
        contacts = Contact.objects.bulk_create(
            Contact(function=contact.function.strip(), email=contact.email, **owner)
            for contact in draft.contacts
        )
        Phone.objects.bulk_create(_phones_of_contacts(contacts, draft.contacts))


def new_location(draft: LocationDraft, organization_id: int) -> Location:
    """A location with its accessibility (1 query, 2 with statements)."""
    values = asdict(draft)
    values.pop("accessibility")
    location = Location.objects.create(organization_id=organization_id, **values)
    write_accessibility(location.pk, draft.accessibility)
    return location


def write_accessibility(location_id: int, lines: Sequence[AccessDraft]) -> None:
    """The statements about one location, anew."""
    Accessibility.objects.filter(location_id=location_id).delete()
    Accessibility.objects.bulk_create(
        Accessibility(location_id=location_id, **asdict(line)) for line in lines
    )


def with_locations(draft: ServiceDraft) -> ServiceDraft:
    """The same offer with its new locations written, as locations of its organization."""
    sites = tuple(
        SiteDraft(new_location(site.location, draft.organization_id).pk, site.description)
        if site.location
        else site
        for site in draft.sites
    )
    return replace(draft, sites=sites)


def _write_simple(model: type[models.Model], service_id: int, drafts: Sequence[Any]) -> None:
    table = model._default_manager
    table.filter(service_id=service_id).delete()
    table.bulk_create(model(service_id=service_id, **asdict(draft)) for draft in drafts)


def _write_sites(service_id: int, sites: Sequence[SiteDraft]) -> None:
    ServiceAtLocation.objects.filter(service_id=service_id).delete()
    ServiceAtLocation.objects.bulk_create(
        ServiceAtLocation(
            service_id=service_id, location_id=site.location_id, description=site.description
        )
        for site in sites
        if site.location_id is not None
    )


def _write_costs(service_id: int, costs: Sequence[CostDraft]) -> None:
    """A price keeps its uid as long as it says what it is for."""
    old = CostOption.objects.filter(service_id=service_id)
    uids = dict(old.values_list("option", "uid"))
    old.delete()
    CostOption.objects.bulk_create(
        CostOption(service_id=service_id, **asdict(cost), **_kept(uids.pop(cost.option, None)))
        for cost in costs
    )


def _kept(uid: Any) -> dict[str, Any]:
    return {"uid": uid} if uid else {}


def _write_capacities(service_id: int, capacities: Sequence[CapacityDraft], at: datetime) -> None:
    """A report that did not change keeps its moment."""
    old = ServiceCapacity.objects.filter(service_id=service_id)
    names = list(CapacityDraft.__dataclass_fields__)
    moments = {
        CapacityDraft(**{name: row[name] for name in names}): row["updated_at"]
        for row in old.values(*names, "updated_at")
    }
    old.delete()
    ServiceCapacity.objects.bulk_create(
        ServiceCapacity(
            service_id=service_id, updated_at=moments.get(capacity, at), **asdict(capacity)
        )
        for capacity in capacities
    )


def _phones_of_contacts(contacts: Sequence[Contact], drafts: Sequence[ContactDraft]) -> list[Phone]:
    return [
        _phone(phone, contact_id=contact.pk)
        for contact, draft in zip(contacts, drafts, strict=True)
        for phone in draft.phones
    ]


def _phone(phone: PhoneDraft, **owner: int) -> Phone:
    number = read_number(phone.number)
    if number is None:
        raise ValueError("numbers are checked before they are written")
    return Phone(
        number=number.e164,
        display=number.display,
        kind=phone.kind or number.kind,
        hours=phone.hours,
        **owner,
    )
