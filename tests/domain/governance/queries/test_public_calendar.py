"""What everyone may know of meetings: by the rules of the day, and nothing else."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mitsorge.domain.governance.models import Paper
from mitsorge.domain.governance.queries import public_calendar
from mitsorge.domain.governance.rules import MeetingStatus, Result
from mitsorge.foundation.files.models import File
from tests.cast import NOW
from tests.domain.governance.calendar_factories import committee, item, meeting, minutes, rules

pytestmark = pytest.mark.django_db
BEFORE = NOW - timedelta(days=60)

SEEN = [
    ("public, invited", "PUBLIC", MeetingStatus.INVITED, True),
    ("public, running", "PUBLIC", MeetingStatus.RUNNING, True),
    ("public, minutes open", "PUBLIC", MeetingStatus.MINUTES_OPEN, True),
    ("public, approved", "PUBLIC", MeetingStatus.APPROVED, True),
    ("public, a draft", "PUBLIC", MeetingStatus.DRAFT, False),
    ("public, called off as a draft", "PUBLIC", MeetingStatus.CANCELLED, False),
    ("minutes public", "MINUTES_PUBLIC", MeetingStatus.INVITED, True),
    ("members only", "MEMBERS", MeetingStatus.INVITED, False),
    ("members only, approved", "MEMBERS", MeetingStatus.APPROVED, False),
    ("no rules", "", MeetingStatus.INVITED, False),
]


@pytest.mark.parametrize(
    ("case", "publicity", "status", "seen"), SEEN, ids=[row[0] for row in SEEN]
)
def test_which_meetings_are_public(case, publicity, status, seen):
    meeting(committee(publicity=publicity), status=status)
    assert public_calendar.public_meetings().exists() is seen


def test_a_meeting_called_off_after_the_invitation_stays_to_be_seen():
    meeting(committee(publicity="PUBLIC"), status=MeetingStatus.CANCELLED, invited_at=NOW)
    (found,) = public_calendar.coming(NOW)
    assert found.is_cancelled


def test_the_rules_of_the_day_count():
    """From 1 December on the committee is closed: 23:30 of 30 November on the wall is still open."""
    ours = committee()
    rules(ours, publicity="PUBLIC", valid_to=date(2026, 12, 1))
    rules(ours, publicity="MEMBERS", valid_from=date(2026, 12, 1))
    meeting(ours, datetime(2026, 11, 30, 22, 30, tzinfo=UTC))
    meeting(ours, datetime(2026, 11, 30, 23, 30, tzinfo=UTC))
    assert [row.number for row in public_calendar.public_meetings()] == [1]


def test_a_joint_meeting_is_as_closed_as_the_more_closed_one():
    held = meeting(committee(publicity="PUBLIC"))
    held.joint_with.add(committee("offen", publicity="MINUTES_PUBLIC"))
    assert public_calendar.public_meetings().count() == 1
    held.joint_with.add(committee("zu", publicity="MEMBERS"))
    assert public_calendar.public_meetings().count() == 0


def test_the_place_only_where_others_may_come():
    meeting(committee(publicity="PUBLIC"), place="Rathaus", online_url="https://video.example/x")
    meeting(committee("zu", publicity="MINUTES_PUBLIC"), place="Sozialamt")
    assert [each.place for each in public_calendar.coming(NOW)] == ["Rathaus", ""]


def agenda(publicity: str, *, approved: bool):
    held = meeting(committee(publicity=publicity), BEFORE, status=MeetingStatus.APPROVED)
    item(held, "Begrüßung")
    item(held, "Personalfrage", is_public=False)
    item(
        held, "Kurzzeitpflege", status="DONE", result="ADOPTED", decided_at=BEFORE, yes=9, no=1,
        resolution_text="Wir empfehlen zehn Plätze.",
    )  # fmt: skip
    minutes(held, "öffentlich", approved=approved)
    return public_calendar.public_items(public_calendar.public_meeting(held.uid))


def test_agenda_of_an_open_meeting_before_approval():
    items, has_more = agenda("PUBLIC", approved=False)
    assert [(each.number, each.title, each.decision) for each in items] == [
        (1, "Begrüßung", None), (3, "Kurzzeitpflege", None),
    ]  # fmt: skip
    assert has_more


def test_decisions_come_with_the_approved_minutes():
    items, _has_more = agenda("MINUTES_PUBLIC", approved=True)
    assert [each.decision and (each.decision.text, each.decision.result) for each in items] == [
        None, ("Wir empfehlen zehn Plätze.", Result.ADOPTED),
    ]  # fmt: skip


def test_where_only_minutes_are_public_the_agenda_is_not_before():
    assert agenda("MINUTES_PUBLIC", approved=False) == ([], True)


def test_minutes_are_offered_once_approved_and_written():
    ours = committee(publicity="PUBLIC")
    for text, approved in (("Text", True), ("", True), ("Text", False)):
        minutes(meeting(ours, BEFORE, status=MeetingStatus.APPROVED), text, approved=approved)
    found = [public_calendar.as_public(row) for row in public_calendar.past(NOW)]
    assert sorted(each.number for each in found if each.has_minutes) == [1]


def paper(of, name: str, *, visibility: str = "PUBLIC", is_public: bool = True, **more) -> Paper:
    file = File.objects.create(
        kind="PDF", name=name, size=1, sha256="0" * 64, stored_as=name, visibility=visibility,
        uploaded_at=NOW,
    )  # fmt: skip
    return Paper.objects.create(
        committee=of, name=name, file=file, is_public=is_public, added_at=NOW, **more
    )


def test_documents_everyone_may_open():
    ours = committee(publicity="PUBLIC")
    held, draft = meeting(ours), meeting(ours, status=MeetingStatus.DRAFT)
    paper(ours, "intern", is_public=False)
    paper(ours, "im Büro", visibility="OFFICE")
    paper(ours, "Entwurf", meeting=draft)
    paper(ours, "offen")
    paper(ours, "zur Sitzung", meeting=held)
    paper(ours, "zum geschlossenen TOP", meeting=held).items.add(item(held, "x", is_public=False))
    found = public_calendar.public_papers(committee=ours)
    assert sorted(each.name for each in found) == ["offen", "zur Sitzung"]
    row = public_calendar.public_meeting(held.uid)
    assert [each.name for each in public_calendar.public_papers(committee=ours, meeting=row)] == [
        "zur Sitzung"
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_under_an_item_lie_only_its_papers_that_everyone_may_open(count, django_assert_num_queries):
    ours = committee(publicity="PUBLIC")
    held = meeting(ours)
    tops = [item(held, f"Punkt {n}") for n in range(count)]
    closed = item(held, "zu", is_public=False)
    for n, top in enumerate(tops):
        paper(ours, f"offen {n}", meeting=held).items.add(top)
        paper(ours, f"intern {n}", meeting=held, is_public=False).items.add(top)
        paper(ours, f"im Büro {n}", meeting=held, visibility="OFFICE").items.add(top)
        paper(ours, f"auch zu Geschlossenem {n}", meeting=held).items.add(top, closed)
        paper(ours, f"abgenommen {n}").items.add(top)
    row = public_calendar.public_meeting(held.uid)
    with django_assert_num_queries(2):
        items, _has_more = public_calendar.public_items(row)
        names = [[one.name for one in each.papers] for each in items]
    assert names == [[f"offen {n}"] for n in range(count)]


@pytest.mark.parametrize("count", [1, 3])
def test_coming_meetings_cost_two_queries(count, django_assert_num_queries):
    ours, other = committee(publicity="PUBLIC"), committee("zwei", publicity="PUBLIC")
    for n in range(count):
        meeting(ours, NOW + timedelta(days=n)).joint_with.add(other)
    with django_assert_num_queries(2):
        assert len(public_calendar.coming(NOW)) == count
    with django_assert_num_queries(2):
        assert len(public_calendar.coming(NOW, committee=other)) == count
