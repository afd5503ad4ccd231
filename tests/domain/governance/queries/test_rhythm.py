"""The desk asks less than the plan and hears the same."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mitsorge.domain.governance.queries.calendar import year_of
from mitsorge.domain.governance.queries.rhythm import reports_between, silent_on
from mitsorge.domain.governance.rules import MeetingStatus
from tests.domain.governance.calendar_factories import committee, meeting, rules

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 10)
BERLIN = ZoneInfo("Europe/Berlin")


def at(day: date, hour: int = 14) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=BERLIN)


def tables(n: int) -> list:
    found = [committee(f"tisch-{k}", active_from=date(2019, 1, 1)) for k in range(n)]
    for one in found:
        rules(one, meetings_per_year=4, report_months=6, report_to="Landesamt", report_day="01-03")
    return found


def every_kind() -> list:
    """Long silent, held lately, planned, cancelled lately, met last with another one, ended, without a rhythm."""
    found = tables(6)
    for one in found:
        meeting(one, at(date(2025, 3, 31)), status=MeetingStatus.APPROVED)
        meeting(one, at(date(2026, 6, 30)), status=MeetingStatus.APPROVED)
    meeting(found[1], at(date(2026, 11, 3)), status=MeetingStatus.MINUTES_OPEN)
    meeting(found[2], at(TODAY + timedelta(days=20)), status=MeetingStatus.DRAFT)
    meeting(found[3], at(date(2026, 11, 3)), status=MeetingStatus.CANCELLED, cancelled_why="krank")
    joint = meeting(found[1], at(date(2026, 7, 8), 0), status=MeetingStatus.APPROVED)
    joint.joint_with.add(found[4])
    found[5].active_to = date(2026, 12, 1)
    found[5].save()
    rules(committee("frei"))
    return found


def test_silence_is_what_the_plan_says():
    found = every_kind()
    silent = silent_on(TODAY)
    assert silent == year_of(2026, on=TODAY).silent(TODAY)
    assert [(one.committee, one.silence.last) for one in silent] == [
        (found[0], date(2026, 6, 30)),
        (found[3], date(2026, 6, 30)),
        (found[4], date(2026, 7, 8)),
    ]


def test_reports_of_december_and_january_are_what_the_plan_says():
    every_kind()
    last = date(2027, 1, 8)
    planned = [*year_of(2026, on=TODAY).reports_due(), *year_of(2027, on=TODAY).reports_due()]
    found = reports_between(TODAY, last)
    assert found == [due for due in planned if TODAY <= due.report.day <= last]
    assert {(due.committee.code, due.report.day, due.report.after) for due in found} == {
        *((f"tisch-{n}", date(2026, 12, 30), date(2026, 6, 30)) for n in range(6)),
        *((f"tisch-{n}", date(2027, 1, 3), None) for n in range(5)),
        *((f"tisch-{n}", date(2027, 1, 8), date(2026, 7, 8)) for n in (1, 4)),
    }


@pytest.mark.parametrize("n", [1, 3])
def test_three_queries_each(n, django_assert_num_queries):
    for one in tables(n):
        meeting(one, at(date(2026, 6, 30)), status=MeetingStatus.APPROVED)
    with django_assert_num_queries(3):
        assert len(silent_on(TODAY)) == n
    with django_assert_num_queries(3):
        assert len(reports_between(TODAY, date(2026, 12, 31))) == n


def test_without_a_rule_nobody_reads_meetings(django_assert_num_queries):
    committee()
    with django_assert_num_queries(2):
        assert reports_between(TODAY, date(2026, 12, 31)) == []
