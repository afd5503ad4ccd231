"""Free places as professionals see them: numbers and conditions, with the age of every report."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from mitsorge.domain.directory import rules
from mitsorge.domain.directory.models import Attribute, ServiceCapacity
from mitsorge.domain.directory.queries.capacity import light_of
from mitsorge.domain.directory.queries.office import in_planning_area
from mitsorge.domain.directory.queries.visible import visible_services


class Condition(StrEnum):
    """What can be asked of a place."""

    DEMENTIA = "DEMENTIA"
    SINGLE_ROOM = "SINGLE_ROOM"
    WOMEN = "WOMEN"
    MEN = "MEN"
    GRADE_1 = "GRADE_1"


CONDITIONS: dict[Condition, Q] = {
    Condition.DEMENTIA: Q(dementia_fit=True),
    Condition.SINGLE_ROOM: Q(single_room=True),
    Condition.WOMEN: ~Q(sex=rules.Sex.MALE),
    Condition.MEN: ~Q(sex=rules.Sex.FEMALE),
    Condition.GRADE_1: Q(care_grade_from=None) | Q(care_grade_from__lte=1),
}


@dataclass(frozen=True)
class PlacesFilter:
    """What the list is narrowed by; empty means all."""

    kind: str = ""
    planning_area_id: int | None = None
    condition: str = ""
    only_free: bool = False


@dataclass(frozen=True)
class FreePlaces:
    """One report. `days`: its age. Where the light is UNKNOWN its numbers no longer count."""

    capacity: ServiceCapacity
    light: rules.Places
    days: int

    @property
    def is_current(self) -> bool:
        return self.light is not rules.Places.UNKNOWN


def free_places(wanted: PlacesFilter, *, on: date) -> list[FreePlaces]:
    """Reports of visible offers, the youngest first (1 query). Never a promise: nobody can book a report."""
    found = ServiceCapacity.objects.filter(
        _asked(wanted), service__in=_offers(wanted, on).values("pk")
    ).select_related("service__organization")
    rows = [_row(capacity, on) for capacity in found.order_by("-updated_at", "service__name", "pk")]
    return [row for row in rows if not wanted.only_free or row.light in FREE]


FREE = (rules.Places.FREE, rules.Places.FEW, rules.Places.ON_REQUEST)


def participation(wanted: PlacesFilter, *, on: date) -> rules.Participation:
    """Of the visible offers that could report places: how many did, and how old the reports are (2 queries).

    Only the kind and the planning area narrow it: a condition says nothing about who takes part.
    """
    possible = _offers(wanted, on).filter(Exists(_reporting_kinds(wanted.kind)))
    reports = ServiceCapacity.objects.filter(service__in=possible.values("pk"))
    if wanted.kind:
        reports = reports.filter(kind=wanted.kind)
    rows = (_row(capacity, on) for capacity in reports)
    return rules.participation(_youngest(rows).values(), possible=possible.count())


def _youngest(rows: Iterable[FreePlaces]) -> dict[int, int]:
    """Age of the youngest current report of each offer."""
    ages: dict[int, int] = {}
    for row in rows:
        if row.is_current:
            pk = row.capacity.service_id
            ages[pk] = min(row.days, ages.get(pk, row.days))
    return ages


def _row(capacity: ServiceCapacity, on: date) -> FreePlaces:
    days = (on - timezone.localdate(capacity.updated_at)).days
    return FreePlaces(capacity, light_of(capacity, on=on), max(days, 0))


def _asked(wanted: PlacesFilter) -> Q:
    asked = Q(kind=wanted.kind) if wanted.kind else Q()
    if wanted.condition:
        asked &= CONDITIONS[Condition(wanted.condition)]
    return asked


def _offers(wanted: PlacesFilter, on: date) -> QuerySet[Any]:
    offers = visible_services(on)
    if wanted.planning_area_id:
        offers = offers.filter(in_planning_area(wanted.planning_area_id))
    return offers


def _reporting_kinds(kind: str) -> QuerySet[Attribute]:
    codes = [code for code, each in rules.KIND_OF_TERM.items() if not kind or each == kind]
    return Attribute.objects.filter(service=OuterRef("pk"), is_main=True, term__code__in=codes)
