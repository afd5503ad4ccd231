"""Rounds of letters: opened when due, three letters at most, ended by an answer."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mitsorge.domain.directory.models import Organization, Service
from mitsorge.domain.directory.rules import Status
from mitsorge.domain.upkeep.actions import answers
from mitsorge.domain.upkeep.actions.rounds import begin_asking, open_due, stop_asking
from mitsorge.domain.upkeep.models import Asking, Inquiry, Reach, Reminder, Trouble
from mitsorge.domain.upkeep.rules import Ending, Via
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from mitsorge.foundation.post.models import Letter
from mitsorge.foundation.post.rules import State
from tests.cast import account
from tests.domain.directory import factories
from tests.domain.upkeep.places import LONG_AGO, NOW, a_round, an_offer, asking, days, due_house
from tests.letters import letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(db) -> None:
    factories.network()
    asking()


def test_nobody_is_written_to_before_the_coordination_says_so():
    factories.network()
    due_house()
    assert open_due(at=NOW) == 0
    with pytest.raises(NotAllowed):
        begin_asking(by=account("otto"), at=NOW)
    frieda = account("frieda")
    begin_asking(by=frieda, at=NOW)
    begin_asking(by=frieda, at=days(1))
    assert open_due(at=NOW) == 1
    stop_asking(by=frieda, at=days(1))
    assert open_due(at=days(14)) == 0
    assert not Asking.objects.exists()
    events = Entry.objects.filter(event__startswith="upkeep.asking").order_by("pk")
    assert [entry.event for entry in events] == ["upkeep.asking.begun", "upkeep.asking.stopped"]


def test_one_letter_for_all_entries_of_an_organization_and_none_for_what_is_fresh(asked):
    due_house(offers=3)
    due_house("haus-morgenrot", offers=0)
    fresh = factories.organization("haus-mittag", email="m@haus.example", assured_at=LONG_AGO)
    factories.service("mittag", organization=fresh)
    assert open_due(at=NOW) == 2
    assert [letter.to for letter in letters()] == [
        "haus-abendsonne@haus.example",
        "haus-morgenrot@haus.example",
    ]


def test_what_is_not_public_is_not_asked_about(asked):
    house = due_house(offers=1)
    an_offer(house, "ended", status=Status.DEFUNCT)
    Service.objects.filter(slug="haus-abendsonne-0").update(assured_at=NOW)
    due_house("gone", offers=1, status=Status.DEFUNCT)
    assert open_due(at=NOW) == 0


def test_three_letters_then_silence(asked):
    due_house()
    written = [open_due(at=days(number)) for number in range(120)]
    assert [number for number, n in enumerate(written) if n] == [0, 14, 42]
    assert [letter.subject for letter in letters()] == [
        "Stimmt Ihr Eintrag noch? Haus Abendsonne 0",
        "Zweite Nachfrage: Stimmt Ihr Eintrag noch? Haus Abendsonne 0",
        "Letzte Nachfrage: Stimmt Ihr Eintrag noch? Haus Abendsonne 0",
    ]
    assert Inquiry.objects.get().ended_at is None


def test_the_same_chore_twice_writes_nothing_twice(asked):
    due_house()
    assert [open_due(at=NOW), open_due(at=NOW), open_due(at=days(13))] == [1, 0, 0]
    assert (Inquiry.objects.count(), Reminder.objects.count(), Letter.objects.count()) == (1, 1, 1)


def test_an_answer_ends_the_round_and_the_next_begins_when_something_is_due_again(asked):
    due_house(offers=2)
    open_due(at=NOW)
    inquiry = Inquiry.objects.get()
    answers.confirm(inquiry_id=inquiry.pk, seen=None, via=Via.LINK, by=None, at=days(3))
    written = [number for number in range(4, 260) if open_due(at=days(number))]
    assert written == [186, 200, 228]  # 182.625 days after day 3, then 2 and 6 weeks
    assert Inquiry.objects.count() == 2


def test_an_own_rhythm_replaces_the_interval(asked):
    house = due_house()
    Reach.objects.create(organization=house, rhythm_months=24)
    assert open_due(at=NOW) == 0
    Reach.objects.update(rhythm_months=12)
    assert open_due(at=NOW) == 1


def test_what_was_confirmed_on_another_way_ends_the_round_without_a_letter(asked):
    due_house()
    open_due(at=NOW)
    Service.objects.update(assured_at=days(1))
    assert open_due(at=days(14)) == 0
    inquiry = Inquiry.objects.get()
    assert (inquiry.ending, inquiry.ended_at) == (Ending.LAPSED, days(14))


def test_an_organization_that_left_the_directory_is_not_written_to_again(asked):
    due_house()
    open_due(at=NOW)
    Organization.objects.update(status=Status.DEFUNCT)
    assert open_due(at=days(14)) == 0
    assert Inquiry.objects.get().ending == Ending.LAPSED


def test_without_an_address_there_is_a_round_and_no_letter_until_there_is_one(asked):
    house = due_house(email="")
    assert open_due(at=NOW) == 0
    assert Inquiry.objects.count() == 1
    Reach.objects.create(organization=house, email="leitung@haus.example")
    assert open_due(at=days(1)) == 1
    assert letters()[0].to == "leitung@haus.example"


def test_a_letter_that_came_back_is_a_trouble_once_and_its_address_is_left_out():
    inquiry = a_round()
    Letter.objects.update(state=State.FAILED, last_error="550 no such user")
    assert [open_due(at=days(1)), open_due(at=days(2))] == [0, 0]
    trouble = Trouble.objects.get()
    assert (trouble.address, trouble.words) == ("haus-abendsonne@haus.example", "550 no such user")
    assert open_due(at=days(14)) == 0
    Reach.objects.create(organization_id=inquiry.organization_id, email="neu@haus.example")
    assert open_due(at=days(15)) == 1
    assert [letter.to for letter in letters()] == [trouble.address, "neu@haus.example"]


def test_a_mended_trouble_does_not_come_back_with_the_old_letter():
    a_round()
    Letter.objects.update(state=State.FAILED)
    open_due(at=days(1))
    Trouble.objects.update(ended_at=days(2))
    open_due(at=days(3))
    assert Trouble.objects.count() == 1


def test_a_letter_that_fails_leaves_nothing_behind_and_stops_nobody_else(asked, monkeypatch):
    from mitsorge.domain.upkeep.actions import rounds

    due_house()
    due_house("haus-morgenrot")
    whole = rounds.enqueue

    def broken(draft, *, at):
        if "abendsonne" in draft.to:
            raise RuntimeError("the disk is full")
        return whole(draft, at=at)

    monkeypatch.setattr(rounds, "enqueue", broken)
    assert open_due(at=NOW) == 1
    assert Inquiry.objects.get().organization.slug == "haus-morgenrot"
    monkeypatch.undo()
    assert open_due(at=days(0.1)) == 1
    assert (Inquiry.objects.count(), Reminder.objects.count(), len(letters())) == (2, 2, 2)


def test_the_questions_do_not_grow_with_the_organizations(asked):
    """Idle, and per letter: nothing is asked one by one."""
    due_house()
    open_due(at=NOW)
    assert queries_of(days(1)) == 15
    for number in range(3):
        due_house(f"house-{number}", offers=2)
    first = queries_of(days(2))
    for number in range(3, 9):
        due_house(f"house-{number}", offers=2)
    second = queries_of(days(3))
    assert (second - first) / 3 == 10


def queries_of(at) -> int:
    with CaptureQueriesContext(connection) as captured:
        open_due(at=at)
    return len(captured)


def test_only_what_is_new_rests(asked):
    """After an answer that the office has not yet worked in, nobody is asked again for eight weeks."""
    house = due_house()
    open_due(at=NOW)
    Inquiry.objects.update(ended_at=days(1), ending=Ending.CHANGED, ended_via=Via.LINK)
    assert [number for number in range(2, 90) if open_due(at=days(number))] == [57, 71]
    assert Inquiry.objects.filter(organization=house).count() == 2
    assert timedelta(weeks=8).days == 56
