"""Organizations with their public entries, as a round of letters sees them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from mitsorge.domain.directory.models import Organization, Service
from mitsorge.domain.directory.queries.intervals import intervals_in_use
from mitsorge.domain.directory.queries.visible import (
    OFFER_REVIEW_MONTHS,
    REVIEW_MONTHS,
    USUAL_REVIEW_MONTHS,
    in_period,
)
from mitsorge.domain.directory.rules.days import DAYS_PER_MONTH
from mitsorge.domain.upkeep.models import Change, Reach
from mitsorge.domain.upkeep.rules import ChangeState
from mitsorge.domain.upkeep.rules.rounds import due_on, first_due

SAID = (ChangeState.SUBMITTED,)
"""The organization has spoken about this entry; the office is on. Given back, it is the organization's turn again."""


@dataclass(frozen=True)
class Entry:
    """A public offer; without `service_id` the organization itself. `said`: an answer about it waits at the office."""

    uid: str
    service_id: int | None
    name: str
    slug: str
    assured_on: date | None
    months: int
    modified_at: datetime
    said: bool

    @property
    def due_on(self) -> date:
        return due_on(self.assured_on, self.months)


@dataclass(frozen=True)
class House:
    """An organization and its public entries by name. `entries[0]` is the organization itself."""

    id: int
    uid: str
    name: str
    rhythm: int | None
    entries: tuple[Entry, ...]

    @property
    def asked(self) -> tuple[Entry, ...]:
        """What a letter asks about: its offers; the organization itself where it has none.

        Whoever confirms the offers confirms the organization along with them.
        """
        offers = tuple(entry for entry in self.entries if entry.service_id)
        return tuple(entry for entry in offers or self.entries if not entry.said)

    @property
    def due(self) -> date | None:
        """The earliest day on which something is due; None where there is nothing to ask."""
        pairs = ((entry.assured_on, entry.months) for entry in self.asked)
        return first_due(pairs, self.rhythm)


def houses(on: date, ids: Collection[int] | None = None) -> list[House]:
    """Public organizations by name with what stands in the directory, also what is hidden only for its age.

    All of them, or those with these ids (4 queries, whatever their number).
    """
    narrowed = Q() if ids is None else Q(pk__in=ids)
    rows = Organization.objects.filter(narrowed, in_period(on)).annotate(months=REVIEW_MONTHS)
    found = list(rows.order_by("name", "pk").values(*FIELDS, "months"))
    said = _said(ids)
    offers = _offers(on, ids, said)
    rhythms = dict(Reach.objects.values_list("organization_id", "rhythm_months"))
    return [
        House(
            id=row["pk"],
            uid=str(row["uid"]),
            name=row["name"],
            rhythm=rhythms.get(row["pk"]),
            entries=(_entry(row, None, (row["pk"], None) in said), *offers[row["pk"]]),
        )
        for row in found
    ]


def maybe_due(on: date) -> set[int]:
    """Organizations of which something is older than the shortest interval: others need not be read (4 queries)."""
    rhythms = Reach.objects.aggregate(least=Min("rhythm_months"))["least"]
    shortest = min([*intervals_in_use(), rhythms or USUAL_REVIEW_MONTHS])
    day = on - timedelta(days=int(shortest * DAYS_PER_MONTH) - 1)
    old = Q(assured_at=None) | Q(
        assured_at__lt=timezone.make_aware(datetime.combine(day, time.min))
    )
    offers = Service.objects.filter(old, in_period(on)).order_by()
    themselves = Organization.objects.filter(old, in_period(on)).order_by()
    return {
        *offers.values_list("organization_id", flat=True).distinct(),
        *themselves.values_list("pk", flat=True),
    }


FIELDS = ("pk", "uid", "name", "slug", "assured_at", "modified_at")


def _offers(
    on: date, ids: Collection[int] | None, said: set[tuple[int, int | None]]
) -> dict[int, list[Entry]]:
    rows = _of(Service.objects.filter(in_period(on)), ids).annotate(months=OFFER_REVIEW_MONTHS)
    found: dict[int, list[Entry]] = defaultdict(list)
    for row in rows.order_by("name", "pk").values(*FIELDS, "months", "organization_id"):
        owner = row["organization_id"]
        told = (owner, row["pk"]) in said or (owner, None) in said
        found[owner].append(_entry(row, row["pk"], told))
    return found


def _said(ids: Collection[int] | None) -> set[tuple[int, int | None]]:
    rows = _of(Change.objects.filter(state__in=SAID), ids)
    gone = rows.filter(Q(service__isnull=False) | Q(kind="GONE"))
    return set(gone.order_by().values_list("organization_id", "service_id"))


def _of(rows: QuerySet[Any], ids: Collection[int] | None) -> QuerySet[Any]:
    return rows if ids is None else rows.filter(organization__in=ids)


def _entry(row: dict[str, Any], service_id: int | None, said: bool) -> Entry:
    assured_at = row["assured_at"]
    return Entry(
        uid=str(row["uid"]),
        service_id=service_id,
        name=row["name"],
        slug=row["slug"],
        assured_on=timezone.localdate(assured_at) if assured_at else None,
        months=row["months"] or USUAL_REVIEW_MONTHS,
        modified_at=row["modified_at"],
        said=said,
    )
