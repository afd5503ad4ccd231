"""Addresses that do not work, and those the worker has to ask."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower

from mitsorge.domain.directory.models import Contact, Organization, Service
from mitsorge.domain.directory.rules import Status
from mitsorge.domain.upkeep.models import Probe, Reminder, Trouble
from mitsorge.domain.upkeep.queries.recipients import known_addresses
from mitsorge.domain.upkeep.rules import TroubleKind
from mitsorge.domain.upkeep.rules.troubles import one_per_host
from mitsorge.foundation.post.models import Letter
from mitsorge.foundation.post.rules import State

ACTIVE_SERVICE = Q(status=Status.ACTIVE, organization__status=Status.ACTIVE)
LOOKED_AT = 300
"""Of so many that are due a batch is chosen: with one address per host it may be smaller than its limit."""


def due_pages(at: datetime, limit: int) -> list[str]:
    """Web addresses of active entries to be asked now, at most one per host (1 query)."""
    houses = Organization.objects.filter(status=Status.ACTIVE).exclude(website="")
    offers = Service.objects.filter(ACTIVE_SERVICE).exclude(url="")
    first = houses.exclude(Exists(_not_yet(at, "website"))).order_by()
    second = offers.exclude(Exists(_not_yet(at, "url"))).order_by()
    found = first.values_list("website").union(second.values_list("url")).order_by("website")
    return one_per_host((address for (address,) in found[:LOOKED_AT]), limit)


def unused_probes() -> QuerySet[Probe]:
    """What is known of addresses that stand in no active entry any more."""
    houses = Organization.objects.filter(status=Status.ACTIVE, website=OuterRef("address"))
    offers = Service.objects.filter(ACTIVE_SERVICE, url=OuterRef("address"))
    return Probe.objects.exclude(Exists(houses)).exclude(Exists(offers))


def _not_yet(at: datetime, field: str) -> QuerySet[Probe]:
    return Probe.objects.filter(address=OuterRef(field), next_at__gt=at)


@dataclass(frozen=True)
class Owner:
    """Who has to do with an address: an organization, or only one of its offers."""

    organization_id: int
    service_id: int | None


def owners_of_page(address: str) -> list[Owner]:
    """One per organization: itself where the address is its own, else the first of its offers with it (2 queries)."""
    houses = Organization.objects.filter(status=Status.ACTIVE, website=address)
    owners = {pk: Owner(pk, None) for pk in houses.order_by("pk").values_list("pk", flat=True)}
    offers = Service.objects.filter(ACTIVE_SERVICE, url=address).order_by("pk")
    for house, offer in offers.values_list("organization_id", "pk"):
        owners.setdefault(house, Owner(house, offer))
    return list(owners.values())


def open_troubles(kind: str = "") -> QuerySet[Trouble]:
    """What somebody has to look at, the oldest first, with organization and offer (1 query)."""
    found = Trouble.objects.filter(ended_at=None).select_related("organization", "service")
    return (found.filter(kind=kind) if kind else found).order_by("found_at", "pk")


def troubles_of(organization_id: int) -> QuerySet[Trouble]:
    """What an organization has to look at (1 query)."""
    return open_troubles().filter(organization=organization_id)


@dataclass(frozen=True)
class Bounce:
    """A letter that came back: to which address of whom, and the words of its server."""

    owner: Owner
    address: str
    words: str


def bounces() -> list[Bounce]:
    """Letters of running rounds that came back and of which no trouble tells yet, also no ended one (1 query)."""
    failed = Letter.objects.filter(key=OuterRef("letter_key"), state=State.FAILED)
    told = Trouble.objects.alias(folded=Lower("address")).filter(
        organization=OuterRef("inquiry__organization"),
        kind=TroubleKind.EMAIL,
        folded=Lower(OuterRef("to")),
        tried_at__gte=OuterRef("written_at"),
    )
    rows = Reminder.objects.filter(inquiry__ended_at=None).order_by("pk")
    found = rows.annotate(
        to=Subquery(failed.values("to")[:1]), said=Subquery(failed.values("last_error")[:1])
    )
    found = found.exclude(to=None).exclude(Exists(told))
    return [
        Bounce(Owner(house, None), to, said)
        for house, to, said in found.values_list("inquiry__organization", "to", "said")
    ]


@dataclass(frozen=True)
class Broken:
    """A trouble as its organization can mend it: in a field of the entry with this uid, or (without one) in how it
    wants to be asked.
    """

    trouble: Trouble
    entry: UUID | None
    field: str = ""


def broken_of(organization: Organization) -> list[Broken]:
    """What an organization has to mend, the oldest first (1 query, 9 where there is something).

    An address that stands nowhere any more is left out: the worker ends its trouble within the hour.
    """
    found = list(troubles_of(organization.pk))
    if not found:
        return []
    places = _places_of(organization)
    letters = {address for _pk, address in known_addresses([organization.pk])}
    rows: list[Broken] = []
    for trouble in found:
        folded = _folded(trouble)
        if place := places.get((trouble.kind, folded)):
            rows.append(Broken(trouble, *place))
        elif trouble.kind == TroubleKind.EMAIL and folded in letters:
            rows.append(Broken(trouble, None))
    return rows


def _places_of(organization: Organization) -> dict[tuple[str, str], tuple[UUID, str]]:
    """Where an address stands: (kind, address) → entry and field; its own before those of its offers."""
    offers = organization.services.filter(status=Status.ACTIVE).order_by("pk")
    mine = Q(organization=organization) | Q(service__in=offers)
    contacts = Contact.objects.filter(mine).order_by("organization", "pk")
    rows = [
        (TroubleKind.WEBSITE, organization.website, organization.uid, "website"),
        (TroubleKind.EMAIL, organization.email.lower(), organization.uid, "email"),
    ]
    for uid, url, email in offers.values_list("uid", "url", "email"):
        rows.append((TroubleKind.WEBSITE, url, uid, "url"))
        rows.append((TroubleKind.EMAIL, email.lower(), uid, "email"))
    for uid, email in contacts.values_list("service__uid", "email"):
        rows.append((TroubleKind.EMAIL, email.lower(), uid or organization.uid, "contacts"))
    return {(kind, address): (uid, field) for kind, address, uid, field in reversed(rows)}


def _folded(trouble: Trouble) -> str:
    """Mailboxes are compared without upper case, pages with it."""
    return trouble.address.lower() if trouble.kind == TroubleKind.EMAIL else trouble.address


def gone_from_entries(troubles: Iterable[Trouble]) -> Iterator[Trouble]:
    """Of these those whose address stands nowhere in the entries of its organization any more (at most 10 queries)."""
    asked = list(troubles)
    houses = {trouble.organization_id for trouble in asked}
    used = _pages_of(houses) | _mailboxes_of(houses) if houses else set()
    for trouble in asked:
        if (trouble.organization_id, _folded(trouble)) not in used:
            yield trouble


def _pages_of(houses: set[int]) -> set[tuple[int, str]]:
    own = Organization.objects.filter(pk__in=houses, status=Status.ACTIVE)
    offers = Service.objects.filter(ACTIVE_SERVICE, organization__in=houses)
    return {
        *own.values_list("pk", "website"),
        *offers.values_list("organization_id", "url"),
    }


def _mailboxes_of(houses: set[int]) -> set[tuple[int, str]]:
    """In lower case: mailboxes are compared without it."""
    mail = Lower("email")
    return {
        *Organization.objects.filter(pk__in=houses).values_list("pk", mail),
        *Service.objects.filter(organization__in=houses).values_list("organization_id", mail),
        *Contact.objects.filter(organization__in=houses).values_list("organization_id", mail),
        *known_addresses(houses),
    }
