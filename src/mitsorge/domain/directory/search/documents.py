"""Writing what the search knows of an offer, in the transaction that changes the offer."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from zlib import crc32

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from mitsorge.domain.directory.models import (
    Accessibility,
    Attribute,
    DirectoryRevision,
    SearchDocument,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
)
from mitsorge.domain.directory.queries import public_site
from mitsorge.domain.directory.rules import CAPACITY_DAYS, Access, Area, Status, TermKind
from mitsorge.domain.directory.search.index import LATEST
from mitsorge.domain.directory.search.keeper import facet_key, lexicon
from mitsorge.domain.directory.search.lexicon import Lexicon
from mitsorge.domain.directory.search.words import STOP, fold, raw_words, stem
from mitsorge.foundation.places.models import Body

BATCH = 500
Rows = dict[int, list[Any]]


@transaction.atomic
def refresh_documents(service_ids: Iterable[int]) -> None:
    """Write the search documents of these offers anew, or remove them where the offer is gone or not public.

    Call it in the transaction of the change, as its last step, also where no offer changed: copies of pages go by the
    number. Until that transaction ends, no other change of the directory can pass (one row is locked), so numbers are
    committed in their order. Per 500 offers 8 queries, and 1 to 2 for the number.
    """
    ids = list(dict.fromkeys(service_ids))
    payloads: dict[int, dict[str, Any]] = {}
    analyze = Analysis(lexicon())
    for start in range(0, len(ids), BATCH):
        payloads |= _payloads(ids[start : start + BATCH], analyze)
    number = raise_revision()
    for start in range(0, len(ids), BATCH):
        _write(ids[start : start + BATCH], payloads, number)


def rebuild() -> None:
    """Write the documents of all offers anew."""
    refresh_documents(Service.objects.values_list("pk", flat=True))


def raise_revision(field: str = "revision") -> int:
    """The next number of the directory (or of the taxonomy): larger than the last and than the microsecond.

    A number never means two different states, not even after a rollback or a restored backup (2 queries).
    """
    now = Value(time.time_ns() // 1000)
    row = DirectoryRevision.objects.filter(pk=1)
    if not row.update(**{field: Greatest(F(field) + 1, now)}):
        DirectoryRevision.objects.get_or_create(pk=1)
        row.update(**{field: Greatest(F(field) + 1, now)})
    return int(row.values_list(field, flat=True)[0])


def _write(ids: Sequence[int], payloads: dict[int, dict[str, Any]], number: int) -> None:
    fresh = [
        SearchDocument(service_id=pk, revision=number, payload=payloads[pk])
        for pk in ids
        if pk in payloads
    ]
    SearchDocument.objects.bulk_create(
        fresh,
        update_conflicts=True,
        unique_fields=["service"],
        update_fields=["revision", "payload"],
    )
    gone = [pk for pk in ids if pk not in payloads]
    if gone:
        SearchDocument.objects.filter(pk__in=gone).delete()


def _payloads(ids: Sequence[int], analyze: "Analysis") -> dict[int, dict[str, Any]]:
    services = list(
        Service.objects.filter(
            pk__in=ids, status=Status.ACTIVE, organization__status=Status.ACTIVE
        ).select_related("organization")
    )
    attributes = _by_service(Attribute.objects.select_related("term"), ids)
    sites = _by_service(
        ServiceAtLocation.objects.select_related("location__municipality").defer(
            "location__municipality__outline"
        ),
        ids,
    )
    areas = _by_service(
        ServiceArea.objects.select_related("planning_area").defer("planning_area__outline"), ids
    )
    capacities = _by_service(ServiceCapacity.objects, ids)
    access = _access(sites)
    bodies = list(Body.objects.values_list("ags", flat=True))
    return {
        service.pk: {
            "words": analyze.levels(service, sites[service.pk]),
            "kinds": _kinds(attributes[service.pk]),
            "marks": _marks(attributes[service.pk], sites[service.pk], access),
            "areas": _areas(areas[service.pk], sites[service.pk], bodies),
            "facts": _facts(service, areas[service.pk], capacities[service.pk]),
            "sites": [place for site in sites[service.pk] for place in _place(site.location)],
            "names": _names(service, sites[service.pk]),
        }
        for service in services
    }


def _by_service(rows: Any, ids: Sequence[int]) -> Rows:
    found: Rows = defaultdict(list)
    for row in rows.filter(service_id__in=ids):
        found[row.service_id].append(row)
    return found


def _access(sites: Rows) -> Rows:
    """Codes of what works at each location whose address may be shown."""
    shown = [
        site.location_id
        for group in sites.values()
        for site in group
        if not site.location.is_protected
    ]
    found: Rows = defaultdict(list)
    rows = Accessibility.objects.filter(location_id__in=set(shown), access=Access.YES)
    for location, code in rows.values_list("location_id", "term__code"):
        found[location].append(code)
    return found


class Analysis:
    """The words of an offer by level: 1 text, 2 organization, towns and parts of the name, 3 the name."""

    def __init__(self, words: Lexicon) -> None:
        self.lexicon = words

    def levels(self, service: Service, sites: Sequence[ServiceAtLocation]) -> list[str]:
        texts = (
            service.summary,
            service.description,
            service.eligibility,
            service.transport_description,
        )
        names = (service.name, service.alternate_name)
        owner = (service.organization.name, service.organization.alternate_name)
        towns = tuple(town for site in sites for town in _towns(site.location))
        levels = (
            self._stems(texts) | self._parts((*texts, *owner)),
            self._stems((*owner, *towns)) | self._parts(names),
            self._stems(names),
        )
        return [" ".join(sorted(words)) for words in levels]

    def _stems(self, texts: Iterable[str]) -> set[str]:
        folded = {fold(word) for text in texts for word in raw_words(text)}
        return {stem(word) for word in folded - STOP}

    def _parts(self, texts: Iterable[str]) -> set[str]:
        words = {word for text in texts for word in raw_words(text)}
        return set().union(*map(self.lexicon.parts_of, words))


def _kinds(attributes: Iterable[Attribute]) -> list[str]:
    """Keys of the kinds, the main one first; "" in its place if there is none."""
    kinds = [row for row in attributes if row.term.kind == TermKind.CARE]
    main = [facet_key(row.term) for row in kinds if row.is_main]
    others = sorted(facet_key(row.term) for row in kinds if not row.is_main)
    return [*(main or [""]), *others]


def _marks(
    attributes: Iterable[Attribute], sites: Iterable[ServiceAtLocation], access: Rows
) -> list[str]:
    marks = {facet_key(row.term) for row in attributes if row.term.kind != TermKind.CARE}
    marks |= {f"access:{code}" for site in sites for code in access.get(site.location_id, ())}
    return sorted(marks)


def _areas(
    areas: Iterable[ServiceArea], sites: Iterable[ServiceAtLocation], bodies: Iterable[str]
) -> list[str]:
    """Keys as in `reach.area_keys`. Without any stated area an offer serves the municipalities of its sites."""
    keys: set[str] = set()
    areas = list(areas)
    for area in areas:
        keys |= _area_keys(area, bodies)
    if not areas:
        keys = {f"M:{site.location.municipality_id}" for site in sites} - {"M:None"}
    return sorted(keys)


def _area_keys(area: ServiceArea, bodies: Iterable[str]) -> set[str]:
    if area.planning_area is not None:
        return {f"P:{area.planning_area.body_id}:{area.planning_area.code}"}
    if area.kind == Area.MUNICIPALITY:
        return {f"M:{area.municipality_id}"}
    return {f"B:{ags}" for ags in bodies} if area.kind == Area.BODY else set()


def _facts(
    service: Service, areas: Iterable[ServiceArea], capacities: Iterable[ServiceCapacity]
) -> list[int]:
    """In the order of `index.FACTS`."""
    owner, capacities = service.organization, list(capacities)
    froms = [day.toordinal() for day in (service.visible_from, owner.visible_from) if day]
    tos = [day.toordinal() for day in (service.visible_to, owner.visible_to) if day]
    assured = service.assured_at and timezone.localdate(service.assured_at).toordinal()
    recognized = service.recognized_until.toordinal() if service.recognized_until else LATEST
    return [
        max(froms, default=0),
        min(tos, default=LATEST),
        assured or 0,
        _last_day(capacities, lambda row: not row.on_request and (row.available or 0) > 0),
        _last_day(capacities, lambda row: row.waiting_list),
        recognized if service.recognized_45a else 0,
        max((area.radius_km or 0 for area in areas), default=0),
        crc32(service.slug.encode()) >> 1,
    ]


def _last_day(
    capacities: Iterable[ServiceCapacity], holds: Callable[[ServiceCapacity], bool]
) -> int:
    """The last day on which a report of free places still counts; 0 without any."""
    days = [timezone.localdate(row.updated_at) for row in capacities if holds(row)]
    last: date | None = max(days, default=None)
    return (last + timedelta(days=CAPACITY_DAYS)).toordinal() if last else 0


def _place(location: Any) -> list[list[Any]]:
    """[latitude, longitude, may be shown]; of a protected address only the middle of its municipality."""
    site = public_site(location)
    if site.point is not None:
        return [[*site.point, True]]
    town = location.municipality
    if town is None or town.latitude is None:
        return []
    return [[float(town.latitude), float(town.longitude), False]]


def _towns(location: Any) -> list[str]:
    return [location.town, location.municipality.name if location.municipality else ""]


def _names(service: Service, sites: Iterable[ServiceAtLocation]) -> list[str]:
    """Name, organization, then the towns."""
    towns = [town for site in sites for town in _towns(site.location) if town]
    return [service.name, service.organization.name, *dict.fromkeys(towns)]
