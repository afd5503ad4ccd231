from collections import defaultdict
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mitsorge.domain.governance.actions import members
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import Committee, Membership
from mitsorge.domain.governance.queries.seats import Deputy, Seat, register, seats_of, seats_on
from mitsorge.domain.governance.rules import Classification, Composition, MemberRole
from tests.cast import NOW, account
from tests.domain.governance.factories import (
    TODAY,
    a_committee,
    a_membership,
    a_person,
    an_organization,
)

R = MemberRole
pytestmark = pytest.mark.django_db


@pytest.fixture
def steering(db):
    return a_committee(
        "Steuerungsgruppe",
        classification=Classification.STEERING_GROUP,
        composition=Composition.SPOKESPERSONS,
    )


def names(committee, on=TODAY):
    return [seat.name for seat in seats_on(committee, on)]


def test_one_answer_to_who_sat_there_on_22_may(steering):
    day = date(2026, 5, 22)
    group = a_committee("UNW Demenz", classification=Classification.SUB_NETWORK, parent=steering)
    house = an_organization("Haus")
    spokes = a_membership(group, "Stella", role=R.SPOKESPERSON, active_to=day + timedelta(days=1), organization=house)  # fmt: skip
    deputy = a_membership(group, "Tilda", deputy_of=spokes, role=R.SPOKESPERSON)
    a_membership(group, "Paul", role=R.SPOKESPERSON, active_from=day + timedelta(days=1))
    expert = a_membership(steering, "Selma", role=R.EXPERT, votes=False)
    assert seats_on(steering, day) == [
        Seat(spokes.person_id, house.pk, "Stella", "Haus", R.SPOKESPERSON, True,
             (Deputy(deputy.person_id, "Tilda"),), "UNW Demenz"),
        Seat(expert.person_id, None, "Selma", "", R.EXPERT, False),
    ]  # fmt: skip
    assert names(steering, day + timedelta(days=1)) == ["Paul", "Selma"]


def test_only_standing_groups_send(steering):
    a_membership(a_committee("AG 1", parent=steering), "Stella", role=R.SPOKESPERSON)
    ended = a_committee("AG 2", parent=steering, active_to=TODAY)
    a_membership(ended, "Tilda", role=R.SPOKESPERSON)
    coming = a_committee("AG 3", parent=steering, active_from=TODAY + timedelta(days=1))
    a_membership(coming, "Paul", role=R.SPOKESPERSON)
    table = a_committee("Stammtisch", parent=steering, classification=Classification.REGULARS_TABLE)
    a_membership(table, "Otto", role=R.SPOKESPERSON)
    assert names(steering) == ["Stella"]
    everyone = list(Committee.objects.all())
    assert [s.name for s in seats_of(everyone, TODAY)[steering.pk]] == ["Stella"]


def test_closed_committee_has_no_seats(db):
    group = a_committee(active_to=TODAY)
    a_membership(group, "Stella")
    assert names(group) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_seats_cost_one_query(rows, steering, django_assert_num_queries):
    groups = [a_committee(f"AG {n}", parent=steering) for n in range(rows)]
    for group in groups:
        spokes = a_membership(group, f"P {group.code}", role=R.SPOKESPERSON)
        a_membership(group, f"V {group.code}", role=R.SPOKESPERSON, deputy_of=spokes)
    with django_assert_num_queries(1):
        assert len(seats_on(steering, TODAY)) == rows
    with django_assert_num_queries(1):
        assert len(seats_of([steering, *groups], TODAY)) == rows + 1


def test_partners_come_from_whoever_registered(monkeypatch):
    monkeypatch.setattr("mitsorge.domain.governance.seating._SOURCES", {})
    conference = a_committee("Konferenz", composition=Composition.ALL_PARTNERS)
    assert seats_on(conference, TODAY) == []
    seat = Seat(None, 7, "Haus", "Haus", R.MEMBER, True)
    asked = []

    def source(committee, on):
        asked.append((committee, on))
        return [seat]

    register(Composition.ALL_PARTNERS, source)
    chair = a_membership(conference, "Frieda", role=R.CHAIR, votes=False)
    assert seats_on(conference, TODAY) == [
        Seat(chair.person_id, None, "Frieda", "", R.CHAIR, False),
        seat,
    ]
    assert asked == [(conference, TODAY)]


DAYS = [TODAY + timedelta(days=offset) for offset in range(8)]
FOREVER = len(DAYS)
histories = st.lists(
    st.tuples(
        st.sampled_from(["appoint", "end", "change"]),
        st.integers(0, 2),  # who
        st.sampled_from([R.MEMBER, R.SPOKESPERSON, R.GUEST]),
        st.sampled_from([R.MEMBER, R.SPOKESPERSON, R.GUEST]),  # becomes
        st.integers(0, FOREVER - 1),  # on which day
    ),
    max_size=10,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(histories)
def test_deeds_in_any_order_leave_one_answer_for_every_day(house, history):
    """Appoint, end, change; a calendar kept by hand, cell by cell, must say the same for every day."""
    frieda, people = house
    group = a_committee(code=uuid4().hex)
    calendar: dict[tuple[int, R], set[int]] = defaultdict(set)
    for deed, who, role, becomes, day in history:
        row = Membership.objects.filter(committee=group, person=people[who], role=role).last()
        if deed != "appoint" and row is None:
            continue
        try:
            act(deed, group, people[who], role, becomes, DAYS[day], row, frieda)
        except (Refused, AlreadyDone):
            continue
        mark(calendar, deed, who, role, becomes, day)
    for number, day in enumerate(DAYS):
        found = {s.person_id: (s.role, s.votes) for s in seats_on(group, day)}
        assert found == by_hand(calendar, people, number)


@pytest.fixture
def house(db):
    return account("frieda"), [a_person(name) for name in ("Paul", "Stella", "Tilda")]


def act(deed, group, person, role, becomes, day, row, by):
    done = {"by": by, "at": NOW}
    if deed == "appoint":
        members.appoint(
            committee_id=group.pk, person_id=person.pk, role=role, active_from=day, **done
        )
    elif deed == "end":
        members.end_membership(membership_id=row.pk, on=day, **done)
    else:
        members.change_role(membership_id=row.pk, role=becomes, on=day, **done)


def mark(calendar, deed, who, role, becomes, day):
    ahead = set(range(day, FOREVER + 1))
    if deed == "appoint":
        assert not calendar[who, role] & ahead
        calendar[who, role] |= ahead
        return
    taken = calendar[who, role] & ahead
    calendar[who, role] -= taken
    if deed == "change":
        calendar[who, becomes] |= taken


def by_hand(calendar, people, day):
    found = {}
    for who, person in enumerate(people):
        roles = [
            role for (someone, role), days in calendar.items() if someone == who and day in days
        ]
        if roles:
            best = next(role for role in (R.SPOKESPERSON, R.MEMBER, R.GUEST) if role in roles)
            found[person.pk] = (best, roles != [R.GUEST])
    return found
