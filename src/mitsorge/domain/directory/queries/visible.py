"""The one rule of what the public may see."""

from datetime import date, datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from mitsorge.domain.directory import rules
from mitsorge.domain.directory.models import Attribute, Organization, Service
from mitsorge.domain.directory.queries.hiding import not_hidden
from mitsorge.foundation.identity.models import Network

REVIEW_MONTHS = Subquery(Network.objects.values("review_months")[:1])
"""The network's review period as a column: no query of its own."""
OFFER_REVIEW_MONTHS = Coalesce(
    Subquery(
        Attribute.objects.filter(service=OuterRef("pk"), is_main=True).values(
            months=Coalesce(
                "term__review_months",
                "term__parent__review_months",
                "term__parent__parent__review_months",
            )
        )[:1]
    ),
    REVIEW_MONTHS,
)
"""The review period of an offer as a column: that of its main kind or of a kind above it, else the network's."""
USUAL_REVIEW_MONTHS = 6
"""Before the network has been written."""


def in_period(on: date, prefix: str = "") -> Q:
    """`rules.is_visible` for the database: active and inside the half-open period."""
    visible_from, visible_to = f"{prefix}visible_from", f"{prefix}visible_to"
    return (
        Q(**{f"{prefix}status": rules.Status.ACTIVE})
        & (Q(**{visible_from: None}) | Q(**{f"{visible_from}__lte": on}))
        & (Q(**{visible_to: None}) | Q(**{f"{visible_to}__gt": on}))
    )


def visible_services(on: date) -> QuerySet[Service]:
    """Offers the public may see on a day: they and their organization are active and in their period.

    And not hidden by the network's rule (`hiding`).
    """
    return Service.objects.filter(in_period(on), in_period(on, "organization__"), not_hidden(on))


def visible_organizations(on: date) -> QuerySet[Organization]:
    """Organizations the public may see on a day."""
    return Organization.objects.filter(in_period(on))


def freshness_of(
    assured_at: datetime | None, review_months: int | None, *, on: date
) -> rules.Freshness:
    """Freshness of a moment of confirmation, on local days."""
    return rules.freshness(
        assured_on=timezone.localdate(assured_at) if assured_at else None,
        on=on,
        review_months=review_months or USUAL_REVIEW_MONTHS,
    )
