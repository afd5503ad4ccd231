"""What the minute-taker sees: who is in the room, what was written down, what is left to do."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from mitsorge.domain.governance.models import AgendaItem, Attendee, HeadCount, Meeting, Task
from mitsorge.domain.governance.queries import rule_sets, seats
from mitsorge.domain.governance.rules import MemberRole, procedure
from mitsorge.domain.governance.rules.presence import LEADING, Place, Room, room
from mitsorge.domain.governance.rules.procedure import Rules


@dataclass(frozen=True)
class Presence:
    """The room at one moment under the rules valid on the day of the meeting.

    `needed`: voters that must be there; `heads`: everyone who is, with or without a vote.
    """

    room: Room
    heads: int
    needed: int
    is_quorate: bool
    rules: Rules
    valid_from: date | None


def presence(meeting: Meeting, at: datetime) -> Presence:
    """Who is in the room at `at`, and whether that is enough to decide (3 queries)."""
    rule_set = rule_sets.rules_on(meeting.committee, timezone.localdate(meeting.starts_at))
    return presence_of(
        list(meeting.attendees.all()), list(meeting.head_counts.all()), rule_sets.as_rules(rule_set),
        rule_set.valid_from if rule_set else None, at,
    )  # fmt: skip


def presence_of(
    attendees: list[Attendee],
    counts: list[HeadCount],
    rules: Rules,
    valid_from: date | None,
    at: datetime,
) -> Presence:
    """The same from rows that are already read (0 queries)."""
    counted = sum(row.count for row in counts) if counts else None
    now = room([place_of(attendee) for attendee in attendees], rules.voters, at, counted)
    heads = counted if counted is not None else sum(is_present(one, at) for one in attendees)
    quorate = procedure.is_quorate(
        present=now.voters, members=now.members, chair_present=now.chair_present, rules=rules
    )
    needed = procedure.quorum_needed(now.members, rules)
    return Presence(now, heads, needed, quorate, rules, valid_from)


def place_of(attendee: Attendee) -> Place:
    """A chair who sends a deputy does not lead."""
    return Place(
        votes=attendee.votes,
        organization=str(attendee.organization_id or attendee.organization_name),
        leads=attendee.role in LEADING and not attendee.by_deputy,
        present_from=attendee.present_from,
        present_to=attendee.present_to,
    )


def is_present(attendee: Attendee, at: datetime) -> bool:
    since, until = attendee.present_from, attendee.present_to
    return since is not None and since <= at and (until is None or at < until)


def standing_deputies(attendee: Attendee, meeting: Meeting) -> list[str]:
    """The names of those who may stand in for a seat on the day of the meeting (queries of `seats_on`)."""
    if attendee.person_id is None and attendee.organization_id is None:
        return []
    on = timezone.localdate(meeting.starts_at)
    key = (attendee.person_id, attendee.organization_id)
    return [
        deputy.name
        for seat in seats.seats_on(meeting.committee, on)
        if (seat.person_id, seat.organization_id) == key
        for deputy in seat.deputies
    ]


def to_record() -> QuerySet[Meeting]:
    """Meetings with all that the live view shows: committee, items with tasks and papers, seats, counts (7 queries)."""
    items = AgendaItem.objects.order_by("position", "pk").prefetch_related(
        Prefetch("tasks", Task.objects.order_by("pk")), "papers__file"
    )
    return Meeting.objects.select_related("committee", "minute_taker").prefetch_related(
        Prefetch("items", items),
        Prefetch("attendees", Attendee.objects.order_by("-votes", "name", "pk")),
        "head_counts",
    )


def open_tasks_before(meeting: Meeting) -> QuerySet[Task]:
    """What earlier meetings of the committee left to do, or what was done since this one began (1 query)."""
    elsewhere = Task.objects.filter(committee=meeting.committee).exclude(item__meeting=meeting)
    fresh = Q(done_at=None) | Q(done_at__gte=meeting.started_at or meeting.starts_at)
    return elsewhere.filter(fresh, created_at__lt=meeting.started_at or meeting.starts_at).order_by(
        "due_on", "pk"
    )


def is_guest(attendee: Attendee) -> bool:
    return attendee.role == MemberRole.GUEST
