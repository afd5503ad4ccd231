"""The decision register: every decision of every committee, found again by its words or its number."""

from django.db.models import CharField, Max, Min, Q, QuerySet
from django.db.models.functions import Cast, Substr
from django.utils import timezone

from mitsorge.domain.governance.models import AgendaItem, Committee
from mitsorge.domain.governance.rules import register


def numbers_of(committee: Committee, year: int) -> list[str]:
    """The numbers given in a committee and year, whatever its code was then (1 query)."""
    given = AgendaItem.objects.filter(
        committee=committee, register_number__contains=register.of_year(year)
    )
    return list(given.values_list("register_number", flat=True))


def decisions() -> QuerySet[AgendaItem]:
    """Every decision taken, the newest first, with committee and meeting (1 query)."""
    return (
        AgendaItem.objects.exclude(result="")
        .select_related("committee", "meeting")
        .order_by("-decided_at", "-pk")
    )


def found(
    decided: QuerySet[AgendaItem],
    *,
    words: str = "",
    year: int | None = None,
    committee: Committee | None = None,
) -> QuerySet[AgendaItem]:
    """Those that hold every word in title, resolution or number (0 queries of its own)."""
    for word in words.split():
        decided = decided.filter(
            Q(title__icontains=word)
            | Q(resolution_text__icontains=word)
            | Q(register_number__icontains=word)
        )
    if year is not None:
        decided = decided.filter(register_number__contains=register.of_year(year))
    return decided.filter(committee=committee) if committee else decided


def years(decided: QuerySet[AgendaItem] | None = None) -> list[int]:
    """The years in which anything was decided (of these, or of all), the newest first (1 query).

    The database groups by the year it has written down itself, which needs no time zone for each row; the first and the
    last moment of such a group hold every local year in it.
    """
    rows = AgendaItem.objects.all() if decided is None else decided
    rows = rows.filter(decided_at__isnull=False).order_by()
    written = rows.values_list(Substr(Cast("decided_at", CharField()), 1, 4))
    ends = written.annotate(first=Min("decided_at"), last=Max("decided_at"))
    found = {timezone.localtime(at).year for _year, *both in ends for at in both}
    return sorted(found, reverse=True)
