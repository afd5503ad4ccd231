"""The minute-taker's deeds, each with its rows, its journal and its refusals."""

from datetime import date, timedelta

import pytest

from mitsorge.domain.governance.actions import recording
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.governance.actions.recording.items import fingerprint
from mitsorge.domain.governance.models import AgendaItem, Membership, Task
from mitsorge.domain.governance.queries.live import presence
from mitsorge.domain.governance.rules import ItemStatus, MeetingStatus, MemberRole, Result
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.models import Person
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.governance.sittings import (
    START,
    committee,
    frieda,
    item,
    meeting,
    minute,
    rules,
    seat,
)

pytestmark = pytest.mark.django_db


def events() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("event", flat=True))


def running(*, present: int = 3, seats: int = 4, **values):
    """A meeting that runs since START, with the first `present` members there."""
    group = committee()
    rules(group, **values)
    held = meeting(group, seats=seats)
    recording.start_meeting(meeting_id=held.pk, by=frieda(), at=minute(0))
    for one in held.attendees.order_by("pk")[:present]:
        recording.mark_present(attendee_id=one.pk, by=frieda(), at=minute(1))
    held.refresh_from_db()
    return held


def decide(found: AgendaItem, n: int = 10, **values) -> AgendaItem:
    values = {"version": found.version, "yes": 2, "no": 1, "abstentions": 0} | values
    return recording.decide(item_id=found.pk, by=frieda(), at=minute(n), **values)


def test_a_meeting_begins_once():
    held = meeting(committee())
    recording.start_meeting(meeting_id=held.pk, by=frieda(), at=minute(4))
    held.refresh_from_db()
    assert (held.status, held.started_at, held.version) == (MeetingStatus.RUNNING, minute(4), 1)
    with pytest.raises(AlreadyDone):
        recording.start_meeting(meeting_id=held.pk, by=frieda(), at=minute(5))
    assert events() == ["governance.meeting.started"]


def test_a_meeting_does_not_begin_on_an_earlier_day_nor_after_its_end():
    held = meeting(committee())
    with pytest.raises(Refused, match="späteren Tag"):
        recording.start_meeting(meeting_id=held.pk, by=frieda(), at=minute(-24 * 60))
    held.status = MeetingStatus.CANCELLED
    held.save()
    with pytest.raises(Refused, match="nicht mehr beginnen"):
        recording.start_meeting(meeting_id=held.pk, by=frieda(), at=minute(0))
    assert events() == []


def test_what_is_recorded_later_began_when_it_was_planned():
    held = meeting(committee())
    recording.start_meeting(meeting_id=held.pk, by=frieda(), at=minute(3 * 24 * 60))
    held.refresh_from_db()
    assert held.started_at == START


def test_only_an_open_format_begins_without_invitation_and_with_a_note():
    draft = meeting(committee(), status=MeetingStatus.DRAFT)
    with pytest.raises(Refused, match="offene Runden"):
        recording.start_meeting(meeting_id=draft.pk, note="spontan", by=frieda(), at=minute(0))
    table = committee("stammtisch", name="Stammtisch", composition="OPEN")
    evening = meeting(table, status=MeetingStatus.DRAFT, seats=0)
    with pytest.raises(Refused, match="warum"):
        recording.start_meeting(meeting_id=evening.pk, note=" ", by=frieda(), at=minute(0))
    recording.start_meeting(meeting_id=evening.pk, note="Aushang", by=frieda(), at=minute(0))
    evening.refresh_from_db()
    assert evening.status == MeetingStatus.RUNNING
    assert Entry.objects.get().why == "Aushang"


def test_only_who_runs_the_committee_records():
    held = running()
    found = item(held)
    otto = account("otto")
    deeds = [
        lambda: recording.record_item(
            item_id=found.pk, version=0, notes="x", by=otto, at=minute(2)
        ),
        lambda: recording.decide(item_id=found.pk, version=0, yes=3, by=otto, at=minute(2)),
        lambda: recording.count_heads(meeting_id=held.pk, counts={"": 1}, by=otto, at=minute(2)),
        lambda: recording.add_guest(meeting_id=held.pk, name="Gast", by=otto, at=minute(2)),
        lambda: recording.close_meeting(meeting_id=held.pk, by=otto, at=minute(2)),
        lambda: recording.adjourn_item(item_id=found.pk, by=otto, at=minute(2)),
        lambda: recording.add_task(
            committee=held.committee, text="x", owner="y", by=otto, at=minute(2)
        ),
    ]
    before = len(events())
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()
    assert len(events()) == before


def test_nothing_is_recorded_before_the_beginning_or_after_the_end():
    held = meeting(committee())
    found = item(held)
    with pytest.raises(Refused, match="läuft nicht"):
        recording.record_item(item_id=found.pk, version=0, notes="x", by=frieda(), at=minute(1))
    recording.start_meeting(meeting_id=held.pk, by=frieda(), at=minute(0))
    with pytest.raises(Refused, match="vor dem Beginn"):
        recording.record_item(item_id=found.pk, version=0, notes="x", by=frieda(), at=minute(-1))
    recording.close_meeting(meeting_id=held.pk, by=frieda(), at=minute(60))
    with pytest.raises(Refused, match="läuft nicht"):
        decide(AgendaItem.objects.get(pk=found.pk), 61)


def test_the_second_minute_taker_gets_both_versions():
    held = running()
    found = item(held)
    first = recording.record_item(
        item_id=found.pk, version=0, notes="Fassung A", by=frieda(), at=minute(2)
    )
    assert first.version == 1
    with pytest.raises(ItemChanged) as clash:
        recording.record_item(
            item_id=found.pk, version=0, notes="Fassung B", by=frieda(), at=minute(3)
        )
    assert clash.value.theirs == {"notes": "Fassung A", "version": 1}
    assert clash.value.yours == {"notes": "Fassung B"}
    assert clash.value.changed_at == minute(2)
    found.refresh_from_db()
    assert (found.notes, found.version) == ("Fassung A", 1)


def test_the_same_words_twice_are_one_save_and_a_vote_disturbs_no_notes():
    held = running()
    found = item(held)
    for version in (0, 0, 1):
        recording.record_item(
            item_id=found.pk, version=version, notes="Gleich\r\n", by=frieda(), at=minute(2)
        )
    found.refresh_from_db()
    assert (found.notes, found.version) == ("Gleich", 1)
    decide(found)
    recording.record_item(
        item_id=found.pk, version=1, notes="Gleich. Mehr.", seen=fingerprint("Gleich"),
        by=frieda(), at=minute(11),
    )  # fmt: skip
    found.refresh_from_db()
    assert (found.notes, found.version, found.yes) == ("Gleich. Mehr.", 3, 2)


def test_the_journal_names_a_writer_once_a_quarter_of_an_hour():
    held = running()
    found = item(held)
    for n in range(1, 31):
        recording.record_item(
            item_id=found.pk, version=n - 1, notes="x" * n, by=frieda(), at=minute(n)
        )
    assert events().count("governance.item.recorded") == 2


def test_a_decision_has_result_rule_and_number():
    held = running()
    found = decide(item(held), resolution_text="Der Kreis zahlt vier Betten.")
    found.refresh_from_db()
    assert (found.result, found.status) == (Result.ADOPTED, ItemStatus.DONE)
    assert (found.present_voters, found.voting_members) == (3, 4)
    assert found.register_number == "Steuerungsgruppe 2026/01"
    assert found.rule_applied == (
        "Nötig waren 2: mehr Ja als Nein, Enthaltungen zählen nicht. "
        "Geschäftsordnung § 6, gültig seit 1. Januar 2024."
    )
    assert found.decided_at == minute(10)
    assert events()[-1] == "governance.item.decided"


def test_two_thirds_of_those_present():
    held = running(present=17, seats=20, majority="MEMBERS_AND_TWO_THIRDS")
    found = decide(item(held), yes=14, no=2, abstentions=1)
    assert found.result == Result.ADOPTED
    assert found.rule_applied == (
        "Nötig waren 12: zwei Drittel der Anwesenden. "
        "Geschäftsordnung § 6, gültig seit 1. Januar 2024."
    )
    assert decide(item(held), yes=11, no=6).result == Result.REJECTED


def test_consensus_with_dissent_on_record():
    held = running(majority="CONSENSUS")
    found = decide(item(held), yes=None, no=None, abstentions=None, dissent="Zu teuer.")
    assert (found.result, found.dissent, found.yes) == (Result.ADOPTED, "Zu teuer.", None)
    stopped = decide(item(held), yes=None, no=None, abstentions=None, objections=1)
    assert stopped.result == Result.NO_CONSENSUS


def test_numbers_have_no_gaps_and_are_kept_when_a_vote_is_corrected():
    held = running()
    first, second = decide(item(held)), decide(item(held), yes=0, no=3)
    corrected = decide(first, 12, yes=0, no=2)
    third = decide(item(held))
    numbers = [found.register_number[-7:] for found in (first, second, corrected, third)]
    assert numbers == ["2026/01", "2026/02", "2026/01", "2026/03"]
    assert (corrected.result, corrected.decided_at) == (Result.REJECTED, minute(10))


def test_each_committee_and_each_year_counts_for_itself():
    held = running()
    decide(item(held))
    other = committee("ag-demenz", name="AG Demenz", classification="WORKING_GROUP")
    night = meeting(other, start=START.replace(month=12, day=31, hour=23))
    recording.start_meeting(meeting_id=night.pk, by=frieda(), at=minute(0, night.starts_at))
    for one in night.attendees.all():
        recording.mark_present(attendee_id=one.pk, by=frieda(), at=minute(1, night.starts_at))
    numbers = [
        recording.decide(
            item_id=item(night).pk, version=0, yes=4, by=frieda(), at=minute(n, night.starts_at)
        ).register_number
        for n in (59, 61)
    ]
    assert numbers == ["AG Demenz 2026/01", "AG Demenz 2027/01"]


def test_a_quorum_lost_mid_vote_decides_nothing():
    held = running(present=2)
    found = item(held)
    leaves = held.attendees.filter(present_from__isnull=False).last()
    recording.mark_left(attendee_id=leaves.pk, by=frieda(), at=minute(9))
    with pytest.raises(Refused, match="1 von 4 ist da, nötig sind 2"):
        decide(found, yes=1, no=0)
    found.refresh_from_db()
    assert (found.result, found.register_number, found.version) == ("", "", 0)


def test_without_the_chair_no_quorum_where_the_rules_ask_for_it():
    held = running(quorum="HALF_AND_CHAIR")
    chair = held.attendees.get(role=MemberRole.CHAIR)
    recording.mark_left(attendee_id=chair.pk, by=frieda(), at=minute(9))
    with pytest.raises(Refused, match="Sitzungsleitung ist nicht da"):
        decide(item(held), yes=2, no=0)


def test_more_votes_than_voters_and_votes_by_guests_are_refused():
    held = running()
    recording.add_guest(meeting_id=held.pk, name="Gast", by=frieda(), at=minute(2))
    found = item(held)
    with pytest.raises(Refused, match="nur 3 Stimmberechtigte da, gezählt sind 4 Stimmen"):
        decide(found, yes=3, no=1)
    with pytest.raises(Refused, match="wie viele Stimmen"):
        decide(found, yes=None, no=None, abstentions=0)
    with pytest.raises(Refused, match="ganzen Zahlen"):
        decide(found, yes=-1)
    assert decide(found, yes=3, no=0).result == Result.ADOPTED


def test_two_who_decide_at_once():
    held = running()
    found = item(held)
    decide(found)
    with pytest.raises(ItemChanged) as clash:
        decide(found, 11, version=0, yes=0, no=3)
    assert clash.value.theirs["yes"] == 2
    assert clash.value.yours["yes"] == 0
    found.refresh_from_db()
    assert (found.result, found.yes) == (Result.ADOPTED, 2)


def test_the_rules_of_the_day_of_the_meeting_count():
    group = committee()
    rules(group, valid_to=date(2026, 12, 1), quorum="HALF")
    rules(group, valid_from=date(2026, 12, 1), source="Neue Ordnung", majority="CONSENSUS")
    held = meeting(group, invited_at=minute(-60 * 24 * 30))
    recording.start_meeting(meeting_id=held.pk, by=frieda(), at=minute(0))
    for one in held.attendees.all():
        recording.mark_present(attendee_id=one.pk, by=frieda(), at=minute(1))
    found = decide(item(held), yes=None, no=None, abstentions=None, objections=1)
    assert found.result == Result.NO_CONSENSUS
    assert found.rule_applied == (
        "Nötig war, dass niemand widerspricht. Neue Ordnung, gültig seit 1. Dezember 2026."
    )


def test_a_deputy_needs_a_mandate():
    held = running(present=1)
    two = held.attendees.get(name="Mitglied 2")
    with pytest.raises(Refused, match="Wer vertritt"):
        recording.mark_present(attendee_id=two.pk, by_deputy=True, by=frieda(), at=minute(2))
    with pytest.raises(Refused, match="nicht als Vertretung"):
        recording.mark_present(
            attendee_id=two.pk, by_deputy=True, deputy_name="Wer", by=frieda(), at=minute(2)
        )
    with pytest.raises(Refused, match="sitzt selbst"):
        recording.mark_present(
            attendee_id=two.pk, by_deputy=True, deputy_name="mitglied 1", mandate=True,
            by=frieda(), at=minute(2),
        )  # fmt: skip
    recording.mark_present(
        attendee_id=two.pk,
        by_deputy=True,
        deputy_name="Wer",
        mandate=True,
        by=frieda(),
        at=minute(2),
    )
    assert presence(held, minute(3)).room.voters == 2
    assert Entry.objects.order_by("pk").last().why == "Vollmacht lag vor"


def test_a_named_deputy_needs_no_paper():
    held = running(present=0)
    two = held.attendees.get(name="Mitglied 2")
    two.deputy_name = "Vera"
    two.save()
    recording.mark_present(attendee_id=two.pk, by_deputy=True, by=frieda(), at=minute(2))
    person = Person.objects.create(name="Wilma", created_at=START)
    deputy = Person.objects.create(name="Uta", created_at=START)
    since = {"committee": held.committee, "active_from": date(2025, 1, 1)}
    chair = Membership.objects.create(person=person, **since)
    Membership.objects.create(person=deputy, deputy_of=chair, **since)
    wilma = seat(held, "Wilma", person=person)
    recording.mark_present(
        attendee_id=wilma.pk, by_deputy=True, deputy_name="uta", by=frieda(), at=minute(2)
    )
    wilma.refresh_from_db()
    assert (wilma.by_deputy, wilma.deputy_name) == (True, "uta")


def test_coming_later_leaving_and_a_wrong_tick():
    held = running(present=0)
    one = held.attendees.first()
    with pytest.raises(Refused, match="noch nicht da"):
        recording.mark_left(attendee_id=one.pk, by=frieda(), at=minute(5))
    with pytest.raises(Refused, match="Zukunft"):
        recording.mark_present(attendee_id=one.pk, since=minute(9), by=frieda(), at=minute(5))
    with pytest.raises(Refused, match="vor dem Beginn"):
        recording.mark_present(attendee_id=one.pk, since=minute(-9), by=frieda(), at=minute(5))
    for _ in range(2):
        recording.mark_present(attendee_id=one.pk, since=minute(3), by=frieda(), at=minute(5))
    recording.mark_absent(attendee_id=one.pk, by=frieda(), at=minute(6))
    recording.mark_absent(attendee_id=one.pk, by=frieda(), at=minute(6))
    one.refresh_from_db()
    assert one.present_from is None
    assert events()[1:] == ["governance.attendee.present", "governance.attendee.absent"]


def test_a_tick_that_a_vote_has_counted_stays():
    held = running()
    decide(item(held))
    one = held.attendees.filter(present_from__isnull=False).first()
    with pytest.raises(Refused, match="wurde abgestimmt"):
        recording.mark_absent(attendee_id=one.pk, by=frieda(), at=minute(20))


def test_heads_are_counted_again():
    held = meeting(committee(), seats=0, counts_only=True)
    recording.start_meeting(meeting_id=held.pk, by=frieda(), at=minute(0))
    for counts in ({"": 21}, {"": 21}, {"Pflege": 12, "Kommune": 9, "Kassen": 0}):
        recording.count_heads(meeting_id=held.pk, counts=counts, by=frieda(), at=minute(1))
    assert list(held.head_counts.values_list("label", "count")) == [("Kommune", 9), ("Pflege", 12)]
    assert events().count("governance.heads.counted") == 2
    for wrong in (-1, 10_001):
        with pytest.raises(Refused, match="ganzen Zahlen"):
            recording.count_heads(meeting_id=held.pk, counts={"": wrong}, by=frieda(), at=minute(1))
    assert decide(item(held), yes=15, no=6).result == Result.ADOPTED


def test_an_adjourned_item_waits_in_the_backlog():
    held = running()
    found = item(held, text="Worum", minutes_planned=20, is_public=False)
    later = recording.adjourn_item(item_id=found.pk, by=frieda(), at=minute(5))
    found.refresh_from_db()
    assert found.status == ItemStatus.ADJOURNED
    assert (later.meeting, later.carried_from, later.text, later.minutes_planned, later.is_public) == (
        None, found, "Worum", 20, False,
    )  # fmt: skip
    with pytest.raises(AlreadyDone):
        recording.adjourn_item(item_id=found.pk, by=frieda(), at=minute(6))
    with pytest.raises(Refused, match="schon beschlossen"):
        recording.adjourn_item(item_id=decide(item(held)).pk, by=frieda(), at=minute(6))


def test_tasks():
    held = running()
    found = item(held)
    due = (START + timedelta(days=8)).date()
    values = {"committee": held.committee, "item_id": found.pk, "by": frieda(), "at": minute(5)}
    for _ in range(2):
        recording.add_task(text="Vorlage schreiben", owner="Selma", due_on=due, **values)
    task = Task.objects.get()
    assert (task.item, task.owner, task.due_on) == (found, "Selma", due)
    for wrong, sentence in (
        ({"text": " ", "owner": "Selma"}, "was zu tun ist"),
        ({"text": "x", "owner": ""}, "wer die Aufgabe"),
        ({"text": "x", "owner": "y", "due_on": date(2020, 1, 1)}, "Vergangenheit"),
        ({"text": "x", "owner": "y", "committee": committee("b")}, "anderen Gremium"),
    ):
        with pytest.raises(Refused, match=sentence):
            recording.add_task(**values | wrong)
    recording.finish_task(task_id=task.pk, by=frieda(), at=minute(9))
    with pytest.raises(AlreadyDone):
        recording.finish_task(task_id=task.pk, by=frieda(), at=minute(9))
    assert events()[-2:] == ["governance.task.added", "governance.task.finished"]


def test_closing_sends_back_what_nobody_came_to():
    held = running()
    told, untold = item(held, "Bericht"), item(held, "Verschiedenes")
    recording.record_item(item_id=told.pk, version=0, notes="Kurz.", by=frieda(), at=minute(5))
    recording.close_meeting(meeting_id=held.pk, by=frieda(), at=minute(90))
    held.refresh_from_db()
    assert (held.status, held.closed_at) == (MeetingStatus.MINUTES_OPEN, minute(90))
    assert [entry.title for entry in AgendaItem.objects.filter(meeting=None)] == ["Verschiedenes"]
    untold.refresh_from_db()
    assert untold.status == ItemStatus.ADJOURNED
    with pytest.raises(AlreadyDone):
        recording.close_meeting(meeting_id=held.pk, by=frieda(), at=minute(91))


def test_a_refused_deed_leaves_no_trace(monkeypatch):
    held = running()
    found = item(held)
    monkeypatch.setattr(recording.decisions.journal, "record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        decide(found)
    found.refresh_from_db()
    assert (found.result, found.register_number) == ("", "")
