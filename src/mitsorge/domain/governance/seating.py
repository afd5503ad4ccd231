"""Who sits where, read from the records. Stands below permissions, because a seat opens what is internal.

Everyone else asks `queries.seats`, which offers the same.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from mitsorge.domain.governance.models import Committee, Membership
from mitsorge.domain.governance.rules import Composition, MemberRole
from mitsorge.domain.governance.rules.composition import SENDING, Seat, Stint, runs, seats

Source = Callable[[Committee, date], Collection[Seat]]
_SOURCES: dict[Composition, Source] = {}
READ = (
    "pk",
    "committee_id",
    "person_id",
    "organization_id",
    "role",
    "active_from",
    "active_to",
    "votes",
    "deputy_of_id",
    "delegated_by",
    "person__name",
    "organization__name",
    "committee__name",
    "committee__parent_id",
    "committee__classification",
    "committee__active_from",
    "committee__active_to",
)
"""What of a membership, of its people and of its committee says who sits where."""


def register(composition: Composition, source: Source) -> None:
    """Where the seats of a composition come from that only a higher package knows; called in its `ready()`."""
    _SOURCES[composition] = source


def seats_on(committee: Committee, on: date) -> list[Seat]:
    """Who sits in a committee on a day (1 query, and those of the source where partners sit by themselves)."""
    return seats_of([committee], on)[committee.pk]


def seats_of(committees: Iterable[Committee], on: date) -> dict[int, list[Seat]]:
    """The same for several committees by id (1 query, and those of the source for each that has one)."""
    wanted = list(committees)
    own, sent = _stints(wanted, on)
    return {found.pk: _seats(found, own[found.pk], sent[found.pk], on) for found in wanted}


def _seats(
    committee: Committee, own: Sequence[Stint], sent: Sequence[Stint], on: date
) -> list[Seat]:
    """Nobody sits in a committee that does not exist on that day."""
    if not runs(committee.active_from, committee.active_to, on):
        return []
    composition = Composition(committee.composition)
    return seats(composition, own=own, sent=sent, partners=_partners(committee, on), on=on)


def _partners(committee: Committee, on: date) -> Collection[Seat]:
    source = _SOURCES.get(Composition(committee.composition))
    return source(committee, on) if source else ()


def _stints(
    committees: Collection[Committee], on: date
) -> tuple[dict[int, list[Stint]], dict[int, list[Stint]]]:
    """The stints of a day: the committees' own, and those sent from below, each by committee id."""
    own: dict[int, list[Stint]] = defaultdict(list)
    sent: dict[int, list[Stint]] = defaultdict(list)
    keys = {found.pk for found in committees}
    from_below = Q(
        Q(committee__active_from=None) | Q(committee__active_from__lte=on),
        Q(committee__active_to=None) | Q(committee__active_to__gt=on),
        committee__parent__in=keys,
        committee__parent__composition=Composition.SPOKESPERSONS,
        committee__classification__in=SENDING,
    )
    spokes = Q(role=MemberRole.SPOKESPERSON) | Q(deputy_of__role=MemberRole.SPOKESPERSON)
    rows = Membership.objects.filter(
        Q(active_to=None) | Q(active_to__gt=on),
        Q(committee__in=keys) | (from_below & spokes),
        active_from__lte=on,
    )
    for row in rows.values_list(*READ, named=True):
        if row.committee_id in keys:
            own[row.committee_id].append(_read(row))
        if row.committee__parent_id in keys and _sends(row, on):
            sent[row.committee__parent_id].append(_read(row, sent_by=row.committee__name))
    return own, sent


def _sends(row: Any, on: date) -> bool:
    first, last = row.committee__active_from, row.committee__active_to
    return row.committee__classification in SENDING and runs(first, last, on)


def _read(row: Any, *, sent_by: str = "") -> Stint:
    """From a row of `READ`: a network has thousands, and building their records takes longer than reading them."""
    return _stint(row, row.person__name, row.organization__name or "", sent_by)


def stint(row: Membership) -> Stint:
    """A record as the rules know it; reads person and organization."""
    person = row.person.name if row.person else None
    return _stint(row, person, row.organization.name if row.organization else "", "")


def _stint(row: Any, person: str | None, organization: str, sent_by: str) -> Stint:
    return Stint(
        pk=row.pk,
        committee_id=row.committee_id,
        person_id=row.person_id,
        organization_id=row.organization_id,
        role=MemberRole(row.role),
        active_from=row.active_from,
        active_to=row.active_to,
        votes=row.votes,
        deputy_of=row.deputy_of_id,
        name=organization if person is None else person,
        organization_name=organization,
        sent_by=sent_by or row.delegated_by,
    )
