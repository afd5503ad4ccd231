"""Council papers with their way through the council."""

from django.db.models import Prefetch, QuerySet

from mitsorge.domain.recommendations.models import CouncilPaper, Station


def papers() -> QuerySet[CouncilPaper]:
    """Every paper with its recommendation and its stations in order (2 queries)."""
    stations = Prefetch("stations", Station.objects.order_by("position", "pk"))
    rows = CouncilPaper.objects.select_related("recommendation__committee")
    return rows.prefetch_related(stations).order_by("-created_at", "-pk")


def paper(pk: int) -> CouncilPaper | None:
    """One paper (2 queries)."""
    return papers().filter(pk=pk).first()


def public_paper(pk: int) -> CouncilPaper | None:
    """The same for everyone, once a public session has its day (2 queries)."""
    in_public = Station.objects.filter(is_public=True, held_on__isnull=False)
    return papers().filter(pk=pk, pk__in=in_public.values("paper_id")).first()


def stations_due() -> QuerySet[Station]:
    """Stations whose day is known and whose result is not (1 query)."""
    rows = Station.objects.select_related("paper__recommendation").filter(result="")
    return rows.exclude(held_on=None).order_by("held_on", "pk")
