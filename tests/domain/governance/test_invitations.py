"""Invited once, answered by link until the meeting begins, reminded without nagging."""

from datetime import date, timedelta

import pytest

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.actions.dispatch import TooLate
from mitsorge.domain.governance.actions.invitations import (
    ReplyRefused,
    invite,
    remind,
    remind_by_itself,
    reply,
    tell_agenda,
)
from mitsorge.domain.governance.actions.meetings import cancel_meeting, change_meeting
from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.governance.letters import links
from mitsorge.domain.governance.models import Attendee, Membership
from mitsorge.domain.governance.queries.meetings import notice
from mitsorge.domain.governance.rules.planning import ReplyFault
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.governance.tables import (
    AT,
    BEGIN,
    a_committee,
    a_meeting,
    a_person,
    rules,
    seat,
)
from tests.letters import letters
from tests.network import a_network

pytestmark = pytest.mark.django_db


@pytest.fixture
def frieda(db):
    a_network()
    return account("frieda")


@pytest.fixture
def table(db):
    committee = a_committee()
    seat(committee, "Anna", role="CHAIR")
    bert = seat(committee, "Bert")
    Membership.objects.create(
        committee=committee, person=a_person("Vera"), deputy_of=bert, active_from=date(2020, 1, 1)
    )
    seat(committee, "Cora", mail=False)
    return committee


@pytest.fixture
def meeting(table, frieda):
    planned = a_meeting(table, frieda, online_url="https://konferenz.example/raum")
    return invite(meeting_id=planned.pk, by=frieda, at=AT)


def row(meeting, name: str) -> Attendee:
    return meeting.attendees.get(name=name)


def organization(name: str, **more) -> Organization:
    return Organization.objects.create(name=name, slug=name.lower(), modified_at=AT, **more)


def sent(purpose: str) -> list[str]:
    return [letter.to for letter in letters() if letter.purpose == f"governance.{purpose}"]


def test_everyone_with_a_seat_that_day_is_invited(meeting):
    assert meeting.status == "INVITED"
    assert meeting.invited_at == AT
    found = meeting.attendees.order_by("name").values_list("name", "role", "votes", "reply")
    assert list(found) == [
        ("Anna", "CHAIR", True, "NONE"),
        ("Bert", "MEMBER", True, "NONE"),
        ("Cora", "MEMBER", True, "NONE"),
    ]
    assert sent("invitation") == ["anna@post.example", "bert@post.example"]
    assert sent("deputy_informed") == ["vera@post.example"]


def test_the_letter_says_everything(meeting):
    letter = letters()[0]
    assert letter.subject == "Einladung: Steuerungsgruppe, 24. November 2026"
    assert "Wann: Dienstag, 24. November 2026, 14:00 bis 16:00 Uhr" in letter.text
    assert "Wo: Rathaus, Saal 2" in letter.text
    assert "1. Eröffnung und Beschlussfähigkeit (5 Minuten)" in letter.text
    assert links.address(row(meeting, "Anna")).rpartition(".")[0].rpartition(".")[0] in letter.text
    assert letter.confidential
    assert "METHOD:REQUEST" in letter.calendar
    assert "SEQUENCE:0" in letter.calendar


def test_a_second_click_does_nothing_twice(meeting, frieda):
    before = (len(letters()), Entry.objects.count(), meeting.version)
    again = invite(meeting_id=meeting.pk, by=frieda, at=AT + timedelta(hours=1))
    assert (len(letters()), Entry.objects.count(), again.version) == before
    assert again.invited_at == AT


def test_who_will_not_sit_there_that_day_is_not_invited(table, frieda):
    table.memberships.filter(person__name="Bert").update(active_to=date(2026, 11, 24))
    seat(table, "Dora", active_from=date(2026, 11, 24))
    planned = a_meeting(table, frieda)
    invite(meeting_id=planned.pk, by=frieda, at=AT)
    assert sorted(planned.attendees.values_list("name", flat=True)) == ["Anna", "Cora", "Dora"]


def test_a_joint_meeting_seats_all_and_nobody_twice(table, frieda):
    other = a_committee("ag", "WORKING_GROUP", name="AG Demenz")
    seat(other, "Anna", person=table.memberships.get(role="CHAIR").person)
    seat(other, "Emil")
    rules(table, 7)
    rules(other, 21)
    planned = a_meeting(table, frieda, joint_with=[other, table])
    assert notice(planned, on=date(2026, 9, 1)).latest == date(2026, 11, 3)
    invite(meeting_id=planned.pk, by=frieda, at=AT)
    names = planned.attendees.order_by("name").values_list("name", flat=True)
    assert list(names) == ["Anna", "Bert", "Cora", "Emil"]


def test_late_only_with_confirmation_and_written_down(table, frieda):
    rules(table, 14)
    planned = a_meeting(table, frieda)
    late = BEGIN - timedelta(days=13)
    with pytest.raises(TooLate) as refused:
        invite(meeting_id=planned.pk, by=frieda, at=late)
    assert "10. November 2026" in str(refused.value)
    assert letters() == []
    found = invite(meeting_id=planned.pk, even_late=True, by=frieda, at=late)
    entry = Entry.objects.get(event="governance.meeting.invited_late")
    assert entry.why == "1 Tag nach dem spätesten Versand am 10. November 2026 (§ 3)"
    assert notice(found, on=date(2026, 11, 20)).late_by == 1


def test_the_last_day_is_in_time(table, frieda):
    rules(table, 14)
    planned = a_meeting(table, frieda)
    invite(meeting_id=planned.pk, by=frieda, at=BEGIN - timedelta(days=14))
    assert not Entry.objects.filter(event="governance.meeting.invited_late").exists()


def test_the_rules_of_the_day_of_the_meeting_count(table, frieda):
    """Invited under 14 days; from 1 November 90 days are asked for: the meeting was called late after all."""
    old = rules(table, 14)
    planned = a_meeting(table, frieda)
    found = invite(meeting_id=planned.pk, by=frieda, at=AT)
    assert (notice(found, on=AT.date()).days, notice(found, on=AT.date()).late_by) == (14, 0)
    old.valid_to = date(2026, 11, 1)
    old.save(update_fields=["valid_to"])
    rules(table, 90, since=date(2026, 11, 1))
    now = notice(found, on=AT.date())
    assert (now.days, now.latest, now.late_by) == (90, date(2026, 8, 26), 6)


def test_moved_to_another_day_the_period_counts_anew(table, frieda):
    rules(table, 14)
    planned = a_meeting(table, frieda)
    invite(meeting_id=planned.pk, by=frieda, at=AT)
    sooner = {"starts_at": AT + timedelta(days=5), "ends_at": AT + timedelta(days=5, hours=2)}
    with pytest.raises(TooLate):
        change_meeting(meeting_id=planned.pk, values=sooner, by=frieda, at=AT)
    planned.refresh_from_db()
    assert (planned.starts_at, planned.sequence) == (BEGIN, 0)
    moved = change_meeting(meeting_id=planned.pk, values=sooner, even_late=True, by=frieda, at=AT)
    assert (moved.sequence, notice(moved, on=AT.date()).late_by) == (1, 9)


@pytest.mark.parametrize("missing", ["place", "agenda", "members"])
def test_nothing_half_goes_out(frieda, missing):
    committee = a_committee()
    if missing != "members":
        seat(committee, "Anna")
    place = "" if missing == "place" else "Rathaus"
    planned = a_meeting(committee, frieda, place=place, with_template=missing != "agenda")
    with pytest.raises(Refused):
        invite(meeting_id=planned.pk, by=frieda, at=AT)
    planned.refresh_from_db()
    assert (planned.status, planned.attendees.count(), letters()) == ("DRAFT", 0, [])


def test_an_open_table_needs_no_members(frieda):
    planned = a_meeting(a_committee("offen", "REGULARS_TABLE", composition="OPEN"), frieda)
    assert invite(meeting_id=planned.pk, by=frieda, at=AT).status == "INVITED"


def test_a_cancelled_or_past_meeting_invites_nobody(table, frieda):
    gone, past = a_meeting(table, frieda), a_meeting(table, frieda)
    cancel_meeting(meeting_id=gone.pk, why="Krank", by=frieda, at=AT)
    for planned, at in ((gone, AT), (past, BEGIN)):
        with pytest.raises(Refused):
            invite(meeting_id=planned.pk, by=frieda, at=at)


def test_only_who_runs_the_committee_invites(table, frieda):
    planned = a_meeting(table, frieda)
    with pytest.raises(NotAllowed):
        invite(meeting_id=planned.pk, by=account("arno"), at=AT)


def test_an_answer_can_change_until_the_meeting_begins(meeting):
    anna = row(meeting, "Anna")
    reply(uid=anna.uid, reply="YES", at=AT)
    reply(uid=anna.uid, reply="ONLINE", at=BEGIN - timedelta(minutes=1))
    anna.refresh_from_db()
    assert (anna.reply, anna.replied_at) == ("ONLINE", BEGIN - timedelta(minutes=1))
    with pytest.raises(Refused):
        reply(uid=anna.uid, reply="NO", at=BEGIN)


def test_the_same_answer_again_leaves_no_trace(meeting):
    anna = row(meeting, "Anna")
    reply(uid=anna.uid, reply="YES", at=AT)
    seen = Entry.objects.count()
    assert reply(uid=anna.uid, reply="YES", at=AT + timedelta(days=1)).replied_at == AT
    assert Entry.objects.count() == seen


@pytest.mark.parametrize(
    ("who", "answer", "deputy", "fault"),
    [
        ("Anna", "NONE", "", ReplyFault.EMPTY),
        ("Anna", "VIELLEICHT", "", ReplyFault.EMPTY),
        ("Anna", "DEPUTY", "Irgendwer", ReplyFault.NO_MANDATE),
        ("Bert", "DEPUTY", "", ReplyFault.DEPUTY_UNNAMED),
        ("Bert", "DEPUTY", "Irgendwer", ReplyFault.NO_MANDATE),
    ],
)
def test_answers_that_cannot_be_taken(meeting, who, answer, deputy, fault):
    with pytest.raises(ReplyRefused) as refused:
        reply(uid=row(meeting, who).uid, reply=answer, deputy_name=deputy, at=AT)
    assert refused.value.fault == fault
    assert row(meeting, who).reply == "NONE"


def test_nobody_comes_online_where_there_is_no_address(table, frieda):
    planned = a_meeting(table, frieda)
    invite(meeting_id=planned.pk, by=frieda, at=AT)
    with pytest.raises(ReplyRefused) as refused:
        reply(uid=row(planned, "Anna").uid, reply="ONLINE", at=AT)
    assert refused.value.fault == ReplyFault.NOT_ONLINE


def test_a_named_deputy_gets_a_letter_and_is_released_again(meeting):
    bert = row(meeting, "Bert")
    answer = {"reply": "DEPUTY", "deputy_name": " vera ", "deputy_email": "vera@post.example"}
    reply(uid=bert.uid, at=AT, **answer)
    assert sent("deputy_asked") == ["vera@post.example"]
    reply(uid=bert.uid, reply="YES", at=AT + timedelta(hours=1))
    assert sent("deputy_released") == ["vera@post.example"]
    assert "METHOD:CANCEL" in letters()[-1].calendar
    bert.refresh_from_db()
    assert (bert.deputy_name, bert.deputy_email) == ("", "")


def test_an_organization_sends_whom_it_wants(table, frieda):
    house = organization("Abendsonne", email="haus@post.example")
    Membership.objects.create(committee=table, organization=house, active_from=date(2020, 1, 1))
    planned = a_meeting(table, frieda)
    invite(meeting_id=planned.pk, by=frieda, at=AT)
    assert "haus@post.example" in sent("invitation")
    found = reply(uid=row(planned, "Abendsonne").uid, reply="DEPUTY", deputy_name="Kim", at=AT)
    assert (found.reply, found.deputy_name) == ("DEPUTY", "Kim")


def test_reminders_go_to_the_silent_once_a_day(meeting, frieda):
    reply(uid=row(meeting, "Anna").uid, reply="NO", at=AT)
    later = AT + timedelta(days=2)
    assert remind(meeting_id=meeting.pk, by=frieda, at=later) == 1
    assert remind(meeting_id=meeting.pk, by=frieda, at=later + timedelta(hours=1)) == 0
    assert sent("reminder") == ["bert@post.example"]
    assert remind(meeting_id=meeting.pk, by=frieda, at=later + timedelta(days=1)) == 1


def test_one_reminder_goes_out_by_itself(meeting):
    assert remind_by_itself(at=BEGIN - timedelta(days=8)) == 0
    assert remind_by_itself(at=BEGIN - timedelta(days=7)) == 2
    assert remind_by_itself(at=BEGIN - timedelta(days=2)) == 0
    assert sent("reminder") == ["anna@post.example", "bert@post.example"]


def test_another_agenda_is_told_where_wished_and_once(meeting, frieda):
    reply(uid=row(meeting, "Bert").uid, reply="NO", at=AT)
    later = AT + timedelta(hours=1)
    assert tell_agenda(meeting_id=meeting.pk, by=frieda, at=later) == 1
    assert tell_agenda(meeting_id=meeting.pk, by=frieda, at=later + timedelta(hours=1)) == 0
    assert sent("agenda") == ["anna@post.example"]


def test_links_open_one_seat_and_nothing_else(meeting):
    anna = row(meeting, "Anna")
    assert links.opened(links.signed(anna)) == links.Pass(anna.uid, True)
    assert links.opened(links.signed(anna, reading=True)) == links.Pass(anna.uid, False)
    forged = links.signed(anna, reading=True).replace("l", "a", 1)
    assert links.opened(forged) is None
    assert links.opened("unsinn") is None
