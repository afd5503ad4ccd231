"""From the sites of a proposal to locations: an address is changed where it stands, for every offer there."""

from dataclasses import replace
from datetime import datetime

from mitsorge.domain.directory.actions import change_location
from mitsorge.domain.directory.rules import ServiceDraft, SiteDraft
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
    stood = {site.location_id: site.location for site in now.sites if site.location}
    for site in wanted.sites:
        before = stood.get(site.location_id)
        if site.location_id and site.location and before and site.location != before:
            change_location(
                location_id=site.location_id, draft=site.location, seen=before, by=by, at=at
            )
    return replace(wanted, sites=tuple(_plain(site) for site in wanted.sites))


def _plain(site: SiteDraft) -> SiteDraft:
    return replace(site, location=None) if site.location_id else site
