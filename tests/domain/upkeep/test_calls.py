"""The call list: who is on it, in which order, with what a call needs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mitsorge.domain.directory.models import Phone
from mitsorge.domain.upkeep.actions.calls import record_call
from mitsorge.domain.upkeep.actions.rounds import open_due
from mitsorge.domain.upkeep.models import Inquiry, Reach
from mitsorge.domain.upkeep.queries.calls import call_list, call_row, running
from mitsorge.domain.upkeep.rules import CallResult
from mitsorge.domain.upkeep.rules.rounds import WhyCall
from mitsorge.foundation.post.models import Letter
from mitsorge.foundation.post.rules import State
from tests.cast import account
from tests.domain.directory import factories
from tests.domain.upkeep.places import NOW, a_round, asking, days, due_house

pytestmark = pytest.mark.django_db


def day(number):
    return days(number).date()


def test_the_silent_are_called_a_week_after_the_third_letter():
    a_round()
    for number in (14, 42):
        open_due(at=days(number))
        assert call_list(day(number)) == []
    assert call_list(day(48)) == []
    (row,) = call_list(day(49))
    assert (row.house.name, row.reason) == ("Haus Abendsonne", WhyCall.SILENT)
    assert [letter.number for letter in row.letters] == [0, 1, 2]
    assert [entry.name for entry in row.house.asked] == ["Haus Abendsonne 0"]


def test_without_an_address_or_with_a_letter_that_came_back_at_once():
    factories.network()
    asking()
    due_house(email="")
    due_house("haus-morgenrot")
    due_house("haus-mittag")
    open_due(at=NOW)
    Letter.objects.filter(to__startswith="haus-morgenrot").update(state=State.FAILED)
    assert [(row.house.name, row.reason) for row in call_list(day(0))] == [
        ("Haus Abendsonne", WhyCall.NO_ADDRESS),
        ("Haus Morgenrot", WhyCall.BOUNCED),
    ]
    assert [row.house.name for row in running(day(0))] == [
        "Haus Abendsonne", "Haus Mittag", "Haus Morgenrot",
    ]  # fmt: skip


def test_the_number_for_questions_comes_first_then_that_of_the_house_then_of_an_offer():
    house = due_house(email="")
    offer = house.services.get()
    inquiry = a_round(house)
    assert call_row(inquiry.pk, day(0)).phone == ""
    Phone.objects.create(service=offer, number="+493023125114", display="030 23125-114")
    assert call_row(inquiry.pk, day(0)).phone == "030 23125-114"
    Phone.objects.create(organization=house, number="+493023125115", display="030 23125-115")
    assert call_row(inquiry.pk, day(0)).phone == "030 23125-115"
    Reach.objects.create(organization=house, phone="030 23125-116", best_time="dienstags ab 14 Uhr")
    (row,) = call_list(day(0))
    assert (row.phone, row.best_time) == ("030 23125-116", "dienstags ab 14 Uhr")


def test_who_was_not_reached_comes_up_tomorrow_or_on_the_named_day():
    inquiry, frieda = a_round(due_house(email="")), account("frieda")
    given = {"inquiry_id": inquiry.pk, "by": frieda}
    record_call(result=CallResult.NOT_REACHED, note="", at=days(0.1), **given)
    assert call_list(day(0)) == []
    assert [row.house.name for row in call_list(day(0), waiting=True)] == ["Haus Abendsonne"]
    assert len(call_list(day(1))) == 1
    record_call(result=CallResult.CALL_AGAIN, note="Urlaub", again_on=day(9), at=days(1), **given)
    assert [number for number in range(12) if call_list(day(number))] == [9, 10, 11]
    (row,) = call_list(day(9))
    assert [call.note for call in row.calls] == ["Urlaub", ""]
    record_call(result=CallResult.CONFIRMED, note="", at=days(9), **given)
    assert (call_list(day(9)), call_row(inquiry.pk, day(9))) == ([], None)


def test_the_list_costs_the_same_for_one_and_three():
    factories.network()
    asking()
    due_house(email="")
    assert cost_of(1) == 9
    due_house("haus-zwei", email="")
    due_house("haus-drei", email="")
    assert cost_of(3) == 9
    Inquiry.objects.all().delete()
    with CaptureQueriesContext(connection) as captured:
        assert call_list(day(0)) == []
    assert len(captured) == 1


def cost_of(expected: int) -> int:
    open_due(at=NOW)
    with CaptureQueriesContext(connection) as captured:
        assert len(call_list(day(0))) == expected
    return len(captured)
