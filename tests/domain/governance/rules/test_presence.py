"""Who is in the room, who of them votes."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mitsorge.domain.governance.rules import Voters
from mitsorge.domain.governance.rules.presence import Place, Room, first_moment, is_here, room

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 12, 10, 12, tzinfo=BERLIN)
HOUR = timedelta(hours=1)


def test_somebody_is_here_from_coming_until_leaving():
    place = Place(votes=True, present_from=NOON, present_to=NOON + HOUR)
    moments = [NOON - HOUR, NOON, NOON + HOUR / 2, NOON + HOUR]
    assert [is_here(place, at) for at in moments] == [False, True, True, False]
    assert is_here(Place(votes=True, present_from=NOON), NOON + HOUR)
    assert not is_here(Place(votes=True), NOON)


def test_members_guests_and_the_chair_are_told_apart():
    places = [
        Place(votes=True, leads=True, present_from=NOON),
        Place(votes=True),
        Place(votes=False, present_from=NOON),
    ]
    assert room(places, Voters.MEMBERS, NOON) == Room(2, 1, 1, True)
    assert room(places[1:], Voters.MEMBERS, NOON) == Room(1, 0, 1, False)


def test_an_organization_has_one_vote_however_many_come():
    places = [
        Place(votes=True, organization="1", present_from=NOON),
        Place(votes=True, organization="1", present_from=NOON),
        Place(votes=True, organization="2"),
        Place(votes=True, present_from=NOON),
    ]
    assert room(places, Voters.ORGANIZATIONS, NOON) == Room(3, 2, 0, False)


def test_where_everyone_votes_guests_do_too():
    places = [Place(votes=True, present_from=NOON), Place(votes=False, present_from=NOON)]
    assert room(places, Voters.EVERYONE, NOON) == Room(2, 2, 0, False)


@pytest.mark.parametrize(
    ("members", "heads", "voters", "expected"),
    [
        (0, 21, Voters.MEMBERS, Room(21, 21, 0, True)),  # a Stammtisch: 21 counted
        (24, 21, Voters.MEMBERS, Room(24, 21, 0, True)),
        (24, 30, Voters.MEMBERS, Room(24, 24, 6, True)),  # never more voters than seats
        (24, 30, Voters.EVERYONE, Room(30, 30, 0, True)),
        (24, 0, Voters.MEMBERS, Room(24, 0, 0, True)),
    ],
)
def test_counted_heads(members, heads, voters, expected):
    places = [Place(votes=True)] * members
    assert room(places, voters, NOON, heads) == expected


@pytest.mark.parametrize(
    ("start", "clock", "expected"),
    [
        ("2026-12-10T22:30+01:00", (23, 0), "2026-12-10T23:00+01:00"),
        ("2026-12-10T22:30+01:00", (0, 10), "2026-12-11T00:10+01:00"),  # past midnight
        ("2026-12-10T22:30+01:00", (22, 30), "2026-12-10T22:30+01:00"),
        ("2026-12-31T22:30+01:00", (0, 1), "2027-01-01T00:01+01:00"),
        ("2026-03-28T23:00+01:00", (3, 30), "2026-03-29T03:30+02:00"),  # the clocks go forward
        ("2026-03-28T23:00+01:00", (2, 30), "2026-03-29T03:30+02:00"),  # an hour that is skipped
        ("2026-10-24T23:00+02:00", (2, 30), "2026-10-25T02:30+02:00"),  # one that comes twice
        ("2026-10-24T23:00+02:00", (3, 0), "2026-10-25T03:00+01:00"),
    ],
)
def test_the_clock_on_the_wall_after_the_beginning(start, clock, expected):
    moment = first_moment(datetime.fromisoformat(start).astimezone(BERLIN), *clock)
    assert moment.timestamp() == datetime.fromisoformat(expected).timestamp()
