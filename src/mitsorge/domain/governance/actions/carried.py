"""What stands on an agenda by itself: the template, and what an earlier meeting left open."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mitsorge.domain.governance.actions import order
from mitsorge.domain.governance.actions.agenda import FIELDS
from mitsorge.domain.governance.models import AgendaItem, Committee, Meeting
from mitsorge.domain.governance.permissions import check_may_run_committee
from mitsorge.domain.governance.queries import agenda as queries
from mitsorge.domain.governance.queries.meetings import AHEAD, last_before
from mitsorge.domain.governance.rules import Classification
from mitsorge.domain.governance.rules.agenda import (
    EDITABLE,
    FORMAL,
    PLANNED,
    Standing,
    standing_items,
)
from mitsorge.domain.governance.wording.agenda import STANDING
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account

CARRIED = (*FIELDS, "committee_id")


def fill(*, meeting: Meeting, at: datetime) -> list[AgendaItem]:
    """Writes the template of the committee's kind onto an empty agenda, inside the deed that plans."""
    committee = meeting.committee
    standing = standing_items(
        Classification(committee.classification),
        first=last_before(committee, meeting.starts_at) is None,
        tasks=queries.open_tasks(committee).exists(),
    )
    return AgendaItem.objects.bulk_create(
        AgendaItem(
            committee=committee,
            meeting=meeting,
            position=place,
            kind=PLANNED[each].kind,
            title=str(STANDING[each]),
            minutes_planned=PLANNED[each].minutes,
            modified_at=at,
        )
        for place, each in enumerate(standing, 1)
    )


def carry_over(*, meeting: Meeting, by: Account | None, at: datetime) -> list[AgendaItem]:
    """Takes adjourned items onto the agenda of the next meeting, each once, with their papers; and open tasks.

    Does nothing for a meeting that is not the next one, and nothing the second time. Inside a transaction.
    """
    if meeting.status not in EDITABLE or not queries.is_next(meeting):
        return []
    _ask_for_tasks(meeting, at)
    return [
        _carry(old, meeting, by, at)
        for old in queries.carried_over(meeting.committee, besides=meeting)
    ]


def _ask_for_tasks(meeting: Meeting, at: datetime) -> None:
    """An agenda planned before somebody took something on gets the item in its place.

    Where no item of the template opens the agenda, its first one does.
    """
    title = str(STANDING[Standing.TASKS])
    there = list(meeting.items.order_by("position", "pk").values_list("pk", "title"))
    if title in dict(there).values() or not queries.open_tasks(meeting.committee).exists():
        return
    opening = {str(STANDING[each]) for each in FORMAL}
    place = max((n for n, (_pk, words) in enumerate(there, 1) if words in opening), default=1)
    planned = PLANNED[Standing.TASKS]
    item = AgendaItem.objects.create(
        committee=meeting.committee,
        meeting=meeting,
        kind=planned.kind,
        title=title,
        minutes_planned=planned.minutes,
        modified_at=at,
    )
    order.number([*(pk for pk, _t in there[:place]), item.pk, *(pk for pk, _t in there[place:])])


@transaction.atomic
def carry_to_next(*, committee: Committee, by: Account | None, at: datetime) -> list[AgendaItem]:
    """The same after a meeting was closed, where the next one is planned already."""
    ahead = committee.meetings.filter(status__in=AHEAD, starts_at__gt=at)
    following = ahead.select_related("committee").order_by("starts_at", "pk").first()
    return carry_over(meeting=following, by=by, at=at) if following else []


def _carry(old: AgendaItem, meeting: Meeting, by: Account | None, at: datetime) -> AgendaItem:
    """The item on the new agenda: the one that waited, its namesake of the template, or a copy."""
    origin = old.carried_from if old.meeting_id is None and old.carried_from else old
    item = meeting.items.filter(kind=old.kind, title=old.title, carried_from=None).first()
    if item is not None:
        _lend(item, old, origin, at)
    elif old.meeting_id is None:
        item = old
        order.put(item, meeting)
    else:
        item = AgendaItem(
            **{name: getattr(old, name) for name in CARRIED}, carried_from=old, modified_at=at
        )
        order.put(item, meeting)
    item.papers.add(*origin.papers.all())
    journal.record(event="governance.agendaitem.carried", subject=item, by=by, at=at)
    return item


def _lend(item: AgendaItem, old: AgendaItem, origin: AgendaItem, at: datetime) -> None:
    """Nothing stands twice on an agenda: a standing item continues the one of the same name."""
    if old.meeting_id is None:
        old.delete()
    AgendaItem.objects.filter(pk=item.pk).update(carried_from=origin, modified_at=at)
    item.refresh_from_db()


@transaction.atomic
def take_over(*, meeting_id: int, by: Account | None, at: datetime) -> list[AgendaItem]:
    """The same by hand, onto an agenda that was planned before."""
    held = Meeting.objects.select_for_update(of=("self",)).select_related("committee")
    meeting = held.get(pk=meeting_id)
    check_may_run_committee(by, meeting.committee, timezone.localdate(at))
    return carry_over(meeting=meeting, by=by, at=at)
