"""Which decisions anyone may read."""

from datetime import timedelta

import pytest

from mitsorge.domain.governance.models import AgendaItem, Committee
from mitsorge.domain.governance.queries import public_decisions, register
from mitsorge.domain.governance.rules import MeetingStatus
from tests.cast import NOW
from tests.domain.governance.calendar_factories import committee, item, meeting, minutes

pytestmark = pytest.mark.django_db


def decided(of: Committee, title: str, *, approved: bool = True, **more) -> AgendaItem:
    """A decision of a meeting of its own, with minutes."""
    held = meeting(of, NOW - timedelta(days=40), status=MeetingStatus.APPROVED)
    minutes(held, "Text", approved=approved)
    values = {"result": "ADOPTED", "decided_at": held.starts_at, "status": "DONE"} | more
    return item(held, title, **values)


def titles() -> list[str]:
    return sorted(row.title for row in public_decisions.decided())


@pytest.mark.parametrize(
    ("publicity", "more", "is_there"),
    [
        ("PUBLIC", {}, True),
        ("MINUTES_PUBLIC", {}, True),
        ("MEMBERS", {}, False),
        ("", {}, False),
        ("PUBLIC", {"approved": False}, False),
        ("PUBLIC", {"is_public": False}, False),
        ("PUBLIC", {"status": "OPEN"}, False),
        ("PUBLIC", {"result": "", "decided_at": None}, False),
    ],
)
def test_open_items_of_approved_minutes_of_public_meetings(publicity, more, is_there):
    decided(committee(publicity=publicity), "Nachtpflege", **more)
    assert titles() == (["Nachtpflege"] if is_there else [])


def test_a_closed_committee_beside_closes_it():
    row = decided(committee(publicity="PUBLIC"), "Nachtpflege")
    row.meeting.joint_with.add(committee("zu", publicity="MEMBERS"))
    assert titles() == []


def test_the_rules_of_the_day_of_the_meeting_count():
    ours = committee(publicity="PUBLIC")
    ours.rule_sets.update(valid_from=NOW.date())
    decided(ours, "Nachtpflege")
    assert titles() == []


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_offered_costs_one_query_each(count, django_assert_num_queries):
    for n in range(count):
        ours = committee(f"g{n}", publicity="PUBLIC", name=f"Gremium {n}")
        decided(ours, "Nachtpflege")
        decided(
            committee(f"zu{n}", publicity="MEMBERS"), "Intern", decided_at=NOW.replace(year=1999)
        )
    with django_assert_num_queries(1):
        assert public_decisions.deciding_committees() == [
            (f"g{n}", f"Gremium {n}") for n in range(count)
        ]
    with django_assert_num_queries(1):
        assert register.years(public_decisions.decided()) == [(NOW - timedelta(days=40)).year]
    with django_assert_num_queries(1):
        assert [each.title for each in public_decisions.latest(ours, most=5)] == ["Nachtpflege"]
