from datetime import date

from django.db.models import QuerySet

from mitsorge.domain.governance.models import Committee
from mitsorge.domain.governance.queries import rule_sets
from mitsorge.domain.recommendations.models import Recommendation


def end_of(recommendation: Recommendation) -> Recommendation:
    """What a recommendation became after all merges, itself if none (1 query per merge)."""
    while recommendation.merged_into is not None:
        recommendation = recommendation.merged_into
    return recommendation


def by_number(number: str) -> Recommendation | None:
    """The recommendation of a number, as it is: ended or merged ones, too (1 query)."""
    rows = Recommendation.objects.select_related("committee", "merged_into")
    return rows.filter(number=number).first()


def adopting(on: date) -> QuerySet[Committee]:
    """Committees that on this day have the right to adopt recommendations (1 query)."""
    rules = rule_sets.valid(on).filter(adopts=True)
    return Committee.objects.filter(pk__in=rules.values("committee_id"))
