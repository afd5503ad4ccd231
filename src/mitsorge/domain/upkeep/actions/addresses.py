"""From the sites of a proposal to locations: an address is changed where it stands, for every offer there."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime

from mitsorge.domain.directory.actions import change_location, create_location
from mitsorge.domain.directory.rules import OrganizationDraft, ServiceDraft, SiteDraft
from mitsorge.domain.upkeep.queries.addresses import HouseDraft
from mitsorge.foundation.people.models import Account


def to_check(wanted: ServiceDraft) -> ServiceDraft:
    """The draft for the rules of the directory, which look at every address that is typed."""
    sites = (replace(site, location_id=None) if site.location else site for site in wanted.sites)
    return replace(wanted, sites=tuple(sites))


def write_addresses(
    now: ServiceDraft, wanted: ServiceDraft, *, by: Account | None, at: datetime
) -> ServiceDraft:
    """Writes changed addresses of known locations; returns the offer as the directory writes it.

    Both with the addresses of their locations. A new address stays in its site. Raises `ChangedMeanwhile` where
    somebody else changed the location since `now` was read, `NotAllowed` unless the office does it.
    """
    _write_known(now.sites, wanted.sites, by=by, at=at)
    return replace(wanted, sites=tuple(_plain(site) for site in wanted.sites))


def write_house(
    now: HouseDraft, wanted: HouseDraft, *, organization_id: int, by: Account | None, at: datetime
) -> OrganizationDraft:
    """As `write_addresses` for an organization: a new address becomes a location of its own, none goes away."""
    _write_known(now.sites, wanted.sites, by=by, at=at)
    for site in wanted.sites:
        if site.location_id is None and site.location:
            create_location(organization_id=organization_id, draft=site.location, by=by, at=at)
    own = {field.name: getattr(wanted, field.name) for field in fields(OrganizationDraft)}
    return OrganizationDraft(**own)


def _write_known(
    now: Sequence[SiteDraft], wanted: Sequence[SiteDraft], *, by: Account | None, at: datetime
) -> None:
    stood = {site.location_id: site.location for site in now if site.location}
    for site in wanted:
        before = stood.get(site.location_id)
        if site.location_id and site.location and before and site.location != before:
            change_location(
                location_id=site.location_id, draft=site.location, seen=before, by=by, at=at
            )


def _plain(site: SiteDraft) -> SiteDraft:
    return replace(site, location=None) if site.location_id else site
