from collections import defaultdict

from django.utils.translation import gettext as _

from mitsorge.domain.recommendations.models import Recommendation
from mitsorge.domain.recommendations.rules import RecommendationStatus

GONE = (RecommendationStatus.MERGED, RecommendationStatus.WITHDRAWN)


def topics_by_committee() -> dict[int, list[tuple[str, str]]]:
    """By committee id: the topics and titles of its recommendations, each with where it stands (1 query)."""
    rows = (
        Recommendation.objects.exclude(status__in=GONE)
        .order_by("number", "topics__name")
        .values_list("committee_id", "number", "title", "topics__name")
    )
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for committee_id, number, title, topic in rows:
        where = _("Empfehlung %(number)s") % {"number": number}
        found[committee_id].append((f"{title} {topic or ''}", where))
    return found
