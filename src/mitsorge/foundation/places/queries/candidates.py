"""Everything a typed place may mean, before one of it is chosen."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from statistics import fmean

from django.db.models import Avg, Exists, OuterRef, Q

from mitsorge.foundation.places.models import Body, Municipality, PlanningArea, Postcode
from mitsorge.foundation.places.queries.areas import FINE_KINDS, areas_in_force
from mitsorge.foundation.places.rules import (
    Naming,
    Point,
    Precision,
    continues,
    distance_km,
    place_key,
)

NAME_PARTS = re.compile(r"[-/ ]")

NEAR_KM = 20.0
"""How far a village may lie from the place it is named with: "Gömnigk b. Brück"."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing a typed text may mean: a municipality, a postcode row, or planning areas (several for "Grünau")."""

    key: str
    name: str
    point: Point
    municipality: Municipality | None = None
    postcode: str = ""
    areas: tuple[PlanningArea, ...] = ()
    whole: bool = False

    @property
    def population(self) -> int:
        return self.municipality.population if self.municipality else 0

    @property
    def is_town(self) -> bool:
        return self.whole and not self.areas

    @property
    def rank(self) -> tuple[bool, bool]:
        """Whole municipalities and areas before postcode rows, those before villages."""
        return not self.whole, bool(self.postcode)


@dataclass(frozen=True, slots=True)
class Home:
    """The bodies of this installation."""

    ags: tuple[str, ...]

    def owns(self, candidate: Candidate) -> bool:
        if candidate.areas:
            return True
        return bool(candidate.municipality and candidate.municipality.ags.startswith(self.ags))

    def center(self) -> Point | None:
        """The middle of the municipalities of the bodies. 1 query."""
        own = Q(pk__in=[])
        for ags in self.ags:
            own |= Q(ags__startswith=ags)
        middle = Municipality.objects.filter(own).aggregate(Avg("latitude"), Avg("longitude"))
        latitude, longitude = middle["latitude__avg"], middle["longitude__avg"]
        return None if latitude is None or longitude is None else Point(latitude, longitude)


def home() -> Home:
    """1 query."""
    return Home(tuple(Body.objects.values_list("ags", flat=True)))


def by_code_or_name(code: str, readings: tuple[Naming, ...]) -> list[Candidate]:
    """Postcode rows of the code, and of every name in the readings. 1 query."""
    keys = _keys(readings)
    wanted = (Q(code=code) if code else Q(pk__in=[])) | (Q(key__in=keys) if keys else Q(pk__in=[]))
    siblings = Postcode.objects.filter(
        ~Q(code=OuterRef("code")), municipality=OuterRef("municipality")
    )
    rows = Postcode.objects.filter(wanted, latitude__isnull=False, longitude__isnull=False)
    rows = rows.select_related("municipality").defer("municipality__outline")
    return [_of_postcode(row, split=row.split) for row in rows.annotate(split=Exists(siblings))]


def by_municipality(readings: tuple[Naming, ...]) -> list[Candidate]:
    """Municipalities named so, or whose name only adds a river: "Halle" for "Halle (Saale)". 1 query."""
    if not readings:
        return []
    named = Q(key__in=_keys(readings))
    heads = {each.key for each in (readings[0], *readings) if _may_continue(each, readings[0])}
    for head in heads:
        named |= starting_with("key", head)
    rows = Municipality.objects.filter(named, latitude__isnull=False, longitude__isnull=False)
    rows = rows.defer("outline")
    return [_of_municipality(row, key) for row in rows for key in _keys_of(row, heads)]


def by_area(keys: Iterable[str]) -> list[Candidate]:
    """Planning areas that have not ended, by name or by a part of it: "Grünau" for "Grünau-Ost", "Lausen-Grünau".

    1 query.
    """
    keys = set(keys)
    wanted = Q(key__in=keys)
    for key in keys:
        wanted |= Q(key__contains=key, kind__in=FINE_KINDS) if len(key) > 3 else Q(pk__in=[])
    placed = areas_in_force().filter(wanted, latitude__isnull=False, longitude__isnull=False)
    named: dict[str, list[PlanningArea]] = defaultdict(list)
    for area in placed.select_related("body"):
        for key in _names_of(area) & keys:
            named[key].append(area)
    return [_of_areas(key, _exact_first(key, areas)) for key, areas in named.items()]


def readable_as(candidates: list[Candidate], reading: Naming) -> list[Candidate]:
    """Those candidates that a reading allows: by name, and where it names a place around, only near that. No query."""
    named = [each for each in candidates if each.key == reading.key]
    if reading.tentative:
        return [each for each in named if each.municipality and not each.postcode]
    if not reading.within:
        return named
    around = [each for each in candidates if each.key == reading.within]
    return [each for each in named if _lies_by(each, around)]


def starting_with(field: str, prefix: str) -> Q:
    """Keys that start so, by a range an index can serve; keys hold lower-case letters and digits."""
    return Q(**{f"{field}__gte": prefix, f"{field}__lt": prefix + "zzzzzz"})


def within(candidate: Candidate, code: str) -> Candidate:
    """The candidate with the postcode that was typed."""
    return replace(candidate, postcode=code)


def _keys(readings: tuple[Naming, ...]) -> set[str]:
    return {key for reading in readings for key in (reading.key, reading.within) if key}


def _lies_by(candidate: Candidate, around: list[Candidate]) -> bool:
    """Near one of these; but no city lies in its own quarter: "Leipzig, Plagwitz"."""
    near = [each for each in around if distance_km(candidate.point, each.point) <= NEAR_KM]
    return bool(near) and (not candidate.is_town or all(each.is_town for each in near))


def _may_continue(reading: Naming, first: Naming) -> bool:
    return len(reading.key) > 3 and (reading == first or reading.tentative)


def _keys_of(row: Municipality, heads: set[str]) -> list[str]:
    return [row.key, *(head for head in heads if head != row.key and continues(row.name, head))]


def _names_of(area: PlanningArea) -> set[str]:
    parts = NAME_PARTS.split(area.name) if area.kind in FINE_KINDS else []
    return {area.key, *(place_key(part) for part in parts)}


def _exact_first(key: str, areas: list[PlanningArea]) -> list[PlanningArea]:
    return [area for area in areas if area.key == key] or areas


def _of_postcode(row: Postcode, *, split: bool) -> Candidate:
    whole = row.municipality is None or row.municipality.name == row.place
    precision = Precision.PLACE if whole and not split else Precision.QUARTER
    point = Point(row.latitude, row.longitude, precision)
    return Candidate(row.key, row.place, point, row.municipality, row.code, whole=whole)


def _of_municipality(row: Municipality, key: str) -> Candidate:
    return Candidate(key, row.name, Point(row.latitude, row.longitude), row, whole=True)


def _of_areas(key: str, areas: list[PlanningArea]) -> Candidate:
    """One candidate in the middle of its areas; several areas are known only as a place."""
    precision = Precision.QUARTER if len(areas) == 1 else Precision.PLACE
    middle = Point(
        fmean(area.latitude for area in areas), fmean(area.longitude for area in areas), precision
    )
    name = next(
        (part for part in NAME_PARTS.split(areas[0].name) if place_key(part) == key), areas[0].name
    )
    return Candidate(key, name, middle, areas=tuple(areas), whole=True)
