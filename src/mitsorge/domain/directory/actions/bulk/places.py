"""Locations of many offers: offers of one house share one location of their organization."""

import uuid
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from mitsorge.domain.directory.actions.bulk.insert import Row, insert, reserve
from mitsorge.domain.directory.models import Location, ServiceAtLocation
from mitsorge.domain.directory.rules.offer_rows import PLACE_FIELDS
from mitsorge.domain.directory.rules.slugs import slug
from mitsorge.foundation.places.queries import Located

Locate = Callable[..., Located | None]
Address = tuple[int, str, str, str, bool]
plain = lru_cache(maxsize=65536)(slug)


class Locations:
    """The locations of the organizations concerned, by address (1 query), and those to be written."""

    def __init__(self, organizations: set[int], locate: Locate) -> None:
        self.known: dict[Address, int] = {}
        self.new: dict[Address, Row] = {}
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
        if "protected" not in values and (protected := (*key[:4], True)) in self.known:
            return protected  # a list that says nothing of it opens no protected address
        if key not in self.known and key not in self.new:
            self.new[key] = self._location(owner, values)
        return key

    def _location(self, owner: int, values: Mapping[str, Any]) -> Row:
        street, postcode, town = (str(values.get(name) or "") for name in PLACE_FIELDS[:3])
        typed = (street, postcode, town)
        if typed not in self.found:
            self.found[typed] = self.locate(street=street, postcode=postcode, place=town)
        located = self.found[typed]
        return {
            "uid": uuid.uuid4(),
            "organization_id": owner,
            "street": street,
            "postcode": postcode,
            "town": town,
            "is_protected": bool(values.get("protected")),
            "municipality_id": located.municipality.pk
            if located and located.municipality
            else None,
            "latitude": located and _five(located.point.latitude),
            "longitude": located and _five(located.point.longitude),
            "precision": located.point.precision if located else "",
        }

    def write(self) -> None:
        """Writes what is new (1 query per 5,000 and 1 for their ids)."""
        numbers = reserve(Location, len(self.new))
        rows = [{**row, "id": pk} for pk, row in zip(numbers, self.new.values(), strict=True)]
        insert(Location, rows)
        self.known.update(zip(self.new, numbers, strict=True))
        self.new = {}


@lru_cache(maxsize=4096)
def _five(degrees: float) -> Decimal:
    return round(Decimal(degrees), 5)


def _says_where(values: Mapping[str, Any]) -> bool:
    return any(values.get(name) for name in ("street", "postcode", "town"))


def address(owner: int, values: Mapping[str, Any]) -> Address:
    """What makes two addresses one: organization, street and town in their plain letters, postcode, protection."""
    return (
        owner,
        plain(str(values.get("street") or "")),
        str(values.get("postcode") or ""),
        plain(str(values.get("town") or "")),
        bool(values.get("protected")),
    )


def settle(wanted: Mapping[int, list[Address]], locations: Locations) -> None:
    """Puts new offers at their locations: {service id: addresses}."""
    sites = [
        {"service_id": pk, "location_id": location}
        for pk, keys in wanted.items()
        for location in dict.fromkeys(locations.known[key] for key in keys)
    ]
    insert(ServiceAtLocation, sites)


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
