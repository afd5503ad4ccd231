"""Which entries are inside their review interval on a day; each row carries its interval as `review_months`."""

from datetime import date

from django.db.models import Case, DateTimeField, F, Q, Value, When
from django.db.models.lookups import GreaterThanOrEqual, LessThan

from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.domain.directory.queries.hiding import midnight
from mitsorge.domain.directory.queries.visible import USUAL_REVIEW_MONTHS
from mitsorge.foundation.identity.models import Network


def intervals_in_use() -> list[int]:
    """The different intervals of the kinds and the network, in months (1 query)."""
    kinds = TaxonomyTerm.objects.order_by().values_list("review_months")
    rows = kinds.union(Network.objects.values_list("review_months"))
    return sorted({months for (months,) in rows if months is not None})


def confirmed(on: date) -> Q:
    """Confirmed within its interval (1 query)."""
    return Q(GreaterThanOrEqual(F("assured_at"), _begin(on)))


def unconfirmed(on: date) -> Q:
    """Never confirmed, or longer ago than its interval (1 query)."""
    return Q(assured_at=None) | Q(LessThan(F("assured_at"), _begin(on)))


def _begin(on: date) -> Case:
    """When the interval that ends on this day began."""
    cases = [
        When(review_months=months, then=Value(midnight(on, months=months)))
        for months in intervals_in_use()
    ]
    usual = Value(midnight(on, months=USUAL_REVIEW_MONTHS))
    return Case(*cases, default=usual, output_field=DateTimeField())
