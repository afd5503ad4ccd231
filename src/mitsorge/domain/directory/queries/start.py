"""What the start page asks."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, QuerySet
from django.db.models.expressions import RawSQL

from mitsorge.domain.directory.models import LifeSituation, TaxonomyTerm
from mitsorge.domain.directory.queries.intervals import confirmed
from mitsorge.domain.directory.queries.visible import OFFER_REVIEW_MONTHS, visible_services

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
    counted = (
        visible_services(on)
        .annotate(review_months=OFFER_REVIEW_MONTHS)
        .aggregate(
            services=Count("pk"),
            confirmed=Count("pk", filter=confirmed(on)),
            organizations=Count("organization", distinct=True),
        )
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
