"""Who sits where, of all committees at once: for the radar and for clashes of dates.

`seats_on` answers for one committee with names and votes; here only keys are compared, in a constant number of queries.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from mitsorge.domain.governance.models import Committee, Membership
from mitsorge.domain.governance.rules import Composition, MemberRole

PLENUMS = frozenset({Composition.ACTIVE_PARTNERS, Composition.ALL_PARTNERS, Composition.OPEN})
"""Everyone in the network is invited: that they overlap with everybody tells nothing."""


@dataclass(frozen=True)
class Seats:
    """`people` says who cannot be in two places at once, `houses` who is represented; the values are names."""

    people: Mapping[str, str]
    houses: Mapping[str, str]


EMPTY = Seats({}, {})


def running(on: date) -> Q:
    return Q(active_from__lte=on) & (Q(active_to=None) | Q(active_to__gt=on))


def all_seats(committees: Iterable[Committee], on: date) -> dict[int, Seats]:
    """By committee id, deputies and guests left out; plenums have none (1 query)."""
    rows = (
        Membership.objects.filter(running(on), deputy_of=None)
        .exclude(role=MemberRole.GUEST)
        .select_related("person", "organization")
        .order_by("pk")
    )
    by_committee: dict[int, list[Membership]] = defaultdict(list)
    for row in rows:
        by_committee[row.committee_id].append(row)
    below: dict[int, list[Membership]] = defaultdict(list)
    listed = list(committees)
    for committee in listed:
        spoken = (row for row in by_committee[committee.pk] if row.role == MemberRole.SPOKESPERSON)
        below[committee.parent_id or 0].extend(spoken)
    return {each.pk: _seats(each, by_committee[each.pk], below[each.pk]) for each in listed}


def _seats(committee: Committee, own: list[Membership], spokespersons: list[Membership]) -> Seats:
    if committee.composition in PLENUMS:
        return EMPTY
    is_computed = committee.composition == Composition.SPOKESPERSONS
    rows = [*own, *spokespersons] if is_computed else own
    return Seats(dict(map(_person, rows)), dict(map(_house, rows)))


def _person(row: Membership) -> tuple[str, str]:
    return (f"p{row.person_id}", str(row.person)) if row.person_id else _house(row)


def _house(row: Membership) -> tuple[str, str]:
    if row.organization_id:
        return f"o{row.organization_id}", str(row.organization)
    return f"p{row.person_id}", str(row.person)
