"""Who is responsible for a topic at a place, and how to reach them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from mitsorge.domain.directory import rules
from mitsorge.domain.directory.models import Responsibility, ResponsibilityTopic
from mitsorge.domain.directory.queries.visible import REVIEW_MONTHS, freshness_of
from mitsorge.foundation import statements

if TYPE_CHECKING:
    from mitsorge.foundation.places.models import PlanningArea
    from mitsorge.foundation.places.queries import Located


class Topic(NamedTuple):
    slug: str
    name: str


def responsibility_topics() -> list[Topic]:
    """Topics for which an office is named somewhere, in their order (1 query)."""
    return [Topic(*row) for row in statements.rows(_topics)]


def _topics() -> QuerySet[ResponsibilityTopic, Any]:
    counted = ResponsibilityTopic.objects.annotate(offices=Count("responsibilities"))
    in_order = counted.filter(offices__gt=0).order_by("position", "name", "pk")
    return in_order.values_list("slug", "name")


@dataclass(frozen=True)
class Responsible:
    """An office for a topic. `place`: for which place it answers; empty for the whole network."""

    id: int
    topic: str
    topic_slug: str
    office: str
    function: str
    deputy: str
    phone: str
    deputy_phone: str
    email: str
    hours: str
    address: str
    place: str
    assured_at: datetime | None
    fresh: rules.Freshness


def responsible(topic_slug: str, located: "Located | None", *, on: date) -> Responsible | None:
    """The narrowest that answers for the place: municipality, planning area, whole network (1 query)."""
    municipality = located.municipality if located else None
    areas = _narrowest_first(located.planning_areas) if located else []
    found = (
        Responsibility.objects.filter(topic__slug=topic_slug)
        .filter(
            Q(municipality=None, planning_area=None)
            | Q(municipality_id=municipality.pk if municipality else None, planning_area=None)
            | Q(municipality=None, planning_area_id__in=areas)
        )
        .select_related("topic", "municipality", "planning_area")
        .annotate(review_months=REVIEW_MONTHS)
    )
    rows = sorted(found, key=lambda row: _narrowness(row, areas))
    return _responsible(rows[0], rows[0].review_months, on) if rows else None


def office_responsibilities() -> QuerySet[Responsibility]:
    """All of them by topic and place, for the office (1 query)."""
    return Responsibility.objects.select_related("topic", "municipality", "planning_area").order_by(
        "topic__position", "topic__name", "municipality__name", "planning_area__name", "pk"
    )


def _narrowest_first(areas: "tuple[PlanningArea, ...]") -> list[int]:
    """An area inside another of the same answer is narrower; siblings keep their order."""
    parents = {area.pk: area.parent_id for area in areas}

    def depth(pk: int | None) -> int:
        return 0 if pk not in parents else 1 + depth(parents[pk])

    return sorted(parents, key=lambda pk: -depth(pk))


def _narrowness(row: Responsibility, areas: list[int]) -> tuple[int, int, int]:
    """Municipality first, then areas in the given order (narrowest first), then the whole."""
    if row.municipality_id:
        return 0, 0, row.pk
    if row.planning_area_id:
        return 1, areas.index(row.planning_area_id), row.pk
    return 2, 0, row.pk


def _responsible(row: Responsibility, months: int | None, on: date) -> Responsible:
    place = row.municipality or row.planning_area
    return Responsible(
        id=row.pk,
        topic=row.topic.name,
        topic_slug=row.topic.slug,
        office=row.office,
        function=row.function,
        deputy=row.deputy,
        phone=row.phone,
        deputy_phone=row.deputy_phone,
        email=row.email,
        hours=row.hours,
        address=row.address,
        place=place.name if place else "",
        assured_at=row.assured_at,
        fresh=freshness_of(row.assured_at, months, on=on),
    )
