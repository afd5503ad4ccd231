"""What of the chain somebody reads from inside: by a role everything, else what concerns the committees she runs."""

from datetime import date

from django.db.models import Q, QuerySet

from mitsorge.domain.governance.models import Committee
from mitsorge.domain.governance.permissions import run_by
from mitsorge.domain.recommendations.models import (
    Consultation,
    Impulse,
    Recommendation,
    Topic,
)
from mitsorge.domain.recommendations.permissions import may_read
from mitsorge.domain.recommendations.queries.topics import open_topics
from mitsorge.domain.recommendations.rules.deeds import Deed, may
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.queries import roles_of


def readable(account: Account, on: date) -> QuerySet[Recommendation]:
    """Recommendations with their drafts; without a role those her committees write, consult or consulted
    (at most 3 queries for the committees).
    """
    rows = Recommendation.objects.all()
    if may_read(account):
        return rows
    own = run_by(account, on)
    consulted = Consultation.objects.filter(committee__in=own).values("recommendation")
    return rows.filter(Q(committee__in=own) | Q(pk__in=consulted))


def writable_committees(account: Account, on: date) -> QuerySet[Committee]:
    """Committees she may draft for (at most 3 queries for the committees she runs)."""
    if may(roles_of(account), Deed.DRAFT):
        return Committee.objects.all()
    return Committee.objects.filter(pk__in=run_by(account, on))


def linkable_topics(
    account: Account, on: date, row: Recommendation | None = None
) -> QuerySet[Topic]:
    """Topics to write about; without a role those of her committees' impulses and those linked already."""
    if may_read(account):
        return open_topics()
    heard = Impulse.objects.filter(meeting__committee__in=run_by(account, on)).values("topic")
    linked = row.topics.values("pk") if row else ()
    return open_topics().filter(Q(pk__in=heard) | Q(pk__in=linked))


def linkable_impulses(
    account: Account, on: date, row: Recommendation | None = None
) -> QuerySet[Impulse]:
    """The newest 30 open impulses and those linked already; without a role those said in her committees' meetings."""
    open_ones = Impulse.objects.filter(merged_into=None, closed_at=None)
    if not may_read(account):
        open_ones = open_ones.filter(meeting__committee__in=run_by(account, on))
    keys = set(open_ones.order_by("-created_at", "-pk").values_list("pk", flat=True)[:30])
    if row is not None:
        keys |= set(row.impulses.values_list("pk", flat=True))
    return Impulse.objects.filter(pk__in=keys).order_by("-created_at", "-pk")
