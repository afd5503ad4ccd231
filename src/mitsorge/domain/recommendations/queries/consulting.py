from datetime import date

from django.db.models import QuerySet

from mitsorge.domain.governance.models import AgendaItem, Committee
from mitsorge.domain.governance.queries import rule_sets
from mitsorge.domain.governance.rules import Classification
from mitsorge.domain.recommendations.models import Consultation, Recommendation
from mitsorge.domain.recommendations.rules import ConsultationResult


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


def open_stations() -> QuerySet[Consultation]:
    """What lies before which committee, the longest first, with the words that lie there (1 query)."""
    rows = Consultation.objects.filter(result=ConsultationResult.OPEN)
    related = ("committee", "version", "recommendation__committee")
    return rows.select_related(*related).order_by("committee__position", "opened_at", "pk")


def next_committees(on: date, *, without: int | None = None) -> list[tuple[Committee, bool]]:
    """To whom it can go next: steering groups, those that adopt, and the rest; each with whether it adopts (2 queries)."""
    deciding = {row.pk for row in adopting(on)}
    rows = [row for row in Committee.objects.all() if row.pk != without and _stands(row, on)]

    def order(row: Committee) -> tuple[bool, bool, int, str]:
        steers = row.classification == Classification.STEERING_GROUP
        return (not steers, row.pk not in deciding, row.position, row.name)

    return [(row, row.pk in deciding) for row in sorted(rows, key=order)]


def decisions_of(committee: Committee) -> QuerySet[AgendaItem]:
    """Agenda items of a committee with a result, the newest first (1 query)."""
    rows = AgendaItem.objects.filter(committee=committee).exclude(result="")
    return rows.select_related("meeting").order_by("-decided_at", "-pk")


def _stands(committee: Committee, on: date) -> bool:
    begun = committee.active_from is None or committee.active_from <= on
    return begun and (committee.active_to is None or committee.active_to > on)
