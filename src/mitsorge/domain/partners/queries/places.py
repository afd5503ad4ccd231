"""Where partners are: for the map beside their list, and for the planning areas above it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from mitsorge.domain.directory.models import Location
from mitsorge.domain.directory.queries.sites import public_point
from mitsorge.domain.directory.queries.visible import visible_services
from mitsorge.domain.partners.queries.public import running
from mitsorge.foundation.places.models import Municipality, PlanningArea
from mitsorge.foundation.places.queries import areas_in_force
from mitsorge.foundation.places.rules import Point
from mitsorge.foundation.places.rules.outlines import contains


@dataclass(frozen=True)
class PartnerPlace:
    """A place of a partner as the public may see it: a protected one has a town and no point."""

    organization_id: int
    town: str
    postcode: str
    municipality_id: int | None
    point: tuple[float, float] | None
    """(latitude, longitude) in degrees, WGS 84."""


@dataclass(frozen=True)
class Cluster:
    """Partners of one place: the middle of their points, and how many they are."""

    name: str
    latitude: float
    longitude: float
    partners: int


def partner_places(*, on: date) -> list[PartnerPlace]:
    """The places of all running partners, the first of each first (1 query).

    Where only hidden offers stand nothing is shown: a draft has no address yet.
    """
    shown = Q(sites=None) | Q(sites__service__in=visible_services(on))
    rows = (
        Location.objects.filter(
            shown, organization__in=running(on).order_by().values("organization")
        )
        .order_by("organization", "pk")
        .distinct()
        .values_list(
            *("organization_id", "town", "postcode", "municipality_id"),
            *("is_protected", "latitude", "longitude"),
        )
    )
    return [
        PartnerPlace(house, town, "" if hidden else code, place, public_point(hidden, north, east))
        for house, town, code, place, hidden, north, east in rows
    ]


def areas_to_choose(on: date) -> list[tuple[str, str]]:
    """(code, name) of the planning areas in force (1 query)."""
    return list(areas_in_force(on).order_by("name", "code").values_list("code", "name"))


def houses_in_area(code: str, places: Iterable[PartnerPlace], *, on: date) -> set[int]:
    """The organizations with a place in a planning area or one below it; nobody for an unknown one (3 queries)."""
    areas = list(areas_in_force(on).defer(None))
    wanted = _with_children(code, areas)
    inside = set(
        Municipality.objects.filter(planning_areas__in=wanted).values_list("pk", flat=True)
    )
    outlines = [area.outline for area in wanted if area.outline]
    return {
        place.organization_id
        for place in places
        if place.municipality_id in inside or _lies_in(place, outlines)
    }


def _with_children(code: str, areas: Collection[PlanningArea]) -> list[PlanningArea]:
    found = [area for area in areas if area.code == code]
    for area in found:  # grows while it is walked: children, their children …
        found += [child for child in areas if child.parent_id == area.pk]
    return found


def _lies_in(place: PartnerPlace, outlines: list[dict[str, object]]) -> bool:
    if place.point is None:
        return False
    point = Point(*place.point)
    return any(contains(outline, point) for outline in outlines)


def clusters(places: Iterable[PartnerPlace]) -> list[Cluster]:
    """One per town, or per postcode where all are in one town; each partner counts at its first place only."""
    first: dict[int, PartnerPlace] = {}
    for place in places:
        if place.point:
            first.setdefault(place.organization_id, place)
    codes = {place.postcode for place in first.values()}
    in_one_town = len({place.town for place in first.values()}) == 1 < len(codes)
    grouped: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for place in first.values():
        if place.point:
            grouped[place.postcode if in_one_town else place.town].append(place.point)
    return [_cluster("" if in_one_town else name, found) for name, found in sorted(grouped.items())]


def _cluster(name: str, points: list[tuple[float, float]]) -> Cluster:
    n = len(points)
    north, east = sum(one for one, _ in points) / n, sum(one for _, one in points) / n
    return Cluster(name, north, east, n)
