"""Agendas begin with what is usual and what was left open; their order is moved by one place at a time."""

from datetime import timedelta

import pytest

from mitsorge.domain.governance.actions import agenda, papers
from mitsorge.domain.governance.actions.carried import carry_to_next
from mitsorge.domain.governance.actions.meetings import cancel_meeting
from mitsorge.domain.governance.actions.outcomes import ItemChanged, Refused
from mitsorge.domain.governance.actions.recording.course import close_meeting
from mitsorge.domain.governance.actions.recording.items import put_off
from mitsorge.domain.governance.models import AgendaItem, Meeting, Paper, Task
from mitsorge.domain.governance.queries.agenda import agenda_of, backlog
from mitsorge.domain.governance.rules import Classification, ItemKind
from mitsorge.domain.governance.rules.agenda import (
    PLANNED,
    TEMPLATE,
    Standing,
    moved,
    place_of,
    standing_items,
)
from mitsorge.foundation.files.models import File
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.governance.tables import AT, BEGIN, a_committee, a_meeting, seat
from tests.letters import letters
from tests.network import a_network

pytestmark = pytest.mark.django_db
LATER = BEGIN + timedelta(days=30)


@pytest.fixture
def frieda(db):
    a_network()
    return account("frieda")


@pytest.fixture
def table(db):
    return a_committee()


def titles(meeting: Meeting) -> list[str]:
    return [item.title for item in agenda_of(meeting)]


def held(meeting: Meeting) -> Meeting:
    Meeting.objects.filter(pk=meeting.pk).update(status="MINUTES_OPEN")
    return meeting


def add(table, frieda, title: str, meeting: Meeting | None = None, **more) -> AgendaItem:
    return agenda.add_item(
        committee=table, meeting=meeting, title=title, by=frieda, at=AT, **{"kind": "DECISION"} | more
    )  # fmt: skip


def a_paper(table, meeting, frieda, items=()) -> Paper:
    file = File.objects.create(
        kind="PDF", name="vorlage.pdf", size=1, sha256="0" * 64, stored_as="x", uploaded_at=AT
    )
    return papers.attach_paper(
        meeting=meeting, name="Vorlage 1", file=file, items=items, by=frieda, at=AT
    )


def test_every_kind_has_a_template_that_opens_and_closes():
    assert set(TEMPLATE) == set(Classification)
    assert set(PLANNED) == set(Standing)
    for standing in TEMPLATE.values():
        kinds = [PLANNED[each].kind for each in standing]
        assert (kinds[0], kinds[-1]) == (ItemKind.OPENING, ItemKind.OTHER)
        assert len(set(standing)) == len(standing)


def test_a_first_meeting_has_no_minutes_to_approve():
    first = standing_items(Classification.CONFERENCE, first=True, tasks=False)
    assert Standing.LAST_MINUTES not in first
    again = standing_items(Classification.CONFERENCE, first=False, tasks=True)
    assert again[:3] == (Standing.OPENING, Standing.LAST_MINUTES, Standing.TASKS)


@pytest.mark.parametrize(
    ("kind", "there", "place"),
    [
        (ItemKind.DECISION, [ItemKind.OPENING, ItemKind.OTHER], 1),
        (ItemKind.DECISION, [ItemKind.OTHER, ItemKind.OTHER], 0),
        (ItemKind.DECISION, [], 0),
        (ItemKind.OTHER, [ItemKind.OPENING, ItemKind.OTHER], 2),
    ],
)
def test_a_new_item_goes_before_the_closing_ones(kind, there, place):
    assert place_of(kind, there) == place


def test_moving_stops_at_the_edges():
    assert moved([1, 2, 3], 2, up=True) == [2, 1, 3]
    assert moved([1, 2, 3], 1, up=True) == [1, 2, 3]
    assert moved([1, 2, 3], 3, up=False) == [1, 2, 3]


def test_the_template_comes_by_itself(table, frieda):
    assert titles(a_meeting(table, frieda)) == [
        "Eröffnung und Beschlussfähigkeit",
        "Bericht der Koordinierungsstelle",
        "Berichte aus den Gruppen",
        "Empfehlungen in Arbeit",
        "Verschiedenes und nächster Termin",
    ]


def test_open_tasks_and_adjourned_items_come_by_themselves(table, frieda):
    first = a_meeting(table, frieda)
    item = add(table, frieda, "Fahrdienst", first, presenter="Anna", is_public=False)
    paper = a_paper(table, first, frieda, [item])
    AgendaItem.objects.filter(pk=item.pk).update(status="ADJOURNED")
    Task.objects.create(committee=table, text="Liste", owner="Bert", created_at=AT)
    held(first)
    second = a_meeting(table, frieda, LATER)
    assert titles(second) == [
        "Eröffnung und Beschlussfähigkeit",
        "Protokoll der letzten Sitzung",
        "Stand der Aufgaben",
        "Bericht der Koordinierungsstelle",
        "Berichte aus den Gruppen",
        "Empfehlungen in Arbeit",
        "Fahrdienst",
        "Verschiedenes und nächster Termin",
    ]
    carried = second.items.get(title="Fahrdienst")
    assert (carried.carried_from, carried.presenter, carried.is_public, carried.status) == (
        item, "Anna", False, "OPEN",
    )  # fmt: skip
    assert list(carried.papers.all()) == [paper]
    assert "Fahrdienst" not in titles(a_meeting(table, frieda, LATER + timedelta(days=30)))


def test_a_meeting_planned_before_takes_over_when_the_last_one_closes(table, frieda):
    first, second = a_meeting(table, frieda), a_meeting(table, frieda, LATER)
    third = a_meeting(table, frieda, LATER + timedelta(days=30))
    item = add(table, frieda, "Fahrdienst", first)
    AgendaItem.objects.filter(pk=item.pk).update(status="ADJOURNED")
    held(first)
    after = BEGIN + timedelta(hours=3)
    assert [i.title for i in carry_to_next(committee=table, by=frieda, at=after)] == ["Fahrdienst"]
    assert carry_to_next(committee=table, by=frieda, at=after) == []
    assert "Fahrdienst" in titles(second)
    assert "Fahrdienst" not in titles(third)


def test_topics_of_a_cancelled_meeting_are_not_lost(table, frieda):
    first = a_meeting(table, frieda)
    add(table, frieda, "Fahrdienst", first)
    cancel_meeting(meeting_id=first.pk, why="Krank", by=frieda, at=AT)
    second = a_meeting(table, frieda, LATER)
    assert titles(second).count("Fahrdienst") == 1
    assert titles(second).count("Bericht der Koordinierungsstelle") == 1


def test_what_is_taken_off_again_comes_back_another_time(table, frieda):
    first = a_meeting(table, frieda)
    item = add(table, frieda, "Fahrdienst", first)
    AgendaItem.objects.filter(pk=item.pk).update(status="ADJOURNED")
    held(first)
    second = a_meeting(table, frieda, LATER)
    agenda.remove_item(item_id=second.items.get(title="Fahrdienst").pk, by=frieda, at=AT)
    held(second)
    assert "Fahrdienst" in titles(a_meeting(table, frieda, LATER + timedelta(days=30)))


def test_items_move_one_place(table, frieda):
    meeting = a_meeting(table, frieda)
    last = agenda_of(meeting)[-1]
    agenda.move_item(item_id=last.pk, up=True, by=frieda, at=AT)
    assert titles(meeting)[-2:] == ["Verschiedenes und nächster Termin", "Empfehlungen in Arbeit"]
    seen = Entry.objects.count()
    first = agenda_of(meeting)[0]
    agenda.move_item(item_id=first.pk, up=True, by=frieda, at=AT)
    assert Entry.objects.count() == seen
    assert [item.position for item in agenda_of(meeting)] == [1, 2, 3, 4, 5]


def test_an_item_changes_by_version(table, frieda):
    item = add(table, frieda, "Fahrdienst", a_meeting(table, frieda))
    changed = agenda.change_item(
        item_id=item.pk, values={"title": " Fahrten "}, version=0, by=frieda, at=AT
    )
    assert (changed.title, changed.version) == ("Fahrten", 1)
    with pytest.raises(ItemChanged) as overtaken:
        agenda.change_item(item_id=item.pk, values={"title": "B"}, version=0, by=frieda, at=AT)
    assert overtaken.value.theirs == {"title": "Fahrten", "version": 1}
    with pytest.raises(Refused):
        agenda.change_item(item_id=item.pk, values={"title": " "}, version=1, by=frieda, at=AT)


def test_from_the_backlog_and_back(table, frieda):
    meeting = a_meeting(table, frieda)
    item = add(table, frieda, "Wartet")
    assert list(backlog(table)) == [item]
    agenda.schedule_item(item_id=item.pk, meeting_id=meeting.pk, by=frieda, at=AT)
    assert titles(meeting)[-2] == "Wartet"
    assert list(backlog(table)) == []
    agenda.shelve_item(item_id=item.pk, by=frieda, at=AT)
    assert list(backlog(table)) == [item]
    other = a_meeting(a_committee("ag", name="AG"), frieda)
    with pytest.raises(Refused):
        agenda.schedule_item(item_id=item.pk, meeting_id=other.pk, by=frieda, at=AT)


def test_who_sits_there_proposes(table, frieda):
    member = account("tilda")
    with pytest.raises(NotAllowed):
        agenda.propose_item(committee=table, title="Idee", by=member, at=AT)
    person = seat(table, "Tilda").person
    member.person = person
    member.save(update_fields=["person"])
    item = agenda.propose_item(committee=table, title="Idee", text="Warum", by=member, at=AT)
    assert (item.meeting, item.brought_by, list(backlog(table))) == (None, "Tilda", [item])
    assert [(letter.purpose, letter.to) for letter in letters()] == [
        ("governance.proposal", "a@mitsorge.example")
    ]


def test_after_the_meeting_nothing_moves(table, frieda):
    meeting = a_meeting(table, frieda)
    item = agenda_of(meeting)[1]
    held(meeting)
    for deed in (
        lambda: add(table, frieda, "Zu spät", meeting),
        lambda: agenda.move_item(item_id=item.pk, up=True, by=frieda, at=AT),
        lambda: agenda.remove_item(item_id=item.pk, by=frieda, at=AT),
        lambda: agenda.change_item(item_id=item.pk, values={"title": "X"}, by=frieda, at=AT),
    ):
        with pytest.raises(Refused):
            deed()


def test_what_was_dealt_with_stays(table, frieda):
    item = add(table, frieda, "Fahrdienst", a_meeting(table, frieda))
    AgendaItem.objects.filter(pk=item.pk).update(status="DONE")
    with pytest.raises(Refused):
        agenda.remove_item(item_id=item.pk, by=frieda, at=AT)


def test_only_who_runs_the_committee_edits(table, frieda):
    meeting = a_meeting(table, frieda)
    with pytest.raises(NotAllowed):
        add(table, account("selma"), "Fremd", meeting)


def test_papers_come_and_go(table, frieda):
    meeting = a_meeting(table, frieda)
    item, other = add(table, frieda, "A", meeting), add(table, frieda, "Speicher")
    paper = a_paper(table, meeting, frieda, [item, other])
    assert list(paper.items.all()) == [item]
    papers.detach_paper(paper_id=paper.pk, by=frieda, at=AT)
    paper.refresh_from_db()
    assert (paper.meeting, paper.committee, list(paper.items.all())) == (None, table, [])


def test_what_was_adjourned_while_recording_stands_on_the_next_agenda_once(table, frieda):
    """The live view leaves a successor in the backlog; a report of the template goes on in its namesake."""
    first, second = a_meeting(table, frieda), a_meeting(table, frieda, LATER)
    topic = add(table, frieda, "Fahrdienst", first)
    report = first.items.get(title="Bericht der Koordinierungsstelle")
    for item in (topic, report):
        put_off(item, AT)
    Meeting.objects.filter(pk=first.pk).update(status="MINUTES_OPEN")
    carry_to_next(committee=table, by=frieda, at=BEGIN + timedelta(hours=3))
    assert titles(second).count("Fahrdienst") == 1
    assert titles(second).count("Bericht der Koordinierungsstelle") == 1
    assert second.items.get(title="Fahrdienst").carried_from == topic
    assert second.items.get(kind="REPORT", title=report.title).carried_from == report
    assert list(backlog(table)) == []


def test_closing_a_meeting_fills_the_next_agenda(table, frieda):
    first, second = a_meeting(table, frieda), a_meeting(table, frieda, LATER)
    add(table, frieda, "Fahrdienst", first)
    Meeting.objects.filter(pk=first.pk).update(status="RUNNING", started_at=BEGIN)
    close_meeting(meeting_id=first.pk, by=frieda, at=BEGIN + timedelta(hours=2))
    assert titles(second).count("Fahrdienst") == 1
    assert titles(second).count("Eröffnung und Beschlussfähigkeit") == 1
    assert titles(second).count("Empfehlungen in Arbeit") == 1
    assert list(backlog(table)) == []


def test_tasks_taken_on_stand_on_an_agenda_that_was_planned_before(table, frieda):
    """A year plan writes the agendas in January; who took something on in May is asked in September."""
    first, second = a_meeting(table, frieda), a_meeting(table, frieda, LATER)
    assert "Stand der Aufgaben" not in titles(second)
    before = titles(second)
    Task.objects.create(committee=table, text="Fahrplan besorgen", owner="Paul", created_at=BEGIN)
    for _twice in range(2):
        Meeting.objects.filter(pk=first.pk).update(status="RUNNING", started_at=BEGIN)
        close_meeting(meeting_id=first.pk, by=frieda, at=BEGIN + timedelta(hours=2))
    asked = titles(second)
    assert [title for title in asked if title != "Stand der Aufgaben"] == before
    assert asked.index("Stand der Aufgaben") == asked.index("Protokoll der letzten Sitzung") + 1
