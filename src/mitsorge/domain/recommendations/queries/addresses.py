"""What of the status board has a public page of its own."""

from uuid import UUID

from mitsorge.domain.recommendations.models import Measure, Recommendation
from mitsorge.domain.recommendations.rules.codes import RecommendationStatus


def public_numbers() -> list[str]:
    """Numbers of the recommendations everyone may follow, the first first (1 query)."""
    rows = Recommendation.objects.exclude(status=RecommendationStatus.DRAFT)
    return list(rows.order_by("number").values_list("number", flat=True))


def public_own_measures() -> list[UUID]:
    """Measures that a table agreed on by itself (1 query)."""
    rows = Measure.objects.filter(is_public=True, recommendation=None)
    return list(rows.order_by("pk").values_list("uid", flat=True))
