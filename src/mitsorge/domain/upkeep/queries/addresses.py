"""Addresses inside the drafts of offers and organizations: what an organization may change of its own locations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Q

from mitsorge.domain.directory.models import Location, Organization
from mitsorge.domain.directory.queries.edit import drafts_of_locations, drafts_of_organizations
from mitsorge.domain.directory.rules import OrganizationDraft, ServiceDraft, SiteDraft, Status


@dataclass(frozen=True)
class HouseDraft(OrganizationDraft):
    """An organization with the addresses of its own locations, also those without an offer."""

    sites: tuple[SiteDraft, ...] = ()


def house_drafts(organizations: Iterable[Organization]) -> dict[int, HouseDraft]:
    """By their number (5 queries, whatever how many). Holds protected addresses.

    A location at which only offers stand that are not active is left out: it has no address in the directory yet.
    """
    plain = drafts_of_organizations(organizations)
    free = Q(sites=None) | Q(sites__service__status=Status.ACTIVE)
    rows = Location.objects.filter(free, organization__in=plain).distinct().order_by("pk")
    records = list(rows)
    known = drafts_of_locations(records)
    sites: dict[int, tuple[SiteDraft, ...]] = defaultdict(tuple)
    for record in records:
        sites[record.organization_id] += (SiteDraft(record.pk, "", known[record.pk]),)
    return {pk: HouseDraft(**vars(draft), sites=sites[pk]) for pk, draft in plain.items()}


def with_addresses(drafts: Mapping[int, ServiceDraft]) -> dict[int, ServiceDraft]:
    """The same offers, each site at a location of their own organization with that location beside its number.

    A site at somebody else's location stays a number. Holds protected addresses (2 queries, 1 without a location).
    """
    sites = (site for draft in drafts.values() for site in draft.sites)
    ids = {site.location_id for site in sites if site.location_id}
    records = {one.pk: one for one in Location.objects.filter(pk__in=ids)}
    known = drafts_of_locations(records.values()) if records else {}

    def filled(site: SiteDraft, owner: int) -> SiteDraft:
        record = records.get(site.location_id or 0)
        if record is None or record.organization_id != owner:
            return site
        return replace(site, location=known[record.pk])

    return {
        pk: replace(draft, sites=tuple(filled(site, draft.organization_id) for site in draft.sites))
        for pk, draft in drafts.items()
    }
