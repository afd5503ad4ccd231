"""Who sits where, of all committees at once and without plenums: for the radar and for clashes of dates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mitsorge.domain.governance.models import Committee
from mitsorge.domain.governance.queries.seats import seats_of
from mitsorge.domain.governance.rules import Composition, MemberRole
from mitsorge.domain.governance.rules.composition import Seat

PLENUMS = frozenset({Composition.ACTIVE_PARTNERS, Composition.ALL_PARTNERS})
"""Everyone in the network is invited: that they overlap with everybody tells nothing."""


@dataclass(frozen=True)
class Seats:
    """`people` says who cannot be in two places at once, `houses` who is represented; the values are names."""

    people: Mapping[str, str]
    houses: Mapping[str, str]


EMPTY = Seats({}, {})


def all_seats(committees: Iterable[Committee], on: date) -> dict[int, Seats]:
    """By committee id, guests left out; plenums have none (1 query)."""
    listed = list(committees)
    seated = seats_of([each for each in listed if each.composition not in PLENUMS], on)
    return {each.pk: _keys(seated.get(each.pk, [])) for each in listed}


def _keys(seats: Iterable[Seat]) -> Seats:
    counted = [seat for seat in seats if seat.role != MemberRole.GUEST]
    return Seats(dict(map(_person, counted)), dict(map(_house, counted)))


def _person(seat: Seat) -> tuple[str, str]:
    return (f"p{seat.person_id}", seat.name) if seat.person_id else _house(seat)


def _house(seat: Seat) -> tuple[str, str]:
    if seat.organization_id:
        return f"o{seat.organization_id}", seat.organization_name
    return f"p{seat.person_id}", seat.name
