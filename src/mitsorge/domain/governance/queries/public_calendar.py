"""What everyone may know of meetings. Every public page and feed starts here; nothing else is let out.

A meeting is public where the rule set of its day says PUBLIC (others may come) or MINUTES_PUBLIC (others may read what
came of it), for its committee and for each one it is held with. Drafts never are, nor what was called off unannounced.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypedDict
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from mitsorge.domain.governance.models import AgendaItem, Committee, Meeting, Paper, RuleSet
from mitsorge.domain.governance.rules import ItemStatus, MeetingStatus, Publicity, Result
from mitsorge.foundation.files.rules import Visibility

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

OPEN_COMMITTEES = (Publicity.PUBLIC, Publicity.MINUTES_PUBLIC)
HELD = (MeetingStatus.MINUTES_OPEN, MeetingStatus.OBJECTION_PERIOD, MeetingStatus.APPROVED)
ANNOUNCED = Q(status__in=(MeetingStatus.INVITED, MeetingStatus.RUNNING, *HELD)) | Q(
    status=MeetingStatus.CANCELLED, invited_at__isnull=False
)
MOST = 400
"""Meetings in one list or feed."""


@dataclass(frozen=True)
class PublicMeeting:
    """A meeting as everyone may see it. No video link, no names, no reason of a cancellation."""

    uid: UUID
    committees: tuple[tuple[str, str], ...]
    """(code, name) of its committee and of those it is held with."""
    number: int
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    """Empty where others cannot come."""
    is_cancelled: bool
    may_come: bool
    has_minutes: bool
    sequence: int
    modified_at: datetime


@dataclass(frozen=True)
class PublicItem:
    """An agenda item everyone may see; what was decided only once the minutes are approved."""

    number: int
    """Its place on the whole agenda; closed items leave a gap."""
    title: str
    text: str
    decision: "Decision | None"
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True)
class Decision:
    text: str
    result: Result
    yes: int | None
    no: int | None
    abstentions: int | None
    dissent: str
    rule: str
    register_number: str
    decided_at: datetime | None
    meeting_uid: UUID
    title: str


class MayCome(TypedDict):
    """What `public_meetings` adds to a meeting."""

    may_come: bool


def public_meetings() -> "QuerySet[WithAnnotations[Meeting, MayCome]]":
    """The meetings everyone may know of, with `may_come` and the minutes to ask (2 queries)."""
    rows = Meeting.objects.annotate(day=TruncDate("starts_at")).annotate(
        is_open=Exists(_rules("committee", *OPEN_COMMITTEES)),
        may_come=Exists(_rules("committee", Publicity.PUBLIC)),
        is_closed_beside=Exists(_closed_beside()),
    )
    return (
        rows.filter(ANNOUNCED, is_open=True, is_closed_beside=False)
        .select_related("committee", "minutes")
        .prefetch_related("joint_with")
    )


def _rules(committee: str, *publicity: Publicity) -> QuerySet[RuleSet]:
    """The rule set of the outer row's committee on the day of the meeting, where it is one of these."""
    return RuleSet.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=OuterRef("day")),
        committee=OuterRef(committee),
        valid_from__lte=OuterRef("day"),
        publicity__in=publicity,
    )


def _closed_beside() -> QuerySet[Any]:
    """Committees held together with that are not open on that day."""
    links = Meeting.joint_with.through.objects
    found = links.annotate(day=TruncDate("meeting__starts_at"))
    is_open = Exists(_rules("committee", *OPEN_COMMITTEES))
    return found.filter(~is_open, meeting=OuterRef("pk"))


def coming(at: datetime, *, committee: Committee | None = None) -> list[PublicMeeting]:
    """From today on, the next first (2 queries)."""
    today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = public_meetings_of(committee).filter(starts_at__gte=today).order_by("starts_at", "pk")
    return [as_public(row) for row in rows[:MOST]]


def past(
    at: datetime, *, committee: Committee | None = None
) -> "QuerySet[WithAnnotations[Meeting, MayCome]]":
    """Held before today, the last first; show each through `as_public` (2 queries)."""
    today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = (
        public_meetings_of(committee)
        .exclude(status=MeetingStatus.CANCELLED)
        .filter(starts_at__lt=today)
    )
    return rows.order_by("-starts_at", "-pk")


def subscribed(since: datetime, *, committee: Committee | None = None) -> list[PublicMeeting]:
    """What a calendar to subscribe to holds, cancelled ones too, so that they leave calendars (2 queries)."""
    rows = public_meetings_of(committee).filter(starts_at__gte=since).order_by("starts_at", "pk")
    return [as_public(row) for row in rows[:MOST]]


def public_meetings_of(
    committee: Committee | None,
) -> "QuerySet[WithAnnotations[Meeting, MayCome]]":
    """Those a committee holds, alone or together with others; all of them for None."""
    rows = public_meetings()
    if committee is None:
        return rows
    joint = Meeting.joint_with.through.objects.filter(committee=committee).values("meeting")
    return rows.filter(Q(committee=committee) | Q(pk__in=joint))


def as_public(row: "WithAnnotations[Meeting, MayCome]") -> PublicMeeting:
    """A row of `public_meetings` (0 queries)."""
    may_come = bool(row.may_come)
    return PublicMeeting(
        uid=row.uid,
        committees=tuple((each.code, each.name) for each in [row.committee, *row.joint_with.all()]),
        number=row.number,
        title=row.title,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place if may_come else "",
        is_cancelled=row.status == MeetingStatus.CANCELLED,
        may_come=may_come,
        has_minutes=is_published(row),
        sequence=row.sequence,
        modified_at=row.modified_at,
    )


def is_published(row: Meeting) -> bool:
    """Whether the public version of the minutes is approved and says something."""
    minutes = getattr(row, "minutes", None)
    return bool(minutes and minutes.approved_at and minutes.public_text.strip())


def public_meeting(uid: UUID) -> "WithAnnotations[Meeting, MayCome] | None":
    """One meeting everyone may know of; show it through `as_public` (2 queries)."""
    return public_meetings().filter(uid=uid).first()


def public_items(row: "WithAnnotations[Meeting, MayCome]") -> tuple[list[PublicItem], bool]:
    """The agenda everyone may see with its public papers, and whether there is more that they may not (2 queries).

    Before, and until the minutes are approved: only where others may come. Afterwards wherever minutes are public.
    """
    is_approved = _is_approved(row)
    items = list(row.items.prefetch_related(_papers_of(row)).order_by("position", "pk"))
    if not (row.may_come or is_approved):
        return [], bool(items)
    shown = [
        PublicItem(
            number,
            item.title,
            item.text,
            decision_of(item) if is_approved else None,
            tuple(item.papers.all()),
        )
        for number, item in enumerate(items, 1)
        if item.is_public
    ]
    return shown, len(shown) < len(items)


def _papers_of(row: Meeting) -> "Prefetch[Any]":
    """Of each item what `public_papers` lets out of this meeting."""
    return Prefetch("papers", _open_papers(row.committee).filter(meeting=row))


def _is_approved(row: Meeting) -> bool:
    minutes = getattr(row, "minutes", None)
    return bool(minutes and minutes.approved_at)


def decision_of(item: AgendaItem) -> Decision | None:
    """What was decided on an item with its meeting; None while nothing is (0 queries)."""
    if not item.result or item.status != ItemStatus.DONE or item.meeting is None:
        return None
    return Decision(
        item.resolution_text,
        Result(item.result),
        item.yes,
        item.no,
        item.abstentions,
        item.dissent,
        item.rule_applied,
        item.register_number,
        item.decided_at,
        item.meeting.uid,
        item.title,
    )


def public_papers(*, committee: Committee, meeting: Meeting | None = None) -> list[Paper]:
    """Documents everyone may open, the newest first (2 queries).

    Nothing that lies before a closed item, nor before a meeting that is not public.
    """
    rows = _open_papers(committee)
    if meeting:
        rows = rows.filter(meeting=meeting)
    else:
        ids = list(public_meetings().filter(committee=committee).values_list("pk", flat=True))
        rows = rows.filter(Q(meeting=None) | Q(meeting__in=ids))
    return list(rows)


def _open_papers(committee: Committee) -> QuerySet[Paper]:
    """Public in themselves and before no closed item."""
    closed = Paper.items.through.objects.filter(paper=OuterRef("pk"), agendaitem__is_public=False)
    rows = Paper.objects.filter(
        is_public=True, file__visibility=Visibility.PUBLIC, committee=committee
    )
    return rows.exclude(Exists(closed)).select_related("file").order_by("-added_at", "-pk")


def last_change(meetings: Iterable[PublicMeeting]) -> datetime | None:
    """When the youngest of them changed; None without any."""
    return max((meeting.modified_at for meeting in meetings), default=None)


def day_of(meeting: PublicMeeting) -> date:
    """The day on the wall on which it begins."""
    return timezone.localtime(meeting.starts_at).date()
