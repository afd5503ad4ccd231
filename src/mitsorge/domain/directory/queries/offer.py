"""Everything the page of one offer shows."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from mitsorge.domain.directory import rules, wording
from mitsorge.domain.directory.models import (
    Attribute,
    CostOption,
    Schedule,
    Service,
    ServiceArea,
    ServiceCapacity,
)
from mitsorge.domain.directory.queries.capacity import best_light, light_of
from mitsorge.domain.directory.queries.pictures import PictureLine, shown_pictures
from mitsorge.domain.directory.queries.reach import Reach, reach_of_service
from mitsorge.domain.directory.queries.sites import Site, sites_of_service
from mitsorge.domain.directory.queries.visible import (
    OFFER_REVIEW_MONTHS,
    freshness_of,
    visible_services,
)


@dataclass(frozen=True)
class Word:
    """A term said of an offer, with what is particular here."""

    code: str
    name: str
    note: str
    law: str
    is_main: bool


@dataclass(frozen=True)
class Cost:
    """One price; `words` is "74 € je Tag" or empty where only a description stands."""

    option: str
    words: str
    amount: Decimal | None
    per: str
    description: str


@dataclass(frozen=True)
class PlacesLine:
    """One kind of places with its light."""

    unit: str
    light: rules.Places
    capacity: ServiceCapacity


@dataclass(frozen=True)
class Offer:
    """An offer as the public sees it; of a protected address only the town. Texts are plain text."""

    id: int
    uid: uuid.UUID
    slug: str
    name: str
    alternate_name: str
    kind: str
    kind_code: str
    summary: str
    description: str
    organization: str
    organization_slug: str
    organization_offers: int
    """How many visible offers the organization has, this one included."""
    email: str
    url: str
    eligibility: str
    care_grade_from: int | None
    minimum_age: int | None
    maximum_age: int | None
    application_process: str
    fees_description: str
    funding_description: str
    transport_description: str
    recognition: rules.Recognition
    recognized_until: date | None
    closed: bool
    closed_to: date | None
    closed_reason: str
    assured_at: datetime | None
    modified_at: datetime
    imported_at: datetime | None
    fresh: rules.Freshness
    light: rules.Places
    capacity: ServiceCapacity | None
    places: tuple[PlacesLine, ...]
    opening_lines: tuple[str, ...]
    schedules: tuple[rules.Slot, ...]
    kinds: tuple[Word, ...]
    target_groups: tuple[Word, ...]
    payers: tuple[Word, ...]
    """Without the relief amount where a recognition under § 45a SGB XI has ended."""
    languages: tuple[Word, ...]
    costs: tuple[Cost, ...]
    areas: tuple[str, ...]
    sites: tuple[Site, ...]
    reach: Reach
    pictures: tuple[PictureLine, ...]

    @property
    def town(self) -> str:
        return self.sites[0].town if self.sites else ""


def offer(slug: str, *, on: date) -> Offer | None:
    """The offer with this address, or None when it is not visible on the day (11 queries, 1 for None)."""
    service = (
        visible_services(on)
        .filter(slug=slug)
        .select_related("organization")
        .annotate(review_months=OFFER_REVIEW_MONTHS, siblings=_siblings(on))
        .first()
    )
    if service is None:
        return None
    words = _words(service.pk)
    schedules = _slots(service.pk)
    capacities = list(ServiceCapacity.objects.filter(service_id=service.pk))
    light, capacity = best_light(capacities, on=on)
    main = next((word for word in words[rules.TermKind.CARE] if word.is_main), None)
    recognition = rules.recognition(
        recognized=service.recognized_45a, until=service.recognized_until, on=on
    )
    payers = words[rules.TermKind.PAYER]
    return Offer(
        **_plain_fields(service),
        kind=main.name if main else "",
        kind_code=main.code if main else "",
        organization=service.organization.name,
        organization_slug=service.organization.slug,
        organization_offers=service.siblings,
        recognition=recognition,
        closed=rules.is_closed(on=on, closed_from=service.closed_from, closed_to=service.closed_to),
        fresh=freshness_of(service.assured_at, service.review_months, on=on),
        light=light,
        capacity=capacity,
        places=tuple(PlacesLine(c.unit, light_of(c, on=on), c) for c in capacities),
        opening_lines=tuple(wording.opening_lines(schedules, on=on)),
        schedules=tuple(schedules),
        kinds=tuple(words[rules.TermKind.CARE]),
        target_groups=tuple(words[rules.TermKind.TARGET_GROUP]),
        payers=tuple(w for w in payers if rules.may_be_expected(w.code, recognition)),
        languages=tuple(words[rules.TermKind.LANGUAGE]),
        costs=tuple(_costs(service.pk, on)),
        areas=tuple(_areas(service.pk)),
        sites=tuple(sites_of_service(service.pk)),
        reach=reach_of_service(service.pk, service.organization_id),
        pictures=shown_pictures(service, on=on),
    )


PLAIN = (
    "uid",
    "slug",
    "name",
    "alternate_name",
    "summary",
    "description",
    "email",
    "url",
    "eligibility",
    "care_grade_from",
    "minimum_age",
    "maximum_age",
    "application_process",
    "fees_description",
    "funding_description",
    "transport_description",
    "recognized_until",
    "closed_to",
    "closed_reason",
    "assured_at",
    "modified_at",
    "imported_at",
)


def _plain_fields(service: Service) -> dict:
    return {"id": service.pk} | {name: getattr(service, name) for name in PLAIN}


def _siblings(on: date) -> Coalesce:
    count = (
        visible_services(on)
        .filter(organization=OuterRef("organization"))
        .order_by()
        .values("organization")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Coalesce(Subquery(count), 0)


def _words(service_id: int) -> dict[str, list[Word]]:
    rows = (
        Attribute.objects.filter(service_id=service_id)
        .order_by("-is_main", "term__position", "term__name", "pk")
        .values_list("term__kind", "term__code", "term__name", "note", "term__law", "is_main")
    )
    found: dict[str, list[Word]] = defaultdict(list)
    for kind, code, name, note, law, is_main in rows:
        found[kind].append(Word(code, name, note, law, is_main))
    return found


def _slots(service_id: int) -> list[rules.Slot]:
    rows = Schedule.objects.filter(service_id=service_id).values_list(
        "rrule",
        "opens_at",
        "closes_at",
        "by_appointment",
        "valid_from",
        "valid_to",
        "description",
    )
    return [rules.Slot(*row) for row in rows]


def _costs(service_id: int, on: date) -> list[Cost]:
    """The prices that hold on the day (half-open periods)."""
    return [
        Cost(
            cost.option,
            wording.costs_words(cost.amount, cost.per),
            cost.amount,
            cost.per,
            cost.amount_description,
        )
        for cost in CostOption.objects.filter(service_id=service_id)
        if (cost.valid_from is None or cost.valid_from <= on)
        and (cost.valid_to is None or on < cost.valid_to)
    ]


def _areas(service_id: int) -> list[str]:
    rows = ServiceArea.objects.filter(service_id=service_id).values_list(
        "kind", "municipality__name", "planning_area__name", "radius_km"
    )
    return [
        wording.area_words(kind, municipality or planning_area or "", radius)
        for kind, municipality, planning_area, radius in rows
    ]
