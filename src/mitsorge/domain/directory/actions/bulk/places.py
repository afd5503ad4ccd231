"""Locations of many offers: offers of one house share one location of their organization."""

from collections.abc import Callable, Mapping
from typing import Any

from mitsorge.domain.directory.models import Location, ServiceAtLocation
from mitsorge.domain.directory.rules.offer_rows import PLACE_FIELDS
from mitsorge.domain.directory.rules.slugs import slug
from mitsorge.foundation.places.queries import Located

Locate = Callable[..., Located | None]
Address = tuple[int, str, str, str, bool]
BATCH = 2000


class Locations:
    """The locations of the organizations concerned, by address (1 query), and those to be written."""

    def __init__(self, organizations: set[int], locate: Locate) -> None:
        self.known: dict[Address, int] = {}
        self.new: dict[Address, Location] = {}
        self.locate = locate
        self.found: dict[tuple[str, str, str], Located | None] = {}
        rows = Location.objects.filter(organization__in=organizations).order_by("-pk")
        for row in rows.values_list(
            "pk", "organization_id", "street", "postcode", "town", "is_protected"
        ):
            pk, owner, street, postcode, town, protected = row
            self.known[
                address(
                    owner,
                    {"street": street, "postcode": postcode, "town": town, "protected": protected},
                )
            ] = pk

    def want(self, owner: int, values: Mapping[str, Any]) -> list[Address]:
        """Notes the addresses of an offer, its first one first; none where the list names none."""
        more = [
            dict(zip(PLACE_FIELDS, place, strict=False))
            for place in values.get("more_places") or ()
        ]
        return [self._want_one(owner, place) for place in (values, *more) if _says_where(place)]

    def _want_one(self, owner: int, values: Mapping[str, Any]) -> Address:
        key = address(owner, values)
        if key not in self.known and key not in self.new:
            self.new[key] = self._location(owner, values)
        return key

    def _location(self, owner: int, values: Mapping[str, Any]) -> Location:
        street, postcode, town = (str(values.get(name) or "") for name in PLACE_FIELDS[:3])
        typed = (street, postcode, town)
        if typed not in self.found:
            self.found[typed] = self.locate(street=street, postcode=postcode, place=town)
        located = self.found[typed]
        return Location(
            organization_id=owner,
            street=street,
            postcode=postcode,
            town=town,
            is_protected=bool(values.get("protected")),
            municipality=located.municipality if located else None,
            latitude=round(located.point.latitude, 5) if located else None,
            longitude=round(located.point.longitude, 5) if located else None,
            precision=located.point.precision if located else "",
        )

    def write(self) -> None:
        """Writes what is new (1 query per 2,000)."""
        Location.objects.bulk_create(self.new.values(), batch_size=BATCH)
        self.known.update({key: location.pk for key, location in self.new.items()})
        self.new = {}


def _says_where(values: Mapping[str, Any]) -> bool:
    return any(values.get(name) for name in ("street", "postcode", "town"))


def address(owner: int, values: Mapping[str, Any]) -> Address:
    """What makes two addresses one: organization, street and town in their plain letters, postcode, protection."""
    return (
        owner,
        slug(str(values.get("street") or "")),
        str(values.get("postcode") or ""),
        slug(str(values.get("town") or "")),
        bool(values.get("protected")),
    )


def settle(wanted: Mapping[int, list[Address]], locations: Locations) -> None:
    """Puts new offers at their locations: {service id: addresses}."""
    sites = [
        ServiceAtLocation(service_id=pk, location_id=location)
        for pk, keys in wanted.items()
        for location in dict.fromkeys(locations.known[key] for key in keys)
    ]
    ServiceAtLocation.objects.bulk_create(sites, batch_size=BATCH)


def move(wanted: Mapping[int, list[Address]], locations: Locations) -> None:
    """Moves offers to other addresses: as many sites as are named are replaced, the first ones first.

    A location nobody uses any more goes, unless somebody described how to get in.
    """
    held: dict[int, list[ServiceAtLocation]] = {}
    for site in ServiceAtLocation.objects.filter(service__in=wanted).order_by("pk"):
        held.setdefault(site.service_id, []).append(site)
    left = [site for pk, sites in held.items() for site in sites[: len(wanted[pk])]]
    ServiceAtLocation.objects.filter(pk__in=[site.pk for site in left]).delete()
    settle(wanted, locations)
    gone = {site.location_id for site in left}
    Location.objects.filter(pk__in=gone, sites=None, accessibility=None).delete()
