"""Reports that are owed: which were sent, which are still to be sent."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import QuerySet

from mitsorge.domain.governance.models import Committee, DutyReport, Meeting
from mitsorge.domain.governance.queries.calendar import Due
from mitsorge.domain.governance.queries.meetings import day_of
from mitsorge.domain.governance.queries.rhythm import reports_between

REACH = timedelta(days=180)
"""A committee's page shows what is due so long before and after a day."""


def key_of(due: Due) -> tuple[int, str, date | None, date | None]:
    """What makes two reports the same: the meeting, else the day it is due."""
    report = due.report
    return (due.committee.pk, report.to, report.after, None if report.after else report.day)


def unsent(dues: Iterable[Due]) -> list[Due]:
    """Those nobody sent yet, in their order (1 query, 0 without any)."""
    wanted = list(dues)
    if not wanted:
        return []
    rows = DutyReport.objects.filter(
        withdrawn_at=None, committee__in={due.committee.pk for due in wanted}
    )
    sent = {
        (row.committee_id, row.to, row.after, None if row.after else row.due_on) for row in rows
    }
    return [due for due in wanted if key_of(due) not in sent]


def owed_by(committee: Committee, on: date) -> list[Due]:
    """What a committee still has to send around a day (the queries of `reports_between`, and 1)."""
    dues = reports_between(on - REACH, on + REACH)
    return unsent(due for due in dues if due.committee.pk == committee.pk)


def sent_by(committee: Committee) -> QuerySet[DutyReport]:
    """What a committee sent, the newest first, with who wrote it down (1 query)."""
    return DutyReport.objects.filter(committee=committee, withdrawn_at=None).select_related("by")


def sent_about(meeting: Meeting) -> QuerySet[DutyReport]:
    """Reports sent on one meeting (1 query)."""
    return sent_by(meeting.committee).filter(after=day_of(meeting))
