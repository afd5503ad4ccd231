"""Places as the public may see them: of a protected address only the town."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import SupportsFloat

from django.db.models import Q

from mitsorge.domain.directory.models import Accessibility, Location, ServiceAtLocation
from mitsorge.domain.directory.queries.visible import visible_services


@dataclass(frozen=True)
class AccessLine:
    """One statement about getting in: `access` is a `rules.Access`."""

    name: str
    access: str
    details: str


@dataclass(frozen=True)
class Site:
    """A location for the public. Protected: everything but `town` is empty and `point` is None."""

    town: str
    is_protected: bool
    name: str = ""
    street: str = ""
    postcode: str = ""
    point: tuple[float, float] | None = None
    """(latitude, longitude) in degrees, WGS 84."""
    transportation: str = ""
    note: str = ""
    accessibility: tuple[AccessLine, ...] = ()


def public_point(
    is_protected: bool, latitude: SupportsFloat | None, longitude: SupportsFloat | None
) -> tuple[float, float] | None:
    """Where a location is, for the public: None where its address is protected or unknown."""
    if is_protected or latitude is None or longitude is None:
        return None
    return float(latitude), float(longitude)


def public_site(
    location: Location, *, note: str = "", accessibility: Iterable[AccessLine] = ()
) -> Site:
    """The only way from a `Location` to a public page or feed."""
    if location.is_protected:
        return Site(location.town, is_protected=True)
    return Site(
        town=location.town,
        is_protected=False,
        name=location.name,
        street=location.street,
        postcode=location.postcode,
        point=public_point(location.is_protected, location.latitude, location.longitude),
        transportation=location.transportation,
        note=note,
        accessibility=tuple(accessibility),
    )


def sites_of_service(service_id: int) -> list[Site]:
    """The sites of one offer with their accessibility (2 queries)."""
    sites = list(ServiceAtLocation.objects.filter(service_id=service_id).select_related("location"))
    lines = _access_lines([site.location_id for site in sites])
    return [
        public_site(
            site.location, note=site.description, accessibility=lines.get(site.location_id, ())
        )
        for site in sites
    ]


def sites_of_organization(organization_id: int, *, on: date) -> list[Site]:
    """The locations of one organization, each town and street once (2 queries).

    Where hidden offers stand and no visible one, nothing is shown: a draft has no address yet.
    """
    free = Q(sites=None) | Q(sites__service__in=visible_services(on))
    locations = list(Location.objects.filter(free, organization_id=organization_id).distinct())
    lines = _access_lines([location.pk for location in locations])
    sites = [
        public_site(location, accessibility=lines.get(location.pk, ())) for location in locations
    ]
    return list(dict.fromkeys(sites))


def _access_lines(location_ids: list[int]) -> dict[int, list[AccessLine]]:
    found: dict[int, list[AccessLine]] = {}
    rows = (
        Accessibility.objects.filter(location_id__in=location_ids)
        .order_by("term__position", "term__name", "pk")
        .values_list("location_id", "term__name", "access", "details")
    )
    for location_id, *line in rows:
        found.setdefault(location_id, []).append(AccessLine(*line))
    return found
