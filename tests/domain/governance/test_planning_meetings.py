"""Meetings are planned without a letter, changed with one to those concerned, and cancelled once."""

from datetime import date, datetime, timedelta

import pytest

from mitsorge.domain.governance.actions.invitations import invite, reply
from mitsorge.domain.governance.actions.meetings import (
    TimeRefused,
    cancel_meeting,
    change_meeting,
)
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.governance.models import Attendee, Meeting
from mitsorge.domain.governance.rules.planning import TimeFault
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.governance.tables import AT, BEGIN, BERLIN, a_committee, a_meeting, seat
from tests.letters import letters
from tests.network import a_network

pytestmark = pytest.mark.django_db


@pytest.fixture
def frieda(db):
    a_network()
    return account("frieda")


@pytest.fixture
def table(db):
    """A committee of three; Cora has no mail address."""
    committee = a_committee()
    for name in ("Anna", "Bert"):
        seat(committee, name)
    seat(committee, "Cora", mail=False)
    return committee


def invited(table, frieda, **more) -> Meeting:
    meeting = a_meeting(table, frieda, **more)
    return invite(meeting_id=meeting.pk, by=frieda, at=AT)


def events() -> list[str]:
    return [entry.event for entry in Entry.objects.order_by("pk")]


def purposes() -> list[tuple[str, str]]:
    return [(letter.purpose, letter.to) for letter in letters()]


def test_a_draft_has_the_next_number_and_no_letter(table, frieda):
    first, second = a_meeting(table, frieda), a_meeting(table, frieda, BEGIN + timedelta(days=30))
    assert (first.number, second.number) == (1, 2)
    assert (first.status, first.sequence, first.version) == ("DRAFT", 0, 0)
    assert letters() == []
    assert Attendee.objects.count() == 0


def test_only_who_runs_the_committee_plans(table):
    with pytest.raises(NotAllowed):
        a_meeting(table, account("selma"))


@pytest.mark.parametrize(
    ("begin", "end", "fault"),
    [
        (BEGIN, BEGIN, TimeFault.END_NOT_AFTER_BEGIN),
        (BEGIN, BEGIN - timedelta(hours=1), TimeFault.END_NOT_AFTER_BEGIN),
        (BEGIN, BEGIN + timedelta(days=4), TimeFault.TOO_LONG),
        (AT - timedelta(days=1), AT - timedelta(hours=20), TimeFault.PAST),
        (BEGIN.replace(year=2062), BEGIN.replace(year=2062, hour=15), TimeFault.TOO_FAR),
    ],
)
def test_nonsense_is_refused(table, frieda, begin, end, fault):
    with pytest.raises(TimeRefused) as refused:
        a_meeting(table, frieda, begin, ends_at=end)
    assert refused.value.fault == fault
    assert Meeting.objects.count() == 0


def test_over_midnight_and_over_the_end_of_summer_time(table, frieda):
    night = datetime(2026, 10, 24, 23, 0, tzinfo=BERLIN)
    meeting = a_meeting(table, frieda, night, ends_at=datetime(2026, 10, 25, 4, 0, tzinfo=BERLIN))
    meeting.refresh_from_db()
    assert meeting.ends_at - meeting.starts_at == timedelta(hours=6)


def test_the_hour_that_comes_twice_is_two_hours(table, frieda):
    """02:30 summer time to 02:15 winter time: 45 minutes, although the clock went back."""
    begin = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    end = datetime(2026, 10, 25, 2, 15, tzinfo=BERLIN, fold=1)
    assert a_meeting(table, frieda, begin, ends_at=end).pk
    with pytest.raises(TimeRefused):
        a_meeting(table, frieda, end, ends_at=begin)


def test_the_hour_that_never_comes_makes_no_meeting(table, frieda):
    """02:00 to 03:00 on the last Sunday of March: both are the same moment."""
    begin = datetime(2027, 3, 28, 2, 0, tzinfo=BERLIN)
    with pytest.raises(TimeRefused):
        a_meeting(table, frieda, begin, ends_at=datetime(2027, 3, 28, 3, 0, tzinfo=BERLIN))


def test_a_draft_changes_quietly(table, frieda):
    meeting = a_meeting(table, frieda)
    changed = change_meeting(
        meeting_id=meeting.pk, values={"place": " Kreishaus ", "title": "Thema"}, by=frieda, at=AT
    )
    assert (changed.place, changed.sequence, changed.version) == ("Kreishaus", 0, 1)
    assert letters() == []
    entry = Entry.objects.get(event="governance.meeting.changed")
    assert entry.changes == {"place": ["Rathaus, Saal 2", "Kreishaus"], "title": ["", "Thema"]}


def test_the_same_values_leave_no_trace(table, frieda):
    meeting = a_meeting(table, frieda)
    same = {"place": meeting.place, "starts_at": meeting.starts_at}
    assert (
        change_meeting(meeting_id=meeting.pk, values=same, version=0, by=frieda, at=AT).version == 0
    )
    assert "governance.meeting.changed" not in events()


def test_who_saves_second_gets_both_versions(table, frieda):
    meeting = a_meeting(table, frieda)
    change_meeting(meeting_id=meeting.pk, values={"place": "A"}, version=0, by=frieda, at=AT)
    with pytest.raises(ItemChanged) as overtaken:
        change_meeting(meeting_id=meeting.pk, values={"place": "B"}, version=0, by=frieda, at=AT)
    assert overtaken.value.theirs == {"place": "A", "version": 1}
    assert overtaken.value.yours == {"place": "B"}


def test_another_place_tells_those_who_may_come(table, frieda):
    meeting = invited(table, frieda)
    bert = meeting.attendees.get(name="Bert")
    reply(uid=bert.uid, reply="NO", at=AT)
    before = len(letters())
    changed = change_meeting(meeting_id=meeting.pk, values={"place": "Kreishaus"}, by=frieda, at=AT)
    told = letters()[before:]
    assert [(letter.purpose, letter.to) for letter in told] == [
        ("governance.moved", "anna@post.example")
    ]
    assert "SEQUENCE:1" in told[0].calendar
    assert "LOCATION:Kreishaus" in told[0].calendar
    assert changed.sequence == 1
    bert.refresh_from_db()
    assert bert.reply == "NO"


def test_another_begin_tells_everybody_and_asks_again(table, frieda):
    meeting = invited(table, frieda)
    for row in meeting.attendees.all():
        reply(uid=row.uid, reply="NO" if row.name == "Bert" else "YES", at=AT)
    before = len(letters())
    later = {"starts_at": BEGIN + timedelta(hours=1), "ends_at": BEGIN + timedelta(hours=3)}
    change_meeting(meeting_id=meeting.pk, values=later, by=frieda, at=AT)
    assert [letter.to for letter in letters()[before:]] == [
        "anna@post.example",
        "bert@post.example",
    ]
    assert {row.reply for row in meeting.attendees.all()} == {"NONE"}
    assert "Bitte antworten Sie" in letters()[before].text


def test_another_title_tells_nobody(table, frieda):
    meeting = invited(table, frieda)
    before = len(letters())
    changed = change_meeting(meeting_id=meeting.pk, values={"title": "Neu"}, by=frieda, at=AT)
    assert (changed.sequence, len(letters())) == (0, before)


def test_on_another_day_others_may_sit_there(table, frieda):
    """Dora joins on 1 December, Bert leaves then: the move invites her and ends his invitation."""
    meeting = invited(table, frieda)
    table.memberships.filter(person__name="Bert").update(active_to="2026-12-01")
    seat(table, "Dora", active_from=date(2026, 12, 1))
    before = len(letters())
    day = {"starts_at": BEGIN + timedelta(days=14), "ends_at": BEGIN + timedelta(days=14, hours=2)}
    change_meeting(meeting_id=meeting.pk, values=day, by=frieda, at=AT)
    assert sorted(purposes()[before:]) == [
        ("governance.invitation", "dora@post.example"),
        ("governance.moved", "anna@post.example"),
        ("governance.seat_ended", "bert@post.example"),
    ]
    ended = next(letter for letter in letters() if letter.purpose == "governance.seat_ended")
    assert "METHOD:CANCEL" in ended.calendar
    assert sorted(meeting.attendees.values_list("name", flat=True)) == ["Anna", "Cora", "Dora"]


def test_cancelled_once_with_a_reason(table, frieda):
    meeting = invited(table, frieda)
    before = len(letters())
    gone = cancel_meeting(meeting_id=meeting.pk, why="Zu viele sind krank.", by=frieda, at=AT)
    assert (gone.status, gone.sequence, gone.cancelled_why) == (
        "CANCELLED", 1, "Zu viele sind krank.",
    )  # fmt: skip
    told = letters()[before:]
    assert [letter.to for letter in told] == ["anna@post.example", "bert@post.example"]
    assert "METHOD:CANCEL" in told[0].calendar
    assert "Zu viele sind krank." in told[0].text
    with pytest.raises(AlreadyDone):
        cancel_meeting(meeting_id=meeting.pk, why="Noch einmal", by=frieda, at=AT)
    assert len(letters()) == before + 2


def test_a_cancelled_draft_writes_to_nobody(table, frieda):
    meeting = a_meeting(table, frieda)
    cancel_meeting(meeting_id=meeting.pk, why="Doch nicht", by=frieda, at=AT)
    assert letters() == []


def test_without_a_reason_nothing_is_cancelled(table, frieda):
    meeting = a_meeting(table, frieda)
    with pytest.raises(Refused):
        cancel_meeting(meeting_id=meeting.pk, why="  ", by=frieda, at=AT)
    meeting.refresh_from_db()
    assert meeting.status == "DRAFT"


@pytest.mark.parametrize("status", ["RUNNING", "MINUTES_OPEN", "OBJECTION_PERIOD", "APPROVED"])
def test_what_began_is_neither_moved_nor_cancelled(table, frieda, status):
    meeting = a_meeting(table, frieda)
    Meeting.objects.update(status=status)
    with pytest.raises(Refused):
        change_meeting(meeting_id=meeting.pk, values={"place": "B"}, by=frieda, at=AT)
    with pytest.raises(Refused):
        cancel_meeting(meeting_id=meeting.pk, why="Doch nicht", by=frieda, at=AT)
    with pytest.raises(Refused):
        invite(meeting_id=meeting.pk, by=frieda, at=AT)


def test_an_invited_meeting_that_has_begun_cannot_be_moved(table, frieda):
    meeting = invited(table, frieda)
    with pytest.raises(Refused):
        change_meeting(meeting_id=meeting.pk, values={"place": "B"}, by=frieda, at=BEGIN)


def test_all_or_nothing(table, frieda, monkeypatch):
    """Where the letters fail, nothing of the cancellation stands."""
    meeting = invited(table, frieda)
    seen = len(events())

    def fails(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr("mitsorge.foundation.post.actions.enqueue_many", fails)
    with pytest.raises(RuntimeError):
        cancel_meeting(meeting_id=meeting.pk, why="Krank", by=frieda, at=AT)
    meeting.refresh_from_db()
    assert (meeting.status, len(events())) == ("INVITED", seen)
