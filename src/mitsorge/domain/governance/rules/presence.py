"""Who is in the room at a moment, and how many of them have a vote. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from mitsorge.domain.governance.rules.codes import MemberRole, Voters

LEADING = frozenset({MemberRole.CHAIR, MemberRole.DEPUTY_CHAIR})
"""Who can lead a meeting, where the rules ask that somebody does."""


@dataclass(frozen=True)
class Place:
    """A seat or a guest. `organization` tells organizations apart, empty for somebody without one."""

    votes: bool
    organization: str = ""
    leads: bool = False
    present_from: datetime | None = None
    present_to: datetime | None = None


@dataclass(frozen=True)
class Room:
    """`members` and `voters` have a vote (voters: and are here); `guests` are here without one."""

    members: int
    voters: int
    guests: int
    chair_present: bool


def is_here(place: Place, at: datetime) -> bool:
    """From the moment of coming until the moment of leaving, which itself no longer counts."""
    if place.present_from is None or place.present_from > at:
        return False
    return place.present_to is None or at < place.present_to


def room(places: Iterable[Place], voters: Voters, at: datetime, counted: int | None = None) -> Room:
    """Everyone in the room at `at`. `counted`: heads, where no names are kept.

    Heads that were only counted are voters where everyone votes or where no seats were invited;
    otherwise never more of them than there are seats with a vote.
    """
    known = list(places)
    here = [place for place in known if is_here(place, at)]
    leads = any(place.leads for place in here)
    if counted is not None:
        return _counted(_votes(known, voters), counted, voters)
    if voters is Voters.EVERYONE:
        return Room(len(here), len(here), 0, leads)
    without = sum(not place.votes for place in here)
    return Room(_votes(known, voters), _votes(here, voters), without, leads)


def _counted(members: int, heads: int, voters: Voters) -> Room:
    if voters is Voters.EVERYONE or not members:
        return Room(heads, heads, 0, True)
    entitled = min(heads, members)
    return Room(members, entitled, heads - entitled, True)


def _votes(places: Iterable[Place], voters: Voters) -> int:
    """One per seat, or one per organization (a seat without organization then votes for itself)."""
    entitled = [place for place in places if place.votes]
    if voters is not Voters.ORGANIZATIONS:
        return len(entitled)
    named = {place.organization for place in entitled if place.organization}
    return len(named) + sum(not place.organization for place in entitled)


def first_moment(start: datetime, hour: int, minute: int) -> datetime:
    """The first time the clock on the wall (in the zone of `start`) shows this after the meeting began.

    A meeting may pass midnight, and the night in which the clocks change: an hour that is skipped
    counts as much after the change, one that comes twice as its first time.
    """
    wanted = start.replace(hour=hour, minute=minute, second=0, microsecond=0, fold=0)
    if wanted < start.replace(second=0, microsecond=0):
        wanted += timedelta(days=1)
    return wanted
