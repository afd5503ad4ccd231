"""Who sits in a committee on a day, and with which vote. Plain Python over stints; no clock, no database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from mitsorge.domain.governance.rules.codes import (
    Classification,
    Composition,
    MemberRole,
    Voters,
)

SENDING = frozenset({Classification.WORKING_GROUP, Classification.SUB_NETWORK})
"""Committees whose spokespersons sit in the one above them."""
COMPUTED = frozenset(
    {Composition.SPOKESPERSONS, Composition.ACTIVE_PARTNERS, Composition.ALL_PARTNERS}
)
"""Compositions in which a plain member is never named: the seat follows from something else."""
OFFICES = frozenset({MemberRole.CHAIR, MemberRole.DEPUTY_CHAIR, MemberRole.SPOKESPERSON})
"""Roles that run a committee."""
WITH_A_VOTE = frozenset(MemberRole) - {MemberRole.GUEST}
RANK = {role: place for place, role in enumerate((
    MemberRole.CHAIR,
    MemberRole.DEPUTY_CHAIR,
    MemberRole.SPOKESPERSON,
    MemberRole.DELEGATE,
    MemberRole.EXPERT,
    MemberRole.MEMBER,
    MemberRole.GUEST,
))}  # fmt: skip
"""Whoever is several things sits as the first of them."""


@dataclass(frozen=True)
class Deputy:
    """Who may come instead."""

    person_id: int | None
    name: str
    organization_name: str = ""


@dataclass(frozen=True)
class Seat:
    """One chair at the table. Without a person it is the organization's, whoever comes for it."""

    person_id: int | None
    organization_id: int | None
    name: str
    organization_name: str
    role: MemberRole
    votes: bool
    deputies: tuple[Deputy, ...] = ()
    sent_by: str = ""
    """The committee or body that sends somebody here; empty for whoever was named directly."""


@dataclass(frozen=True)
class Stint:
    """Somebody is something in a committee, from `active_from` to the day before `active_to`."""

    pk: int
    committee_id: int
    person_id: int | None
    organization_id: int | None
    role: MemberRole
    active_from: date
    active_to: date | None = None
    votes: bool = True
    deputy_of: int | None = None
    name: str = ""
    organization_name: str = ""
    sent_by: str = field(default="", compare=False)

    def runs(self, on: date) -> bool:
        """Half-open: the day it ends is the first without it."""
        return runs(self.active_from, self.active_to, on)


def runs(active_from: date | None, active_to: date | None, on: date) -> bool:
    """Whether a day lies in a half-open period; None is open at that end."""
    return (active_from is None or active_from <= on) and (active_to is None or on < active_to)


def overlap(a: Stint, b: Stint) -> bool:
    """Whether two stints share a day."""
    a_first = a.active_to is not None and a.active_to <= b.active_from
    b_first = b.active_to is not None and b.active_to <= a.active_from
    return not (a_first or b_first)


def same(a: Stint, b: Stint) -> bool:
    """Whether two stints say the same of the same somebody; both at once would be one too many."""
    who = (a.committee_id, a.person_id, a.organization_id, a.role, a.deputy_of)
    return who == (b.committee_id, b.person_id, b.organization_id, b.role, b.deputy_of)


def seats(
    composition: Composition,
    *,
    own: Sequence[Stint],
    sent: Sequence[Stint] = (),
    partners: Iterable[Seat] = (),
    on: date,
) -> list[Seat]:
    """The seats on a day, one for each who sits there, in the order of office and name.

    `own`: all stints of the committee itself; `sent`: those of the committees below that send their
    spokespersons; `partners`: the seats that partners have by themselves on that day.
    """
    named = [stint for stint in own if _is_named(stint, composition)]
    below = [stint for stint in sent if stint.role is MemberRole.SPOKESPERSON]
    if composition is not Composition.SPOKESPERSONS:
        below = []
    everyone = [*own, *sent]
    direct = [
        _seat(stint, everyone, on)
        for stint in (*named, *below)
        if stint.runs(on) and stint.deputy_of is None
    ]
    return sorted(_merged(partners, direct), key=_order)


def _is_named(stint: Stint, composition: Composition) -> bool:
    return composition not in COMPUTED or stint.role is not MemberRole.MEMBER


def _seat(stint: Stint, everyone: Sequence[Stint], on: date) -> Seat:
    deputies = tuple(
        Deputy(other.person_id, other.name, other.organization_name)
        for other in everyone
        if other.deputy_of == stint.pk and other.runs(on)
    )
    return Seat(
        person_id=stint.person_id,
        organization_id=stint.organization_id,
        name=stint.name,
        organization_name=stint.organization_name,
        role=stint.role,
        votes=stint.votes and stint.role in WITH_A_VOTE,
        deputies=deputies,
        sent_by=stint.sent_by,
    )


def _merged(partners: Iterable[Seat], direct: Iterable[Seat]) -> list[Seat]:
    """Nobody sits twice: several roles of one somebody are one seat with one vote.

    Only partners may send the same person twice: each organization keeps its seat.
    """
    kept = list(partners)
    for seat in direct:
        place = next((i for i, other in enumerate(kept) if _is_one(other, seat)), None)
        if place is None:
            kept.append(seat)
        else:
            kept[place] = _joined(kept[place], seat)
    return kept


def _is_one(kept: Seat, seat: Seat) -> bool:
    if seat.person_id is not None:
        return kept.person_id == seat.person_id
    return kept.person_id is None and kept.organization_id == seat.organization_id


def _joined(kept: Seat, seat: Seat) -> Seat:
    role = min(kept.role, seat.role, key=RANK.__getitem__)
    deputies = tuple(dict.fromkeys((*kept.deputies, *seat.deputies)))
    return replace(
        kept,
        role=role,
        votes=kept.votes or seat.votes,
        deputies=deputies,
        organization_id=kept.organization_id or seat.organization_id,
        organization_name=kept.organization_name or seat.organization_name,
        sent_by=kept.sent_by or seat.sent_by,
    )


def _order(seat: Seat) -> tuple[int, str, str, int]:
    return RANK[seat.role], seat.name, seat.organization_name, seat.person_id or 0


def votes(found: Iterable[Seat], voters: Voters) -> int:
    """How many votes the seats have together; where everyone present votes, the seats are only invited.

    One vote per organization: whoever sits there without one keeps the own vote.
    """
    voting = [seat for seat in found if seat.votes]
    if voters is not Voters.ORGANIZATIONS:
        return len(voting)
    organizations = {seat.organization_id for seat in voting if seat.organization_id}
    return len(organizations) + sum(1 for seat in voting if not seat.organization_id)
