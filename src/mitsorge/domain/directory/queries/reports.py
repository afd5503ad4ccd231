"""What citizens told us, on purpose or by searching in vain. Pages ask `check_may_read_internal` first."""

from django.db.models import QuerySet

from mitsorge.domain.directory.models import MissedSearch, Report


def answered_reports() -> QuerySet[Report]:
    """Answered reports, the last answer first, with offer and who answered (1 query)."""
    return (
        Report.objects.exclude(answered_at=None)
        .select_related("service__organization", "answered_by")
        .order_by("-answered_at", "-pk")
    )


def missed_searches() -> QuerySet[MissedSearch]:
    """Words searched in vain, the last week first, the most frequent first (1 query). Names nobody."""
    return MissedSearch.objects.order_by("-week", "-count", "words", "pk")
