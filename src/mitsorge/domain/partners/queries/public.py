from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from mitsorge.domain.directory.queries.visible import in_period
from mitsorge.domain.partners.models import MemberGroup, Partnership
from mitsorge.domain.partners.rules import Participation
from mitsorge.foundation import statements


@dataclass(frozen=True)
class PartnerFilter:
    """What a visitor narrowed the list to; empty means everything."""

    group: str = ""
    participation: Participation | None = None
    name: str = ""
    area: str = ""
    """The code of a planning area; the list itself knows no places: `places.houses_in_area` does."""


def running(on: date) -> QuerySet[Partnership]:
    """Partnerships that hold on a day, of organizations shown to the public, by name."""
    holds = Q(active_to=None) | Q(active_to__gt=on)
    return Partnership.objects.filter(
        holds, in_period(on, "organization__"), active_from__lte=on
    ).order_by("organization__name", "pk")


@dataclass(frozen=True)
class PartnerLine:
    """A partner in a list; `group` is empty where it belongs to none."""

    slug: str
    name: str
    group: str
    participation: Participation
    organization_id: int = 0


def partners(*, on: date, narrowed: PartnerFilter) -> list[PartnerLine]:
    """Partners by name, each with its group and how it takes part (1 query)."""
    found = running(on)
    if narrowed.group:
        found = found.filter(member_group__code=narrowed.group)
    if narrowed.participation:
        found = found.filter(participation=narrowed.participation)
    rows = found.values_list(
        *("organization__slug", "organization__name", "member_group__name", "participation"),
        "organization_id",
    )
    wanted = narrowed.name.casefold()  # here, because SQLite folds no umlauts
    return [
        PartnerLine(slug, name, group or "", Participation(kind), house)
        for slug, name, group, kind, house in rows
        if wanted in name.casefold()
    ]


def group_sizes(*, on: date) -> list[tuple[MemberGroup, int]]:
    """Every member group with its number of running partnerships (2 queries)."""
    sizes = dict(
        running(on)
        .order_by()
        .values_list("member_group_id")
        .annotate(size=Count("pk"))
        .values_list("member_group_id", "size")
    )
    return [(group, sizes.get(group.pk, 0)) for group in MemberGroup.objects.all()]


def count_running(*, on: date) -> int:
    """How many partners the network has on a day (1 query)."""
    return statements.count(_running_keys, on=on)


def _running_keys(on: date) -> QuerySet[Partnership, Any]:
    return running(on).order_by().values_list("pk")


def partner_since(*, slug: str = "", slug_of_offer: str = "", on: date) -> date | None:
    """Since when an organization, or the one behind an offer, is a partner (1 query)."""
    by_offer = {"organization__services__slug": slug_of_offer}
    named = {"organization__slug": slug} if slug else by_offer
    return running(on).filter(**named).values_list("active_from", flat=True).first()
