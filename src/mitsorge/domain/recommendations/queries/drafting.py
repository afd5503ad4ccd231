from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Substr

from mitsorge.domain.governance.models import Committee
from mitsorge.domain.recommendations.models import Consultation, Recommendation


@dataclass(frozen=True)
class Filters:
    """How the office narrows the list; empty means all."""

    text: str = ""
    status: str = ""
    committee_id: int | None = None
    addressee: str = ""
    year: str = ""


OPEN_STATION = Prefetch(
    "consultations",
    Consultation.objects.filter(result="OPEN").select_related("committee"),
    to_attr="lies_before",
)


def recommendations(
    filters: Filters, among: QuerySet[Recommendation] | None = None
) -> QuerySet[Recommendation]:
    """The newest first, with the station where each lies as `lies_before`, at most one (2 queries)."""
    rows = _among(among).select_related("committee", "merged_into")
    rows = rows.prefetch_related(OPEN_STATION).order_by("-created_at", "-pk")
    asked = {
        "title__icontains": filters.text,
        "status": filters.status,
        "committee_id": filters.committee_id,
        "addressee": filters.addressee,
    }
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    return rows.filter(number__startswith=f"{filters.year}/") if filters.year else rows


def years(among: QuerySet[Recommendation] | None = None) -> list[str]:
    """The years that have numbers, the latest first (1 query)."""
    year = _among(among).annotate(year=Substr("number", 1, 4)).order_by("-year")
    return list(year.values_list("year", flat=True).distinct())


def addressees(among: QuerySet[Recommendation] | None = None) -> list[str]:
    """To whom recommendations are addressed, by name (1 query)."""
    rows = _among(among).order_by("addressee")
    return list(rows.values_list("addressee", flat=True).distinct())


def drafting_committees(among: QuerySet[Recommendation] | None = None) -> QuerySet[Committee]:
    """Committees that have drafted something (1 query)."""
    if among is None:
        return Committee.objects.filter(recommendations__isnull=False).distinct()
    return Committee.objects.filter(pk__in=among.values("committee"))


def _among(rows: QuerySet[Recommendation] | None) -> QuerySet[Recommendation]:
    return Recommendation.objects.all() if rows is None else rows
