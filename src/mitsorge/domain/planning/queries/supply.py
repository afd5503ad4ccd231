"""The supply of the network, read from the directory: who offers what, where, with how many places, how surely."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from mitsorge.domain.directory.models import (
    Attribute,
    Location,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
    TaxonomyTerm,
)
from mitsorge.domain.directory.queries.visible import (
    OFFER_REVIEW_MONTHS,
    freshness_of,
    in_period,
)
from mitsorge.domain.directory.rules import KIND_OF_TERM, Age, PlaceKind, TermKind
from mitsorge.domain.directory.rules.codes import Area
from mitsorge.domain.planning.queries.figures import Network, network_regions
from mitsorge.domain.planning.rules.regions import Region, finest_regions
from mitsorge.domain.planning.rules.supply import Reach, SupplyRow
from mitsorge.foundation.places.models import PlanningArea
from mitsorge.foundation.places.queries.areas import areas_in_force
from mitsorge.foundation.places.rules import Point, contains

VISITED = frozenset(
    {PlaceKind.DAY, PlaceKind.SHORT_TERM, PlaceKind.LONG_TERM, PlaceKind.ASSISTED_LIVING}
)
"""Kinds of places people come to: how far the site is counts, not where its bus goes."""
Site = tuple[float, float, bool, str, str]
"""Degrees, whether exact, code of the planning area, name of the municipality."""


def supply_of(
    terms: Collection[str] | None = None,
    *,
    on: date,
    network: Network | None = None,
) -> list[SupplyRow]:
    """Active offers of these kinds (codes; None: all) and of the kinds below them, a row per kind asked for and site.

    Offers that nobody confirmed for long are among them, not confirmed. A protected address has the middle of its
    municipality. 9 queries, 3 fewer with `network`, 1 more where planning areas are outlines.
    """
    asked = _asked(terms)
    offers = _offers(asked, on)
    if not offers:
        return []
    ground = _Ground(network or network_regions(on), on)
    sites, areas, capacities = _sites(offers), _areas(offers), _capacities(offers)
    return [
        row
        for service in sorted(offers.values(), key=lambda each: (each.name, each.pk))
        for term in asked.of[service.pk]
        for row in _rows(
            *(service, term, ground, on),
            sites=sites[service.pk],
            reach=_reach(areas[service.pk], ground),
            capacities=capacities[service.pk],
        )
    ]


@dataclass
class _Asked:
    """Which of the kinds asked for (by the id of each kind below them) an offer is of."""

    roots: Mapping[int, frozenset[str]]
    of: dict[int, list[str]]


def _asked(terms: Collection[str] | None) -> _Asked:
    """1 query: kinds asked for and everything below them; without `terms` each kind for itself."""
    rows = TaxonomyTerm.objects.filter(kind=TermKind.CARE).order_by()
    if terms is None:
        return _Asked({pk: frozenset([code]) for pk, code in rows.values_list("pk", "code")}, {})
    wanted = frozenset(terms)
    above = rows.values_list("pk", "code", "parent__code", "parent__parent__code")
    found = {pk: wanted.intersection(codes) for pk, *codes in above}
    return _Asked({pk: roots for pk, roots in found.items() if roots}, {})


def _offers(asked: _Asked, on: date) -> dict[int, Service]:
    """2 queries: which offers are of these kinds, and they themselves with their organization and interval."""
    kinds: dict[int, set[str]] = defaultdict(set)
    if not asked.roots:
        return {}
    pairs = Attribute.objects.filter(term__in=asked.roots).order_by()
    for service, term in pairs.values_list("service", "term"):
        kinds[service] |= asked.roots[term]
    if not kinds:
        return {}
    active = Service.objects.filter(in_period(on), in_period(on, "organization__"))
    of_kinds = active.filter(attributes__term__in=asked.roots).distinct()
    found = of_kinds.select_related("organization").annotate(review_months=OFFER_REVIEW_MONTHS)
    offers: dict[int, Service] = {service.pk: service for service in found}
    asked.of = {pk: sorted(kinds[pk]) for pk in offers}
    return offers


def _sites(offers: Collection[int]) -> Mapping[int, list[Location]]:
    found: dict[int, list[Location]] = defaultdict(list)
    rows = ServiceAtLocation.objects.filter(service__in=offers).order_by("pk")
    place = (f"municipality__{name}" for name in ("ags", "name", "latitude", "longitude"))
    wanted = ("town", "latitude", "longitude", "is_protected", *place)
    only = rows.select_related("location__municipality").only(
        "service", *(f"location__{name}" for name in wanted)
    )
    for row in only:
        found[row.service_id].append(row.location)
    return found


def _areas(offers: Collection[int]) -> Mapping[int, list[ServiceArea]]:
    found: dict[int, list[ServiceArea]] = defaultdict(list)
    rows = ServiceArea.objects.filter(service__in=offers).select_related(
        "municipality", "planning_area"
    )
    for row in rows.defer("municipality__outline", "planning_area__outline"):
        found[row.service_id].append(row)
    return found


def _capacities(offers: Collection[int]) -> Mapping[int, list[ServiceCapacity]]:
    found: dict[int, list[ServiceCapacity]] = defaultdict(list)
    rows = ServiceCapacity.objects.filter(service__in=offers).only("service", "kind", "maximum")
    for row in rows:
        found[row.service_id].append(row)
    return found


def _rows(
    service: Service,
    term: str,
    ground: "_Ground",
    on: date,
    *,
    sites: Sequence[Location],
    reach: Reach,
    capacities: Sequence[ServiceCapacity],
) -> Iterable[SupplyRow]:
    fresh = freshness_of(service.assured_at, getattr(service, "review_months", None), on=on)
    kind = KIND_OF_TERM.get(term)
    base: dict[str, Any] = {
        "term": term,
        "service": service.pk,
        "uid": service.uid,
        "name": service.name,
        "organization": str(service.organization),
        "confirmed": fresh.age in (Age.FRESH, Age.AGEING),
        "days": fresh.days,
        "closed": _is_closed(service, on),
        "visited": kind in VISITED if kind else bool(sites),
        "reach": reach,
    }
    places = _places(capacities, kind)
    if not sites:
        yield SupplyRow(**base, places=places, area=_only(reach.areas))
        return
    for location in sites:
        point = ground.site_of(location)
        told = places if len(sites) == 1 else None
        lat, lon, exact, area, name = point or (None, None, False, "", location.town)
        yield SupplyRow(**base, places=told, lat=lat, lon=lon, exact=exact, area=area, place=name)


def _only(areas: Collection[str]) -> str:
    """The area of an offer that comes to one area only."""
    return next(iter(areas)) if len(areas) == 1 else ""


def _is_closed(service: Service, on: date) -> bool:
    begins, ends = service.closed_from, service.closed_to
    return begins is not None and begins <= on and (ends is None or on < ends)


def _places(capacities: Iterable[ServiceCapacity], kind: PlaceKind | None) -> float | None:
    """What an offer says it has of this kind of places in all; None where one number is missing."""
    known = [each.maximum for each in capacities if kind is None or each.kind == kind]
    total = [number for number in known if number is not None]
    return float(sum(total)) if known and len(total) == len(known) else None


def _reach(areas: Iterable[ServiceArea], ground: "_Ground") -> Reach:
    everywhere, codes, keys, radius = False, set(), set(), None
    points: list[tuple[float, float]] = []
    for area in areas:
        everywhere |= area.kind == Area.BODY
        if area.planning_area:
            codes.add(area.planning_area.code)
        if area.radius_km is not None:
            radius = max(area.radius_km, radius or 0)
        if place := area.municipality:
            keys.add(place.ags)
            if place.latitude is not None and place.longitude is not None:
                points.append((float(place.latitude), float(place.longitude)))
    return Reach(everywhere, ground.covered(codes, keys), radius, tuple(points))


class _Ground:
    """Where a site lies: in an area by its municipality, else by the outlines of the areas (1 query, if needed)."""

    def __init__(self, network: Network, on: date) -> None:
        finest = finest_regions(network.regions)
        self.by_code = {region.code: region for region in network.regions}
        self.finest = [region.code for region in finest]
        self.by_ags = _single(finest)
        outlined = [each.code for each in finest if not self._is_whole(each)]
        self.outlines: list[PlanningArea] = []
        if outlined:
            rows: QuerySet[PlanningArea] = areas_in_force(on).filter(code__in=outlined)
            shapes = rows.filter(outline__isnull=False).defer(None).order_by("code")
            self.outlines = list(shapes)

    def _is_whole(self, region: Region) -> bool:
        return any(self.by_ags.get(ags) == region.code for ags in region.municipalities)

    def covered(self, codes: Collection[str], municipalities: Collection[str]) -> frozenset[str]:
        """The finest areas wholly in named ones: in an area above them, or in municipalities that are all named."""
        return frozenset(
            code
            for code in self.finest
            for region in self._and_above(code)
            if region.code in codes
            or (region.municipalities and set(region.municipalities) <= set(municipalities))
        )

    def _and_above(self, code: str) -> Iterable[Region]:
        found: list[Region] = []
        while (region := self.by_code.get(code)) and region not in found:
            found.append(region)
            code = region.parent
        return found

    def site_of(self, location: Location) -> Site | None:
        """The point that may be used; None where neither a point nor the municipality's middle is known."""
        place = location.municipality
        name = place.name if place else location.town
        hidden = location.is_protected
        holder = None if hidden or location.latitude is None else location
        source = holder or place
        if source is None or source.latitude is None or source.longitude is None:
            return None
        lat, lon = float(source.latitude), float(source.longitude)
        exact = holder is not None
        area = self.by_ags.get(place.ags, "") if place else ""
        return lat, lon, exact, area or self._around(lat, lon, exact=exact), name

    def _around(self, lat: float, lon: float, *, exact: bool) -> str:
        """By outline; the middle of a city says nothing about the quarter."""
        if not exact:
            return ""
        point = Point(lat, lon)
        boxed = (area for area in self.outlines if _in_box(area, point))
        return next((area.code for area in boxed if contains(area.outline or {}, point)), "")


def _in_box(area: PlanningArea, point: Point) -> bool:
    """A missing rectangle says: look at the outline."""
    if None in (area.west, area.east, area.south, area.north):
        return True
    west, east = float(area.west or 0), float(area.east or 0)
    south, north = float(area.south or 0), float(area.north or 0)
    return west <= point.longitude <= east and south <= point.latitude <= north


def _single(regions: Iterable[Region]) -> dict[str, str]:
    """Municipality → its planning area, where it lies in one only."""
    codes: dict[str, set[str]] = defaultdict(set)
    for region in regions:
        for ags in region.municipalities:
            codes[ags].add(region.code)
    return {ags: next(iter(found)) for ags, found in codes.items() if len(found) == 1}
