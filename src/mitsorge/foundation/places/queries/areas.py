"""Which areas a point lies in, and what a map draws."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from math import cos, radians
from typing import Any

from django.db.models import Q, QuerySet

from mitsorge.foundation.places.models import Body, Municipality, PlanningArea
from mitsorge.foundation.places.queries.remembered import Geography, geography
from mitsorge.foundation.places.rules import AreaKind, Point, Precision, contains

KM_PER_DEGREE = 111.32
"""One degree of latitude in km."""
FINE_KINDS = {AreaKind.QUARTER, AreaKind.DISTRICT}
"""Kinds smaller than a place: a point known only by its place is not put into one of them."""


def areas_in_force(on: date | None = None) -> QuerySet[PlanningArea]:
    """The planning areas in force on a day; without a day those that have not ended. Outlines not loaded. 1 query."""
    current = Q(active_to__isnull=True)
    period = current if on is None else Q(active_from__lte=on) & (current | Q(active_to__gt=on))
    return PlanningArea.objects.filter(period).defer("outline")


def municipality_at(point: Point) -> Municipality | None:
    """The municipality whose outline contains the point, if outlines are loaded. 1 query."""
    boxed = Municipality.objects.filter(_around(point), outline__isnull=False)
    return next((each for each in boxed if contains(each.outline or {}, point)), None)


def areas_containing(
    point: Point,
    on: date | None = None,
    *,
    municipality: Municipality | None = None,
    named: Collection[PlanningArea] = (),
) -> tuple[PlanningArea, ...]:
    """The planning areas a point lies in, the widest first: by outline, by municipality, and all areas above those.

    `named`: areas known to hold the place; then no other district or quarter is guessed from the point. With the
    `municipality` given 4 queries, else 5; fewer where no area is in force or found.
    """
    parents = dict(areas_in_force(on).values_list("pk", "parent_id"))
    if not parents:
        return ()
    municipality = municipality or municipality_at(point)
    fine = point.precision != Precision.PLACE and not named
    found = {area.pk for area in named if area.pk in parents}
    found.update(_by_outline(point, parents, fine=fine))
    if municipality:
        found.update(
            area for area, _municipality in _memberships(parents, municipality=municipality)
        )
    return _with_parents(found, parents)


def _with_parents(
    found: Iterable[int], parents: Mapping[int, int | None]
) -> tuple[PlanningArea, ...]:
    """The areas found and everything above them, the widest first. 1 query, none where nothing was found."""
    depths = {key: depth for each in found for depth, key in enumerate(_path(each, parents))}
    areas = PlanningArea.objects.defer("outline").filter(pk__in=depths) if depths else ()
    return tuple(sorted(areas, key=lambda area: (depths[area.pk], area.code)))


def outlines_for_map(body: Body, on: date | None = None) -> dict[str, Any]:
    """A GeoJSON FeatureCollection of the body's municipalities and planning areas that have an outline.

    Municipalities carry `ags`, `name` and `areas` (codes of the planning areas made from them); planning areas
    carry `code`, `name`, `kind` and `parent` (a code). Longitude first, degrees, as stored. 3 queries.
    """
    areas = list(areas_in_force(on).filter(body=body).defer(None))
    codes = {area.pk: area.code for area in areas}
    members = defaultdict(list)
    for area, municipality in _memberships(codes):
        members[municipality].append(codes[area])
    outlined = Municipality.objects.filter(ags__startswith=body.ags, outline__isnull=False)
    features = [
        _municipal_feature(each, sorted(members[each.pk])) for each in outlined.order_by("ags")
    ]
    features += [
        _areal_feature(area, codes.get(area.parent_id or 0)) for area in areas if area.outline
    ]
    return {"type": "FeatureCollection", "features": features}


def municipalities_around(point: Point, *, km: float, limit: int = 12) -> list[Municipality]:
    """Municipalities whose middle lies in a square of `km` each way, the largest first, without outlines. 1 query."""
    north = km / KM_PER_DEGREE
    east = north / cos(radians(point.latitude))
    inside = {
        "latitude__range": (point.latitude - north, point.latitude + north),
        "longitude__range": (point.longitude - east, point.longitude + east),
    }
    return list(
        Municipality.objects.filter(**inside).defer("outline").order_by("-population")[:limit]
    )


def outlines_stamp(ags: str, state: Geography | None = None) -> str:
    """Changes whenever an outline that `outlines_for_map` draws does: a name for a cached picture.

    1 query, none where the caller has read the `state` already.
    """
    return f"{ags}-{(state or geography()).revision:x}"


def _around(point: Point) -> Q:
    """Inside the rectangle, or without a rectangle."""
    inside = Q(west__lte=point.longitude, east__gte=point.longitude)
    return Q(west__isnull=True) | inside & Q(south__lte=point.latitude, north__gte=point.latitude)


def _by_outline(point: Point, among: Iterable[int], *, fine: bool) -> Iterable[int]:
    boxed = PlanningArea.objects.filter(_around(point), pk__in=list(among), outline__isnull=False)
    if not fine:
        boxed = boxed.exclude(kind__in=FINE_KINDS)
    return [
        key
        for key, outline in boxed.order_by().values_list("pk", "outline")
        if contains(outline or {}, point)
    ]


def _memberships(areas: Iterable[int], **only: object) -> QuerySet[Any, tuple[int, int]]:
    through = PlanningArea.municipalities.through.objects.filter(
        planningarea__in=list(areas), **only
    )
    return through.values_list("planningarea_id", "municipality_id")


def _path(key: int, parents: Mapping[int, int | None]) -> list[int]:
    above = parents[key]
    if above is None or above not in parents:
        return [key]
    return [*_path(above, parents), key]


def _municipal_feature(municipality: Municipality, codes: list[str]) -> dict[str, Any]:
    properties = {"ags": municipality.ags, "name": municipality.name, "areas": codes}
    return {"type": "Feature", "properties": properties, "geometry": municipality.outline}


def _areal_feature(area: PlanningArea, parent: str | None) -> dict[str, Any]:
    properties = {"code": area.code, "name": area.name, "kind": area.kind, "parent": parent}
    return {"type": "Feature", "properties": properties, "geometry": area.outline}
