"""Partners as the office sees them: the long list, one partner, and how the groups weigh."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.models import Committee, Membership, RuleSet
from mitsorge.domain.governance.rules import Parity
from mitsorge.domain.governance.rules.composition import Seat
from mitsorge.domain.partners.models import MemberGroup, Partnership, Representative
from mitsorge.domain.partners.rules import Bank, Participation
from mitsorge.domain.partners.rules.parity import Share, missing_of_banks, shares
from mitsorge.foundation.people.rules import ChannelKind


@dataclass(frozen=True)
class OfficeFilter:
    """What the office narrowed the list to; `ended` shows those that left instead."""

    text: str = ""
    group_id: int | None = None
    participation: Participation | None = None
    silent: bool = False
    """Only those for whom nobody speaks."""
    ended: bool = False


def office_partners(narrowed: OfficeFilter, *, on: date) -> QuerySet[Partnership]:
    """Partnerships by name with `speaker` (the first; None: nobody) (1 query; 2 where a name is asked for)."""
    lasting = Q(active_to=None) | Q(active_to__gt=on)
    found = Partnership.objects.filter(~lasting if narrowed.ended else lasting)
    if narrowed.group_id:
        found = found.filter(member_group=narrowed.group_id)
    if narrowed.participation:
        found = found.filter(participation=narrowed.participation)
    if narrowed.text:
        found = found.filter(organization__in=_named(narrowed.text))
    speaks = Representative.objects.filter(partnership=OuterRef("pk"), active_to=None)
    if narrowed.silent:
        found = found.filter(~Exists(speaks))
    first = speaks.order_by("rank", "pk").values("person__name")[:1]
    return (
        found.select_related("organization", "member_group")
        .annotate(speaker=Subquery(first))
        .order_by("organization__name", "pk")
    )


def _named(text: str) -> list[int]:
    """Organizations that hold the text in their name; here, because SQLite folds no umlauts (1 query)."""
    wanted = text.casefold()
    names = Organization.objects.values_list("pk", "name")
    return [pk for pk, name in names if wanted in name.casefold()]


@dataclass(frozen=True)
class Speaker:
    """Somebody who speaks for a partner. `email` and `phone` only for whoever may see them."""

    id: int
    name: str
    rank: int
    committee: str
    since: date
    email: str = ""
    phone: str = ""


def speakers(partnership: Partnership, *, with_channels: bool) -> list[Speaker]:
    """Who speaks for a partner today, in order (1 query, 2 with the ways to reach them)."""
    rows = partnership.representatives.filter(active_to=None).select_related("person", "committee")
    if with_channels:
        rows = rows.prefetch_related("person__channels")
    return [_speaker(row, with_channels) for row in rows.order_by("committee__name", "rank", "pk")]


def _speaker(row: Representative, with_channels: bool) -> Speaker:
    running = (
        [one for one in row.person.channels.all() if one.ended is None] if with_channels else []
    )
    ways = {ChannelKind(one.kind): one.address for one in running}
    return Speaker(
        id=row.pk,
        name=row.person.name,
        rank=row.rank,
        committee=row.committee.name if row.committee else "",
        since=row.active_from,
        email=ways.get(ChannelKind.EMAIL, ""),
        phone=ways.get(ChannelKind.PHONE, ""),
    )


def seats_of_partner(partnership: Partnership, *, on: date) -> list[Membership]:
    """Where its people sit by name on a day, deputies too (1 query)."""
    lasting = Q(active_to=None) | Q(active_to__gt=on)
    people = partnership.representatives.filter(active_to=None).values("person")
    mine = Q(organization=partnership.organization_id) | Q(organization=None, person__in=people)
    return list(
        Membership.objects.filter(mine, lasting, active_from__lte=on)
        .select_related("committee", "person")
        .order_by("committee__position", "committee__name", "pk")
    )


def weights(*, on: date) -> list[tuple[MemberGroup, Share]]:
    """Every open group and those with partners, with its share and how it weighs (2 queries)."""
    lasting = Q(active_to=None) | Q(active_to__gt=on)
    rows = Partnership.objects.filter(lasting, active_from__lte=on)
    sizes = Counter(rows.values_list("member_group_id", flat=True))
    groups = [
        group for group in MemberGroup.objects.all() if sizes[group.pk] or not group.is_closed
    ]
    found = shares([(group.code, sizes[group.pk], group.target_percent) for group in groups])
    return list(zip(groups, found, strict=True))


def committees_with_banks(on: date) -> list[Committee]:
    """Committees whose rules of a day want three banks (§ 4 NPflegeG) (1 query)."""
    runs = Q(valid_to=None) | Q(valid_to__gt=on)
    rules = RuleSet.objects.filter(runs, valid_from__lte=on, parity=Parity.THREE_BANKS)
    return list(Committee.objects.filter(rule_sets__in=rules))


def banks_of(seats: Iterable[Seat], *, on: date) -> dict[Bank, tuple[int, int]]:
    """Seats each bank has and lacks, by the member group of the organization that sits there (1 query)."""
    houses = [seat.organization_id or 0 for seat in seats if seat.votes]
    lasting = Q(active_to=None) | Q(active_to__gt=on)
    rows = Partnership.objects.filter(lasting, active_from__lte=on, organization__in=houses)
    banks = dict(rows.values_list("organization", "member_group__bank"))
    counted = Counter(Bank(banks.get(house) or "") for house in houses)
    return {bank: (counted[bank], less) for bank, less in missing_of_banks(counted).items()}
