"""The addresses of offers inside their drafts: what an organization may change of its own locations."""

from collections.abc import Mapping
from dataclasses import replace

from mitsorge.domain.directory.models import Location
from mitsorge.domain.directory.queries.edit import drafts_of_locations
from mitsorge.domain.directory.rules import ServiceDraft, SiteDraft


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
