"""The Niederschrift: what it is made of, who may read which version."""

from datetime import date
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from mitsorge.domain.governance.models import AgendaItem, Attendee, Meeting, Minutes, Objection
from mitsorge.domain.governance.queries.live import is_guest, place_of, to_record
from mitsorge.domain.governance.rules import (
    ItemKind,
    ItemStatus,
    MeetingStatus,
    MemberRole,
    Publicity,
    Result,
    Voters,
)
from mitsorge.domain.governance.rules.minutes import Recorded, RecordedItem
from mitsorge.domain.governance.rules.presence import Place, room

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


def recorded(meeting: Meeting, voters: Voters) -> Recorded:
    """All that was recorded of a meeting (7 queries)."""
    full = to_record().get(pk=meeting.pk)
    attendees = list(full.attendees.all())
    counts = tuple((row.label, row.count) for row in full.head_counts.all())
    began = full.started_at or full.starts_at
    ended = full.closed_at or full.ends_at
    heads = sum(count for _label, count in counts) if counts else None
    came = room([_whole_evening(place_of(one)) for one in attendees], voters, ended, heads)
    return Recorded(
        name=str(full),
        title=full.title,
        began=began,
        ended=ended,
        place=full.place,
        members=came.members,
        voters=came.voters,
        chair=next((one.name for one in attendees if _led(one)), ""),
        minute_taker=full.minute_taker.name if full.minute_taker else "",
        present=tuple(_present(one) for one in attendees if one.present_from and not is_guest(one)),
        absent=tuple(one.name for one in attendees if not one.present_from and not is_guest(one)),
        guests=tuple(
            (one.name, one.organization_name)
            for one in attendees
            if is_guest(one) and one.present_from
        ),
        heads=counts,
        items=tuple(_item(item, n) for n, item in enumerate(full.items.all(), start=1)),
    )


def minutes_of(uid: UUID | str) -> Minutes | None:
    """The minutes of a meeting with meeting, committee and objections (2 queries)."""
    objections = Objection.objects.select_related("attendee")
    return (
        Minutes.objects.filter(meeting__uid=uid)
        .select_related("meeting__committee", "approved_by")
        .prefetch_related(Prefetch("objections", objections))
        .first()
    )


def published() -> QuerySet[Minutes]:
    """Minutes anyone may read: approved, with a public version (1 query). `may_be_public` decided on approval."""
    return (
        Minutes.objects.filter(approved_at__isnull=False, meeting__status=MeetingStatus.APPROVED)
        .exclude(public_text="")
        .select_related("meeting__committee")
        .order_by("-meeting__starts_at", "-pk")
    )


def may_be_public(publicity: Publicity) -> bool:
    """Whether the rules of the day let others read what came of a meeting."""
    return publicity in {Publicity.PUBLIC, Publicity.MINUTES_PUBLIC}


def waiting_for_minutes(on: date) -> QuerySet[Meeting]:
    """Meetings that are over and whose minutes are not yet sent or approved, the oldest first (1 query)."""
    open_ones = [MeetingStatus.RUNNING, MeetingStatus.MINUTES_OPEN, MeetingStatus.OBJECTION_PERIOD]
    return (
        Meeting.objects.filter(status__in=open_ones, starts_at__date__lte=on)
        .select_related("committee", "minutes")
        .order_by("starts_at", "pk")
    )


class Objected(TypedDict):
    """What `objected` adds to a meeting."""

    unanswered: int


def objected() -> "QuerySet[WithAnnotations[Meeting, Objected]]":
    """Meetings whose sent minutes somebody objects to without an answer yet, how many as `unanswered` (1 query)."""
    silent = Q(minutes__objections__answered_at=None, minutes__objections__isnull=False)
    return (
        Meeting.objects.filter(status=MeetingStatus.OBJECTION_PERIOD)
        .annotate(unanswered=Count("minutes__objections", filter=silent))
        .filter(unanswered__gt=0)
        .select_related("committee", "minutes")
        .order_by("starts_at", "pk")
    )


def _whole_evening(place: Place) -> Place:
    """Who was there at any time counts as having been there."""
    return Place(place.votes, place.organization, place.leads, place.present_from, None)


def _led(attendee: Attendee) -> bool:
    return attendee.role == MemberRole.CHAIR and attendee.present_from is not None


def _present(attendee: Attendee) -> tuple[str, str, str]:
    deputy = attendee.deputy_name if attendee.by_deputy else ""
    return attendee.name, attendee.organization_name, deputy


def _item(item: AgendaItem, position: int) -> RecordedItem:
    return RecordedItem(
        position=position,
        kind=ItemKind(item.kind),
        title=item.title,
        is_public=item.is_public,
        status=ItemStatus(item.status),
        notes=item.notes,
        resolution_text=item.resolution_text,
        result=Result(item.result),
        yes=item.yes,
        no=item.no,
        abstentions=item.abstentions,
        dissent=item.dissent,
        rule_applied=item.rule_applied,
        register_number=item.register_number,
        tasks=tuple((task.text, task.owner, task.due_on) for task in item.tasks.all()),
    )


def participant(uid: str) -> Attendee | None:
    """Whose minutes a link opens, with the meeting (1 query); never a guest."""
    seats = Attendee.objects.exclude(role=MemberRole.GUEST)
    return seats.select_related("meeting__committee").filter(uid=uid).first()
