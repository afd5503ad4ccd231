"""What the start page asks."""

from dataclasses import dataclass
from datetime import date, datetime, time

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from mitsorge.domain.directory.models import LifeSituation, TaxonomyTerm
from mitsorge.domain.directory.queries.visible import (
    USUAL_REVIEW_MONTHS,
    visible_services,
)
from mitsorge.foundation.identity.models import Network

AS_NAMED = RawSQL('"directory_lifesituation_terms"."id"', ())
"""The order in which a Lebenslage names its terms. The prefetch joins this table under its own name."""


@dataclass(frozen=True)
class Figures:
    """Counted now, never stored. `share_confirmed`: 0.0 to 1.0 of the offers, inside their review period."""

    services: int
    share_confirmed: float
    organizations: int


def figures(on: date) -> Figures:
    """How much the directory holds and how fresh it is (2 queries)."""
    months = Network.objects.values_list("review_months", flat=True).first()
    since = datetime.combine(
        on - relativedelta(months=months or USUAL_REVIEW_MONTHS),
        time(),
        timezone.get_current_timezone(),
    )
    counted = visible_services(on).aggregate(
        services=Count("pk"),
        confirmed=Count("pk", filter=Q(assured_at__gte=since)),
        organizations=Count("organization", distinct=True),
    )
    services = counted["services"]
    return Figures(
        services, counted["confirmed"] / services if services else 0.0, counted["organizations"]
    )


def life_situations(*, start_page_only: bool = False) -> QuerySet[LifeSituation]:
    """Lebenslagen in their order with the terms still in use, the most helpful first (2 queries)."""
    in_order = TaxonomyTerm.objects.filter(is_retired=False).order_by(AS_NAMED)
    found = LifeSituation.objects.prefetch_related(Prefetch("terms", in_order)).order_by(
        "position", "pk"
    )
    return found.filter(on_start_page=True) if start_page_only else found
