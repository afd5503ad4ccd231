"""Agendas, the backlog, what comes back by itself."""

from datetime import date

from django.db.models import Q, QuerySet

from mitsorge.domain.governance.models import AgendaItem, Committee, Meeting, Paper, Task
from mitsorge.domain.governance.queries.meetings import AHEAD
from mitsorge.domain.governance.rules import ItemStatus, MeetingStatus
from mitsorge.domain.governance.rules.agenda import TOPICS


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """The items in their order with their papers and where they came from (2 queries)."""
    items = meeting.items.select_related("carried_from__meeting").prefetch_related("papers__file")
    return list(items.order_by("position", "pk"))


def backlog(committee: Committee) -> QuerySet[AgendaItem]:
    """What waits for a meeting, the oldest first (1 query)."""
    waiting = AgendaItem.objects.filter(committee=committee, meeting=None, status=ItemStatus.OPEN)
    return waiting.order_by("position", "pk")


def carried_over(committee: Committee, *, besides: Meeting | None = None) -> QuerySet[AgendaItem]:
    """What a next meeting takes over, each once: what was adjourned (its successor waits in the backlog, or was taken
    off an agenda again), and topics of cancelled meetings (1 query).
    """
    waiting = Q(meeting=None, status=ItemStatus.OPEN, carried_from__isnull=False)
    adjourned = Q(status=ItemStatus.ADJOURNED)
    lost = Q(meeting__status=MeetingStatus.CANCELLED, status=ItemStatus.OPEN, kind__in=TOPICS)
    found = AgendaItem.objects.filter(waiting | adjourned | lost, committee=committee)
    if besides is not None:
        found = found.exclude(meeting=besides).exclude(meeting__starts_at__gt=besides.starts_at)
    return found.filter(carried_to=None).order_by("meeting__starts_at", "position", "pk")


def is_next(meeting: Meeting) -> bool:
    """Whether no other meeting of the committee comes before this one: only the next takes over (1 query)."""
    earlier = Meeting.objects.filter(
        committee=meeting.committee_id, status__in=AHEAD, starts_at__lt=meeting.starts_at
    )
    return not earlier.exclude(pk=meeting.pk).exists()


def open_tasks(committee: Committee) -> QuerySet[Task]:
    """What somebody took on and has not done, the most urgent first (1 query)."""
    tasks = Task.objects.filter(committee=committee, done_at=None)
    return tasks.order_by("due_on", "pk")


def overdue_tasks(on: date) -> QuerySet[Task]:
    """Open tasks of all committees whose day has come (1 query)."""
    due = Task.objects.filter(done_at=None, due_on__lte=on)
    return due.select_related("committee").order_by("due_on", "pk")


def papers_of(meeting: Meeting) -> QuerySet[Paper]:
    """What lies before a meeting, oldest first, with its file (1 query)."""
    return meeting.papers.select_related("file").order_by("added_at", "pk")
