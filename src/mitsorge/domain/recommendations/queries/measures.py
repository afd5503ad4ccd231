"""Measures for the office's list, for the desk, and one measure whole."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from mitsorge.domain.recommendations.models import Indicator, Measure, Recommendation, Topic
from mitsorge.domain.recommendations.queries.effects import whole, with_readings
from mitsorge.domain.recommendations.rules import MeasureStatus, RecommendationStatus

RUNNING = (MeasureStatus.PLANNED, MeasureStatus.RUNNING)
_S = RecommendationStatus


def measures(status: MeasureStatus | None = None) -> QuerySet[Measure]:
    """All measures, newest first, with where they come from (1 query and 2 for readings)."""
    rows = Measure.objects.select_related("recommendation", "topic").order_by("-created_at", "-pk")
    return with_readings(rows.filter(status=status) if status else rows)


def measure(uid: UUID) -> Measure | None:
    """One measure with everything (6 queries)."""
    rows = whole(Measure.objects.select_related("recommendation", "topic").filter(uid=uid))
    return rows.first()


def late(on: date) -> QuerySet[Measure]:
    """Measures that should have ended before a day (1 query)."""
    running = Measure.objects.filter(status__in=RUNNING, ends_on__lt=on)
    return running.order_by("ends_on", "pk")


def readings_due(on: date) -> QuerySet[Indicator]:
    """Indicators whose next reading is due on a day (1 query)."""
    rows = Indicator.objects.select_related("measure").filter(next_reading_on__lte=on)
    return rows.exclude(measure__status=MeasureStatus.STOPPED).order_by("next_reading_on", "pk")


def origins() -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """What a measure may come from: adopted recommendations and topics, each as (pk, words) (2 queries)."""
    adopted = Q(status__in=(_S.ADOPTED, _S.SENT, _S.ANSWERED))
    found = Recommendation.objects.filter(adopted).order_by("-number")
    topics = Topic.objects.filter(merged_into=None).order_by("name", "pk")
    return [(row.pk, str(row)) for row in found], [(row.pk, row.name) for row in topics]
