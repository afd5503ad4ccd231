from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitsorge.domain.governance.rules import Majority, Parity, Quorum, Result
from mitsorge.domain.governance.rules import procedure as p
from mitsorge.domain.governance.rules.periods import day_of_year, is_day_of_year, months_later
from mitsorge.domain.governance.rules.procedure import Outcome, Rules, Why

DAY = date(2026, 5, 22)


def rules(**values):
    return Rules(source="Probe", **values)


def vote(majority, yes, no, *, abstentions=0, members=20, objections=0):
    return p.outcome(
        yes=yes,
        no=no,
        abstentions=abstentions,
        present=yes + no + abstentions,
        members=members,
        objections=objections,
        rules=rules(majority=majority),
    )


@pytest.mark.parametrize(
    ("yes", "no", "expected"),
    [
        (3, 2, Outcome(Result.ADOPTED, 3, Why.MORE_YES)),
        (2, 2, Outcome(Result.REJECTED, 3, Why.TIE)),
        (0, 0, Outcome(Result.REJECTED, 1, Why.TIE)),
        (1, 2, Outcome(Result.REJECTED, 3, Why.MORE_NO)),
    ],
)
def test_simple_majority_says_why(yes, no, expected):
    assert vote(Majority.SIMPLE, yes, no, abstentions=9) == expected


@pytest.mark.parametrize(
    ("yes", "no", "expected"),
    [
        (14, 6, Outcome(Result.ADOPTED, 14, Why.BOTH_REACHED)),
        (13, 7, Outcome(Result.REJECTED, 14, Why.TOO_FEW_OF_PRESENT)),
        (10, 1, Outcome(Result.REJECTED, 11, Why.TOO_FEW_OF_MEMBERS)),
        (11, 0, Outcome(Result.ADOPTED, 11, Why.BOTH_REACHED)),
    ],
)
def test_qualified_majority_says_which_half_was_missed(yes, no, expected):
    assert vote(Majority.MEMBERS_AND_TWO_THIRDS, yes, no) == expected


@pytest.mark.parametrize(
    ("no", "objections", "expected"),
    [
        (0, 0, Outcome(Result.ADOPTED, 0, Why.NOBODY_OBJECTED)),
        (1, 0, Outcome(Result.NO_CONSENSUS, 0, Why.OBJECTED)),
        (0, 2, Outcome(Result.NO_CONSENSUS, 0, Why.OBJECTED)),
    ],
)
def test_consensus_ends_with_an_objection(no, objections, expected):
    assert vote(Majority.CONSENSUS, 5, no, objections=objections) == expected


@pytest.mark.parametrize(
    ("quorum", "members", "needed"),
    [
        (Quorum.NONE, 20, 0),
        (Quorum.HALF, 20, 10),
        (Quorum.HALF, 21, 11),
        (Quorum.HALF_AND_CHAIR, 21, 11),
        (Quorum.MORE_THAN_HALF, 20, 11),
        (Quorum.MORE_THAN_HALF, 21, 11),
        (Quorum.NUMBER, 20, 7),
    ],
)
def test_quorum(quorum, members, needed):
    assert p.quorum_needed(members, rules(quorum=quorum, quorum_number=7)) == needed


def test_number_that_nobody_named_asks_for_nobody():
    assert p.quorum_needed(20, rules(quorum=Quorum.NUMBER)) == 0


def test_more_votes_than_voters():
    counts = {"yes": 5, "no": 3, "abstentions": 2}
    assert not p.too_many_votes(**counts, present=10)
    assert p.too_many_votes(**counts, present=9)


def test_smaller_of_number_and_share_forces_a_meeting():
    both = rules(extraordinary_members=5, extraordinary_share=Decimal("0.25"))
    assert [p.extraordinary_needed(members, both) for members in (12, 20, 40)] == [3, 5, 5]


def test_nobody_can_force_what_no_rule_allows():
    assert p.extraordinary_needed(20, p.USUAL) is None
    assert p.item_needed(20, p.USUAL) is None


@pytest.mark.parametrize(
    ("members", "needed"), [(3, 1), (21, 7), (22, 8), (300, 100), (3000, 1000)]
)
def test_third_is_a_third(members, needed):
    assert p.item_needed(members, rules(item_share=Decimal("0.333"))) == needed


def test_last_day_for_objections():
    assert p.objections_until(DAY, rules(objection_days=14)) == date(2026, 6, 5)


@pytest.mark.parametrize(
    ("met_on", "values", "due"),
    [
        (DAY, {}, None),
        (date(2026, 11, 30), {"report_months": 3}, date(2027, 2, 28)),
        (date(2026, 12, 31), {"report_day": "12-31"}, date(2026, 12, 31)),
        (date(2027, 1, 1), {"report_day": "12-31"}, date(2027, 12, 31)),
        (date(2026, 4, 1), {"report_day": "03-31"}, date(2027, 3, 31)),
        (date(2026, 11, 5), {"report_months": 3, "report_day": "12-31"}, date(2026, 12, 31)),
        (date(2026, 2, 5), {"report_months": 3, "report_day": "12-31"}, date(2026, 5, 5)),
    ],
)
def test_report(met_on, values, due):
    assert p.report_due(met_on, rules(**values)) == due


def test_only_the_constituent_minutes_are_for_the_ministry():
    official = rules(report_to="Staatsministerium", reports_founding=True)
    assert p.founding_minutes_to(1, official) == "Staatsministerium"
    assert p.founding_minutes_to(2, official) == ""
    assert p.founding_minutes_to(1, rules(report_to="Staatsministerium")) == ""


def test_no_rhythm_and_no_term():
    assert p.next_due(DAY, p.USUAL) is None
    assert p.term_end(DAY, p.USUAL) is None


def test_term_of_a_leap_day():
    assert p.term_end(date(2028, 2, 29), rules(term_years=5)) == date(2033, 2, 28)


@pytest.mark.parametrize("parity", [Parity.NONE, Parity.THREE_BANKS])
def test_no_banks_no_parity(parity):
    assert p.missing_for_parity({}, rules(parity=parity)) == {}


def test_parity_that_nobody_asks_for():
    assert p.missing_for_parity({"facilities": 9, "care_funds": 1}, p.USUAL) == {}


def test_no_aim_no_number():
    assert p.women_wanted(20, p.USUAL) is None
    assert p.fund_visits_missing(0, p.USUAL) == 0


@pytest.mark.parametrize(
    ("value", "valid"),
    [
        ("12-31", True),
        ("02-28", True),
        ("02-29", False),
        ("13-01", False),
        ("00-10", False),
        ("04-31", False),
        ("04-00", False),
        ("31.12.", False),
        ("", False),
        ("12-31-", False),
    ],
)
def test_day_that_every_year_has(value, valid):
    assert is_day_of_year(value) is valid


def test_day_of_no_year_is_an_error():
    with pytest.raises(ValueError, match="02-29"):
        day_of_year("02-29", not_before=DAY)


counts = st.integers(0, 60)
majorities = st.sampled_from(Majority)


@given(majorities, counts, counts, counts, counts, st.integers(0, 3))
def test_vote_has_one_end_and_says_why(majority, yes, no, abstentions, absent, objections):
    members = yes + no + abstentions + absent
    found = vote(majority, yes, no, abstentions=abstentions, members=members, objections=objections)
    adopted = {Why.MORE_YES, Why.BOTH_REACHED, Why.NOBODY_OBJECTED}
    assert (found.result is Result.ADOPTED) == (found.why in adopted)
    assert found.result in {Result.ADOPTED, Result.REJECTED, Result.NO_CONSENSUS}
    if majority is not Majority.CONSENSUS:
        assert (found.result is Result.ADOPTED) == (yes >= found.needed)


@given(majorities, counts, counts, counts, counts, st.integers(0, 3))
def test_what_is_adopted_is_never_rejected_with_the_votes_turned(
    majority, yes, no, abstentions, absent, objections
):
    """The motion and its contrary are never both adopted by the votes of one room."""
    members = yes + no + abstentions + absent
    given_values = {"abstentions": abstentions, "members": members, "objections": objections}
    motion = vote(majority, yes, no, **given_values).result
    contrary = vote(majority, no, yes, **given_values).result
    both = motion is Result.ADOPTED and contrary is Result.ADOPTED
    assert not both or (majority is Majority.CONSENSUS and yes == no == 0)


@given(majorities, counts, counts, counts, st.integers(0, 3), st.integers(1, 20))
def test_more_yes_never_turns_it_down(majority, yes, no, abstentions, objections, more):
    """Whether an abstention turns into a yes, or somebody comes in to say yes."""
    members = yes + no + abstentions + more
    before = vote(
        majority, yes, no, abstentions=abstentions, members=members, objections=objections
    )
    after = vote(
        majority, yes + more, no, abstentions=abstentions, members=members, objections=objections
    )
    turned = min(more, abstentions)
    instead = vote(
        majority,
        yes + turned,
        no,
        abstentions=abstentions - turned,
        members=members,
        objections=objections,
    )
    if before.result is Result.ADOPTED:
        assert after.result is Result.ADOPTED
        assert instead.result is Result.ADOPTED


@given(st.sampled_from(Quorum), st.integers(0, 80), st.integers(0, 80), st.booleans())
def test_quorum_is_monotone(quorum, present, members, chair):
    value = rules(quorum=quorum, quorum_number=5)
    here = p.is_quorate(present=present, members=members, chair_present=chair, rules=value)
    more = p.is_quorate(present=present + 1, members=members, chair_present=True, rules=value)
    assert more or not here
    assert p.quorum_needed(members + 1, value) >= p.quorum_needed(members, value)


@given(st.dates(date(1990, 1, 1), date(2080, 1, 1)), st.integers(0, 120), st.integers(0, 120))
def test_months_pass_in_order(day, months, more):
    later = months_later(day, months)
    assert later <= months_later(day, months + more)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert abs(later - day - timedelta(days=months * 30.44)) < timedelta(days=5)
