"""Drafts of a year: each once, however often somebody clicks."""

from datetime import UTC, datetime, timedelta

import pytest

from mitsorge.domain.governance.actions.meetings import TimeRefused
from mitsorge.domain.governance.actions.year import Wish, plan_year
from mitsorge.domain.governance.models import Meeting
from mitsorge.domain.governance.rules import MeetingStatus
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import NOW, account
from tests.domain.governance.calendar_factories import committee, meeting
from tests.letters import letters

pytestmark = pytest.mark.django_db
SPRING = datetime(2027, 3, 3, 13, 0, tzinfo=UTC)
AUTUMN = datetime(2027, 9, 1, 12, 0, tzinfo=UTC)


def wish(of, starts_at: datetime = SPRING, minutes: int = 120) -> Wish:
    return Wish(of.pk, starts_at, minutes)


def test_a_draft_for_each_wish_and_no_letter():
    ours, frieda = committee(), account("frieda")
    made = plan_year(wishes=[wish(ours), wish(ours, AUTUMN, 90)], by=frieda, at=NOW)
    assert [(each.number, each.starts_at, each.ends_at, each.status) for each in made] == [
        (1, SPRING, SPRING + timedelta(hours=2), MeetingStatus.DRAFT),
        (2, AUTUMN, AUTUMN + timedelta(minutes=90), MeetingStatus.DRAFT),
    ]
    assert letters() == []


def test_a_second_click_makes_nothing_twice():
    ours, frieda = committee(), account("frieda")
    plan_year(wishes=[wish(ours)], by=frieda, at=NOW)
    again = plan_year(wishes=[wish(ours), wish(ours)], by=frieda, at=NOW)
    assert again == []
    assert Meeting.objects.count() == 1


def test_the_same_wish_twice_at_once_makes_one():
    ours = committee()
    plan_year(wishes=[wish(ours), wish(ours)], by=account("frieda"), at=NOW)
    assert Meeting.objects.count() == 1


def test_what_meets_that_day_already_is_left_alone():
    ours = committee()
    meeting(ours, SPRING - timedelta(hours=4))
    assert plan_year(wishes=[wish(ours)], by=account("frieda"), at=NOW) == []


def test_a_cancelled_meeting_leaves_the_day_free():
    ours = committee()
    meeting(ours, SPRING, status=MeetingStatus.CANCELLED)
    assert len(plan_year(wishes=[wish(ours)], by=account("frieda"), at=NOW)) == 1


def test_all_or_none():
    ours = committee()
    with pytest.raises(TimeRefused):
        plan_year(wishes=[wish(ours), wish(ours, AUTUMN, 0)], by=account("frieda"), at=NOW)
    assert Meeting.objects.count() == 0


def test_a_committee_that_is_gone_is_passed_over():
    assert plan_year(wishes=[Wish(999, SPRING, 60)], by=account("frieda"), at=NOW) == []


def test_others_may_not():
    with pytest.raises(NotAllowed):
        plan_year(wishes=[wish(committee())], by=account("selma"), at=NOW)
