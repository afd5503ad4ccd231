"""Offers as cards of a list."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, Q

from mitsorge.domain.directory import rules, wording
from mitsorge.domain.directory.models import (
    Phone,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
)
from mitsorge.domain.directory.queries.capacity import best_light
from mitsorge.domain.directory.queries.visible import (
    OFFER_REVIEW_MONTHS,
    freshness_of,
    visible_services,
)

FIELDS = (
    "pk",
    "uid",
    "slug",
    "name",
    "summary",
    "assured_at",
    "recognized_45a",
    "recognized_until",
    "closed_from",
    "closed_to",
    "closed_reason",
    "organization__name",
    "organization__slug",
)


@dataclass(frozen=True)
class Card:
    """An offer in a list. Street and postcode are empty and `towns` is all there is when protected."""

    id: int
    uid: str
    slug: str
    name: str
    kind: str
    summary: str
    organization: str
    organization_slug: str
    town: str
    street: str
    postcode: str
    more_sites: int
    fresh: rules.Freshness
    light: rules.Places
    capacity: ServiceCapacity | None
    serves_words: str
    recognized_45a: bool
    closed: bool
    closed_to: date | None
    closed_reason: str
    phone: str
    phone_number: str


def cards(service_ids: Sequence[int], *, on: date) -> list[Card]:
    """Cards in the given order; what is not visible on the day is left out (5 queries)."""
    if not service_ids:
        return []
    rows = (
        visible_services(on)
        .filter(pk__in=service_ids)
        .annotate(
            main=FilteredRelation("attributes", condition=Q(attributes__is_main=True)),
            kind=F("main__term__name"),
            review_months=OFFER_REVIEW_MONTHS,
        )
        .order_by()
        .values(*FIELDS, "kind", "review_months")
    )
    places = _places(service_ids)
    areas = _areas(service_ids)
    capacities = _by_service(ServiceCapacity.objects.filter(service_id__in=service_ids))
    phones = _phones(service_ids)
    found = {
        row["pk"]: _card(
            row,
            places.get(row["pk"], []),
            areas.get(row["pk"], []),
            best_light(capacities.get(row["pk"], ()), on=on),
            phones.get(row["pk"], ("", "")),
            on,
        )
        for row in rows
    }
    return [found[pk] for pk in dict.fromkeys(service_ids) if pk in found]


def _card(
    row: dict[str, Any],
    places: list[tuple[str, str, str]],
    areas: list[tuple[str, str, int | None]],
    light: tuple[rules.Places, ServiceCapacity | None],
    phone: tuple[str, str],
    on: date,
) -> Card:
    town, street, postcode = places[0] if places else ("", "", "")
    return Card(
        id=row["pk"],
        uid=str(row["uid"]),
        slug=row["slug"],
        name=row["name"],
        kind=row["kind"] or "",
        summary=row["summary"],
        organization=row["organization__name"],
        organization_slug=row["organization__slug"],
        town=town,
        street=street,
        postcode=postcode,
        more_sites=max(len(places) - 1, 0),
        fresh=freshness_of(row["assured_at"], row["review_months"], on=on),
        light=light[0],
        capacity=light[1],
        serves_words=wording.serves_words(areas),
        recognized_45a=rules.is_recognized(
            recognized=row["recognized_45a"], until=row["recognized_until"], on=on
        ),
        closed=rules.is_closed(on=on, closed_from=row["closed_from"], closed_to=row["closed_to"]),
        closed_to=row["closed_to"],
        closed_reason=row["closed_reason"],
        phone=phone[0],
        phone_number=phone[1],
    )


def _places(service_ids: Iterable[int]) -> dict[int, list[tuple[str, str, str]]]:
    """(town, street, postcode) per offer; of a protected address only the town is read."""
    rows = ServiceAtLocation.objects.filter(service_id__in=service_ids).values_list(
        "service_id",
        "location__town",
        "location__street",
        "location__postcode",
        "location__is_protected",
    )
    found: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for service_id, town, street, postcode, is_protected in rows:
        found[service_id].append((town, "", "") if is_protected else (town, street, postcode))
    return found


def _areas(service_ids: Iterable[int]) -> dict[int, list[tuple[str, str, int | None]]]:
    rows = ServiceArea.objects.filter(service_id__in=service_ids).values_list(
        "service_id", "kind", "municipality__name", "planning_area__name", "radius_km"
    )
    found: dict[int, list[tuple[str, str, int | None]]] = defaultdict(list)
    for service_id, kind, municipality, planning_area, radius_km in rows:
        found[service_id].append((kind, municipality or planning_area or "", radius_km))
    return found


def _by_service(capacities: Iterable[ServiceCapacity]) -> dict[int, list[ServiceCapacity]]:
    found: dict[int, list[ServiceCapacity]] = defaultdict(list)
    for capacity in capacities:
        found[capacity.service_id].append(capacity)
    return found


def _phones(service_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """The first number to call of each offer: as written, and as E.164."""
    rows = (
        Phone.objects.filter(service_id__in=service_ids)
        .exclude(kind=rules.PhoneKind.FAX)
        .order_by("-pk")
        .values_list("service_id", "display", "number")
    )
    return {service_id: (display, number) for service_id, display, number in rows}
