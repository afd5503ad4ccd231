from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitsorge.domain.governance.rules import Composition, MemberRole, Voters
from mitsorge.domain.governance.rules.composition import (
    COMPUTED,
    OFFICES,
    RANK,
    Deputy,
    Seat,
    Stint,
    overlap,
    runs,
    same,
    seats,
    votes,
)

DAY = date(2026, 5, 22)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
TABLE, GROUP = 1, 2
R = MemberRole


def stint(pk, who, role=R.MEMBER, start=DAY, end=None, **values):
    values.setdefault("committee_id", TABLE)
    return Stint(
        pk=pk, person_id=who, organization_id=values.pop("organization", None), role=role,
        active_from=start, active_to=end, name=f"P{who}" if who else "", **values,
    )  # fmt: skip


def seat(who, role=R.MEMBER, organization=None, *, given_vote=True, deputies=(), sent_by=""):
    return Seat(
        who, organization, f"P{who}" if who else "", "", role, given_vote, deputies, sent_by
    )


def sitting(composition, *own, sent=(), partners=(), on=DAY):
    return seats(composition, own=own, sent=sent, partners=partners, on=on)


def test_ranks_know_every_role():
    assert set(RANK) == set(R)


@pytest.mark.parametrize(
    ("start", "end", "on", "sits"),
    [
        (DAY, None, DAY, True),
        (DAY, None, BEFORE, False),
        (DAY, AFTER, DAY, True),
        (BEFORE, DAY, DAY, False),
        (None, None, DAY, True),
        (None, DAY, BEFORE, True),
    ],
)
def test_first_day_counts_and_last_does_not(start, end, on, sits):
    assert runs(start, end, on) is sits


def test_named_are_who_is_named():
    assert sitting(Composition.NAMED, stint(1, 1), stint(2, 2, start=AFTER)) == [seat(1)]


def test_several_roles_are_one_seat_with_one_vote():
    found = sitting(
        Composition.NAMED,
        stint(1, 1, votes=False, organization=7),
        stint(2, 1, R.CHAIR),
        stint(3, 2, R.SPOKESPERSON),
    )
    assert found == [seat(1, R.CHAIR, 7), seat(2, R.SPOKESPERSON)]


def test_guest_has_no_vote_whatever_the_row_says():
    found = sitting(Composition.NAMED, stint(1, 1, R.GUEST))
    assert found == [seat(1, R.GUEST, given_vote=False)]


def test_deputies_stand_behind_a_seat_and_only_on_their_days():
    found = sitting(
        Composition.NAMED,
        stint(1, 1),
        stint(2, 2, deputy_of=1),
        stint(3, 3, deputy_of=1, start=AFTER),
    )
    assert found == [seat(1, deputies=(Deputy(2, "P2"),))]


def test_organization_sits_without_a_person():
    own = [stint(1, None, organization=7), stint(2, None, R.CHAIR, organization=7), stint(3, 1)]
    found = sitting(Composition.NAMED, *own, stint(4, None, organization=8))
    assert found == [seat(None, R.CHAIR, 7), seat(None, R.MEMBER, 8), seat(1)]


def test_steering_group_is_spokespersons_and_named_experts():
    below = [
        stint(5, 5, R.SPOKESPERSON, committee_id=GROUP, sent_by="AG Demenz"),
        stint(6, 6, R.SPOKESPERSON, committee_id=GROUP, deputy_of=5),
        stint(7, 7, R.CHAIR, committee_id=GROUP),
        stint(8, 8, R.MEMBER, committee_id=GROUP),
    ]
    own = [stint(1, 1, R.CHAIR), stint(2, 2, R.EXPERT), stint(3, 3, R.MEMBER)]
    found = sitting(Composition.SPOKESPERSONS, *own, sent=below)
    spokes = seat(5, R.SPOKESPERSON, deputies=(Deputy(6, "P6"),), sent_by="AG Demenz")
    assert found == [seat(1, R.CHAIR), spokes, seat(2, R.EXPERT)]


def test_speaking_for_two_groups_is_one_seat():
    below = [stint(pk, 5, R.SPOKESPERSON, committee_id=pk) for pk in (2, 3)]
    assert sitting(Composition.SPOKESPERSONS, sent=below) == [seat(5, R.SPOKESPERSON)]


@pytest.mark.parametrize("composition", sorted(set(Composition) - {Composition.SPOKESPERSONS}))
def test_only_a_committee_of_spokespersons_takes_them(composition):
    below = [stint(5, 5, R.SPOKESPERSON, committee_id=GROUP)]
    assert sitting(composition, sent=below) == []


@pytest.mark.parametrize("composition", [Composition.ACTIVE_PARTNERS, Composition.ALL_PARTNERS])
def test_partners_sit_by_themselves_beside_who_leads(composition):
    partners = [seat(1, organization=7), seat(1, organization=8), seat(None, organization=9)]
    own = [stint(1, 1, R.CHAIR), stint(2, 2, R.GUEST), stint(3, 3, R.MEMBER)]
    found = sitting(composition, *own, partners=partners)
    assert found == [
        seat(1, R.CHAIR, 7),
        seat(None, organization=9),
        seat(1, organization=8),
        seat(2, R.GUEST, given_vote=False),
    ]


def test_votes():
    found = [
        seat(1, organization=7),
        seat(2, organization=7),
        seat(3),
        seat(4, R.GUEST, organization=9, given_vote=False),
    ]
    assert [votes(found, voters) for voters in Voters] == [3, 2, 3]


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ((BEFORE, DAY), (DAY, None), False),
        ((DAY, None), (BEFORE, DAY), False),
        ((BEFORE, None), (DAY, None), True),
        ((BEFORE, AFTER), (DAY, AFTER), True),
    ],
)
def test_overlap(first, second, shared):
    assert overlap(stint(1, 1, start=first[0], end=first[1]), stint(2, 1, start=second[0], end=second[1])) is shared  # fmt: skip


def test_same_somebody_in_the_same_role():
    assert same(stint(1, 1), stint(2, 1))
    assert not same(stint(1, 1), stint(2, 1, R.CHAIR))
    assert not same(stint(1, 1), stint(2, 2))


DAYS = [DAY + timedelta(days=offset) for offset in range(12)]
histories = st.lists(
    st.tuples(
        st.integers(1, 4),  # who
        st.sampled_from(R),
        st.sampled_from([TABLE, GROUP]),
        st.integers(0, 10),  # first day
        st.one_of(st.none(), st.integers(1, 12)),  # days
        st.booleans(),  # vote
    ),
    max_size=14,
)


def simulated(history, composition):
    """Day by day: everybody comes and goes, and a vote is what the day's roles give. No intervals."""
    present: dict[int, list[tuple]] = {}
    answers = []
    for day in range(len(DAYS)):
        for pk, (_who, _role, _where, first, days, _vote) in enumerate(history):
            if day == first:
                present[pk] = history[pk]
            if days is not None and day == first + days:
                present.pop(pk, None)
        answers.append(_table(list(present.values()), composition))
    return answers


def _table(rows, composition):
    found: dict[int, tuple] = {}
    for who, role, where, _first, _days, vote in rows:
        from_below = composition is Composition.SPOKESPERSONS and role is R.SPOKESPERSON
        if where == GROUP and not from_below:
            continue
        if where == TABLE and composition in COMPUTED and role is R.MEMBER:
            continue
        best, voted = found.get(who, (role, False))
        found[who] = (
            min(best, role, key=RANK.get),
            voted or (vote and role is not R.GUEST),
        )
    return found


@settings(max_examples=300)
@given(histories, st.sampled_from(Composition))
def test_membership_is_true_to_the_day_over_any_history(history, composition):
    stints = [
        stint(pk, who, role, DAYS[0] + timedelta(days=first),
              None if days is None else DAYS[0] + timedelta(days=first + days),
              committee_id=where, votes=vote)
        for pk, (who, role, where, first, days, vote) in enumerate(history)
    ]  # fmt: skip
    own = [one for one in stints if one.committee_id == TABLE]
    sent = [one for one in stints if one.committee_id == GROUP]
    for day, expected in zip(DAYS, simulated(history, composition), strict=True):
        found = sitting(composition, *own, sent=sent, on=day)
        assert {one.person_id: (one.role, one.votes) for one in found} == expected
        assert len(found) == len(expected)


def test_offices_run_a_committee():
    assert {R.CHAIR, R.DEPUTY_CHAIR, R.SPOKESPERSON} == OFFICES
