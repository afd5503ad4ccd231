"""What has waited too long, for the desk."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, Exists, OuterRef, QuerySet

from mitsorge.domain.recommendations.models import (
    Carrier,
    Comment,
    Consultation,
    Recommendation,
    Version,
)
from mitsorge.domain.recommendations.queries.carrying import partners_on
from mitsorge.domain.recommendations.rules import CommentKind, ConsultationResult, Resolution
from mitsorge.domain.recommendations.rules.course import CARRIED_IN, ENDED

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


@dataclass(frozen=True)
class Unsigned:
    """So many active partners have not said whether they carry the newest version."""

    recommendation: Recommendation
    missing: int


class Amended(TypedDict):
    """What `with_open_amendments` adds to a recommendation."""

    n_open: int


def with_open_amendments() -> "QuerySet[WithAnnotations[Recommendation, Amended]]":
    """Recommendations with proposals nobody decided on, how many as `n_open` (1 query)."""
    proposals = Comment.objects.filter(kind=CommentKind.AMENDMENT, resolution=Resolution.OPEN)
    rows = Recommendation.objects.exclude(status__in=ENDED)
    rows = rows.filter(versions__comments__in=proposals)
    return rows.annotate(n_open=Count("versions__comments")).order_by("created_at", "pk")


def long_open(before: datetime) -> QuerySet[Consultation]:
    """What has lain before a committee since before that moment, the longest first (1 query)."""
    rows = Consultation.objects.filter(result=ConsultationResult.OPEN, opened_at__lt=before)
    return rows.select_related("committee", "recommendation").order_by("opened_at", "pk")


def unsigned(on: date, *, since: datetime, before: datetime) -> list[Unsigned]:
    """Where active partners are silent about a newest version finished between the two moments (3 queries)."""
    active = set(
        partners_on(on).filter(participation="ACTIVE").values_list("organization_id", flat=True)
    )
    later = Version.objects.filter(
        recommendation=OuterRef("recommendation"), number__gt=OuterRef("number")
    ).exclude(frozen_at=None)
    versions = list(
        Version.objects.filter(~Exists(later), recommendation__status__in=CARRIED_IN)
        .filter(frozen_at__gte=since, frozen_at__lt=before)
        .select_related("recommendation")
        .order_by("frozen_at", "pk")
    )
    said: dict[int, set[int]] = defaultdict(set)
    for carrier in Carrier.objects.filter(version__in=versions):
        said[carrier.version_id].add(carrier.organization_id)
    counted = [Unsigned(row.recommendation, len(active - said[row.pk])) for row in versions]
    return [each for each in counted if each.missing]
