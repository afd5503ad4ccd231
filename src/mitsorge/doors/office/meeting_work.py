"""What meetings put on the desk: invitations that are due, silence, tasks that are due."""

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.governance.models import Committee, Meeting, Task
from mitsorge.domain.governance.queries import meetings as queries
from mitsorge.domain.governance.queries.agenda import overdue_tasks
from mitsorge.face.templatetags.face import long_date
from mitsorge.face.work import Committees, WorkItem, needs_who_runs, urgency_of
from mitsorge.foundation.people.rules import Role

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

AHEAD = timedelta(days=120)
SOON = timedelta(days=14)
NEAR = timedelta(days=10)
MOST = 50
Row = TypeVar("Row", bound=Model)


def among(rows: QuerySet[Row], committees: Committees) -> QuerySet[Row]:
    """Only what belongs to these committees; all of it for None."""
    return rows if committees is None else rows.filter(committee__in=committees)


@needs_who_runs(Role.COORDINATION)
def invitations_due(on: date, committees: Committees = None) -> list[WorkItem]:
    """Drafts whose latest dispatch is within two weeks or past (3 queries)."""
    drafts = among(queries.drafts_ahead(timezone.now(), AHEAD), committees)
    found = list(drafts[:MOST])
    known = queries.notices(found, on=on)
    return [
        _invite(meeting, known[meeting.pk], on)
        for meeting in found
        if known[meeting.pk].latest <= on + SOON
    ]


def _invite(meeting: Meeting, notice: queries.Notice, on: date) -> WorkItem:
    why = _("Sitzung am %(day)s. Spätester Versand am %(latest)s (%(source)s).") % {
        "day": long_date(queries.day_of(meeting)),
        "latest": long_date(notice.latest),
        "source": notice.source,
    }
    return WorkItem(
        title=_("Einladen: %(meeting)s") % {"meeting": meeting},
        why=why,
        address=reverse("office:meeting", args=[meeting.uid]),
        button=_("Vorbereiten"),
        due=notice.latest,
        urgency=urgency_of(notice.latest, on),
    )


@needs_who_runs(Role.COORDINATION)
def silence(on: date, committees: Committees = None) -> list[WorkItem]:
    """Meetings within ten days to which most have not answered (3 queries)."""
    now = timezone.now()
    near = among(queries.to_remind(now).filter(starts_at__lte=now + NEAR), committees)
    return [_silent(meeting, on) for meeting in near[:MOST] if _most_silent(meeting)]


def _most_silent(meeting: "WithAnnotations[Meeting, queries.Waited]") -> bool:
    return 2 * len(meeting.silent) >= meeting.invited


def _silent(meeting: "WithAnnotations[Meeting, queries.Waited]", on: date) -> WorkItem:
    n = len(meeting.silent)
    title = ngettext(
        "%(n)s Antwort fehlt: %(meeting)s", "%(n)s Antworten fehlen: %(meeting)s", n
    ) % {"n": n, "meeting": meeting}
    day = queries.day_of(meeting)
    return WorkItem(
        title=title,
        why=_("Sitzung am %(day)s. Sie können erinnern.") % {"day": long_date(day)},
        address=reverse("office:meeting", args=[meeting.uid]) + "#teilnahme",
        button=_("Ansehen"),
        due=day,
        urgency=urgency_of(day, on),
    )


@needs_who_runs(Role.COORDINATION)
def tasks_due(on: date, committees: Committees = None) -> list[WorkItem]:
    """Open tasks whose day comes within a week or is past, one row per committee (1 query)."""
    found = among(overdue_tasks(on + timedelta(days=7)), committees)
    due = sorted(found, key=lambda task: task.committee_id)
    grouped = groupby(due, key=lambda task: task.committee)
    return [_tasks(committee, list(tasks), on) for committee, tasks in grouped]


def _tasks(committee: Committee, tasks: list[Task], on: date) -> WorkItem:
    n, first = len(tasks), min(tasks, key=lambda task: task.due_on or on)
    title = ngettext(
        "%(n)s Aufgabe fällig: %(committee)s", "%(n)s Aufgaben fällig: %(committee)s", n
    ) % {"n": n, "committee": committee}
    return WorkItem(
        title=title,
        why=f"{first.text} ({first.owner})",
        address=reverse("office:meetings", args=[committee.code]) + "#aufgaben",
        button=_("Ansehen"),
        due=first.due_on,
        urgency=urgency_of(first.due_on, on),
    )
