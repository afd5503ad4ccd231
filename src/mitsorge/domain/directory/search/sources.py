"""What documents of the search are made of, read as plain rows: a fifth of the cost of models."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import F, FloatField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from mitsorge.domain.directory.models import (
    Accessibility,
    Attribute,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
    TaxonomyTerm,
)
from mitsorge.domain.directory.queries import public_point
from mitsorge.domain.directory.rules import Access, Status, TermKind, counts_until
from mitsorge.domain.directory.search.keeper import FACETS
from mitsorge.foundation.places.models import Body

DENSE = 2
"""Ids that fill at least half of their span are asked for by its ends."""
TEXTS = ("summary", "description", "eligibility", "transport_description")
NAMES = ("name", "alternate_name", "organization__name", "organization__alternate_name")
DAYS = ("visible_from", "organization__visible_from", "visible_to", "organization__visible_to")
FACTS = (
    *("assured_at", "imported_at", "modified_at"),
    *("recognized_45a", "recognized_until", "slug"),
)
PLACE = ("location_id", "location__town", "location__is_protected", "location__municipality_id")
POINTS = tuple(
    Cast(F(f"location__{of}{name}"), FloatField())
    for of in ("", "municipality__")
    for name in ("latitude", "longitude")
)


class Place(NamedTuple):
    """One site; `sites`: [latitude, longitude, may be shown], of a protected address its municipality's middle."""

    location: int
    municipality: int | None
    towns: tuple[str, ...]
    sites: list[list[Any]]
    access: tuple[str, ...]


@dataclass
class Sources:
    """Rows of one batch by offer: `attributes` (facet key, is a kind of care, is the main one), `areas`
    (kind, municipality, body and code of the planning area, radius), `capacities` (last day it counts, are free, waiting list).
    """

    services: list[tuple[Any, ...]]
    attributes: dict[int, list[tuple[str, bool, bool]]] = field(default_factory=dict)
    places: dict[int, list[Place]] = field(default_factory=dict)
    areas: dict[int, list[tuple[Any, ...]]] = field(default_factory=dict)
    capacities: dict[int, list[tuple[Any, ...]]] = field(default_factory=dict)


class Reader:
    """Reads batches; the keys of terms and the bodies are read once (2 queries, and 6 per batch)."""

    def __init__(self) -> None:
        rows = TaxonomyTerm.objects.order_by().values_list("pk", "kind", "code")
        self.terms = {
            pk: (f"{FACETS[TermKind(kind)]}:{code}", kind == TermKind.CARE)
            for pk, kind, code in rows
        }
        self.bodies = list(Body.objects.values_list("ags", flat=True))

    def read(self, ids: Sequence[int]) -> Sources:
        """Everything about the public ones of these offers."""
        public = Service.objects.filter(
            status=Status.ACTIVE, organization__status=Status.ACTIVE
        ).order_by()
        columns = ("pk", *TEXTS, *NAMES, *DAYS, *FACTS)
        wanted = set(ids)
        services = [
            row for row in _among(public, ids, "pk").values_list(*columns) if row[0] in wanted
        ]
        return Sources(
            services,
            self._attributes(ids),
            self._places(ids),
            self._areas(ids),
            self._capacities(ids),
        )

    def _attributes(self, ids: Sequence[int]) -> dict[int, list[tuple[str, bool, bool]]]:
        rows = _among(Attribute.objects.order_by("pk"), ids, "service_id")
        found: dict[int, list[tuple[str, bool, bool]]] = defaultdict(list)
        for service, term, is_main in rows.values_list("service_id", "term_id", "is_main"):
            found[service].append((*self.terms[term], is_main))
        return found

    def _places(self, ids: Sequence[int]) -> dict[int, list[Place]]:
        access = self._access(ids)
        rows = _among(ServiceAtLocation.objects.all(), ids, "service_id")
        found: dict[int, list[Place]] = defaultdict(list)
        columns: tuple[Any, ...] = (*PLACE, "location__municipality__name", *POINTS)
        for service, location, town, protected, municipality, name, *points in rows.values_list(
            "service_id", *columns
        ):
            shown = public_point(protected, points[0], points[1])
            middle = None if None in points[2:] else points[2:]
            sites = [[*shown, True]] if shown else [[*middle, False]] if middle else []
            way = tuple(access.get(location, ()))
            found[service].append(Place(location, municipality, (town, name or ""), sites, way))
        return found

    def _access(self, ids: Sequence[int]) -> dict[int, list[str]]:
        """Codes of what works at each location whose address may be shown."""
        rows = Accessibility.objects.filter(access=Access.YES, location__is_protected=False)
        rows = _among(rows.order_by(), ids, "location__sites__service_id")
        found: dict[int, list[str]] = defaultdict(list)
        for location, code in rows.values_list("location_id", "term__code"):
            found[location].append(code)
        return found

    def _areas(self, ids: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
        rows = _among(ServiceArea.objects.order_by(), ids, "service_id")
        area = ("planning_area__body_id", "planning_area__code")
        return _grouped(
            rows.values_list("service_id", "kind", "municipality_id", *area, "radius_km")
        )

    def _capacities(self, ids: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
        """Only reports that say something: free places or an open waiting list."""
        counts = Q(waiting_list=True) | Q(on_request=False, available__gt=0)
        rows = _among(ServiceCapacity.objects.filter(counts).order_by(), ids, "service_id")
        columns = ("kind", "updated_at", "free_to", "on_request", "available", "waiting_list")
        return _grouped(
            (service, _last_day(*report), not on_request and (available or 0) > 0, waiting)
            for service, *report, on_request, available, waiting in rows.values_list(
                "service_id", *columns
            )
        )


def _last_day(kind: str, updated_at: datetime, free_to: date | None) -> date:
    return counts_until(kind=kind, updated_on=timezone.localdate(updated_at), free_to=free_to)


def _among(rows: QuerySet[Any], ids: Sequence[int], column: str) -> QuerySet[Any]:
    """The rows of these offers, and where the ids lie close together maybe of others between them."""
    if not ids:
        return rows.none()
    first, last = min(ids), max(ids)
    if last - first < len(ids) * DENSE:
        return rows.filter(**{f"{column}__gte": first, f"{column}__lte": last})
    return rows.filter(**{f"{column}__in": ids})


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for service, *rest in rows:
        found[service].append(tuple(rest))
    return found
