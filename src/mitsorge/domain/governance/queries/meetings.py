"""Meetings as the office, the letters and the links see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.models import Attendee, Committee, Meeting, RuleSet
from mitsorge.domain.governance.queries import rule_sets, seats
from mitsorge.domain.governance.rules import InvitationForm, MeetingStatus, MemberRole, Reply
from mitsorge.domain.governance.rules.composition import Seat, runs
from mitsorge.domain.governance.rules.procedure import Rules, latest_dispatch
from mitsorge.foundation.people.models import Account, ContactChannel
from mitsorge.foundation.people.rules import ChannelKind

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

AHEAD = (MeetingStatus.DRAFT, MeetingStatus.INVITED)


def day_of(meeting: Meeting) -> date:
    """The day a meeting is held: the local day on which it begins, also where it ends after midnight."""
    return timezone.localdate(meeting.starts_at)


def meetings() -> QuerySet[Meeting]:
    """All meetings with their committees, the newest first (2 queries)."""
    return Meeting.objects.select_related("committee").prefetch_related("joint_with")


def meeting_by_uid(uid: UUID) -> Meeting | None:
    """One meeting with its committees (2 queries)."""
    return meetings().filter(uid=uid).first()


def of_committee(committee: Committee) -> QuerySet[Meeting]:
    """The meetings of a committee, its own and joint ones, with `invited` and `answered` seats (2 queries)."""
    own = Meeting.objects.filter(committee=committee).values("pk")
    joint = Meeting.objects.filter(joint_with=committee).values("pk")
    answered = Count("attendees", filter=~Q(attendees__reply=Reply.NONE))
    return (
        meetings()
        .filter(Q(pk__in=own) | Q(pk__in=joint))
        .annotate(invited=Count("attendees"), answered=answered)
    )


def upcoming(at: datetime) -> QuerySet[Meeting]:
    """Drafts and invited meetings that have not begun, the next first (2 queries)."""
    return meetings().filter(status__in=AHEAD, starts_at__gt=at).order_by("starts_at", "pk")


def last_before(committee: Committee, before: datetime) -> Meeting | None:
    """The last meeting of a committee that was held, or will be, before a moment (1 query)."""
    held = committee.meetings.exclude(status=MeetingStatus.CANCELLED)
    return held.filter(starts_at__lt=before).order_by("-starts_at", "-pk").first()


def committees_of(meeting: Meeting) -> list[Committee]:
    """The leading committee first, then those that meet with it (0 queries if prefetched, else 1)."""
    return [meeting.committee, *meeting.joint_with.all()]


def seats_of(meeting: Meeting) -> list[Seat]:
    """Who is to be invited: the seats of all committees on the day of the meeting, each once.

    Who sits in two of them has one seat there, with a vote if one of them gives one
    (the queries of `seats_on` per committee).
    """
    found: dict[tuple[int | None, int | None, str], Seat] = {}
    for committee in committees_of(meeting):
        for seat in seats.seats_on(committee, day_of(meeting)):
            key = _key(seat)
            if key not in found or (seat.votes and not found[key].votes):
                found[key] = seat
    return list(found.values())


def _key(seat: Seat) -> tuple[int | None, int | None, str]:
    known = seat.person_id or seat.organization_id
    return (seat.person_id, seat.organization_id, "" if known else seat.name)


def seat_key(attendee: Attendee) -> tuple[int | None, int | None, str]:
    """The same key for a row of those invited, so that a second invitation finds them."""
    known = attendee.person_id or attendee.organization_id
    return (attendee.person_id, attendee.organization_id, "" if known else attendee.name)


def seat_keys(found: Iterable[Seat]) -> dict[tuple[int | None, int | None, str], Seat]:
    return {_key(seat): seat for seat in found}


@dataclass(frozen=True)
class Notice:
    """Whether a meeting is, or was, called in time. Derived: the rules valid on its day count, also if they changed.

    `latest`: the last day an invitation is in time; `late_by`: days too late, 0 where in time or not yet sent.
    """

    latest: date
    days: int
    source: str
    form: InvitationForm
    sent: date | None
    late_by: int

    @property
    def is_late(self) -> bool:
        return self.late_by > 0


def notice(meeting: Meeting, *, on: date) -> Notice:
    """The notice of a meeting; while it is a draft, as if it were sent `on` that day (1 query)."""
    return notices([meeting], on=on)[meeting.pk]


def notices(found: Iterable[Meeting], *, on: date) -> dict[int, Notice]:
    """The same for several meetings with their committees loaded, by id (1 query).

    Of several committees the one that asks for the longest period counts.
    """
    wanted = list(found)
    committees = {each.pk for meeting in wanted for each in committees_of(meeting)}
    known: dict[int, list[RuleSet]] = {pk: [] for pk in committees}
    for rule_set in RuleSet.objects.filter(committee__in=committees).order_by("-valid_from"):
        known[rule_set.committee_id].append(rule_set)
    return {meeting.pk: _notice(meeting, known, on) for meeting in wanted}


def _notice(meeting: Meeting, known: dict[int, list[RuleSet]], on: date) -> Notice:
    day = day_of(meeting)
    rules = [_rules_on(known[each.pk], day) for each in committees_of(meeting)]
    strict = max(rules, key=lambda each: each.invitation_days)
    latest = latest_dispatch(day, strict)
    sent = timezone.localdate(meeting.invited_at) if meeting.invited_at else None
    late = max((sent or on) - latest, timedelta(0)).days
    return Notice(latest, strict.invitation_days, strict.source, strict.invitation_form, sent, late)


def _rules_on(versions: Iterable[RuleSet], day: date) -> Rules:
    valid = (each for each in versions if runs(each.valid_from, each.valid_to, day))
    return rule_sets.as_rules(next(valid, None))


def attendees_of(meeting: Meeting) -> list[Attendee]:
    """Those invited, voting members first (1 query)."""
    return list(meeting.attendees.order_by("-votes", "organization_name", "name", "pk"))


def addresses_of(attendees: Iterable[Attendee]) -> dict[int, str]:
    """{attendee id: mail address}: of the account, else a mail channel of the person, else of the organization.

    Who has none is missing (3 queries).
    """
    rows = list(attendees)
    accounts, channels = addresses_of_people(row.person_id for row in rows)
    wanted = {row.organization_id for row in rows if row.organization_id}
    houses = dict(Organization.objects.filter(pk__in=wanted).values_list("pk", "email"))
    found = {
        row.pk: accounts.get(row.person_id or 0)
        or channels.get(row.person_id or 0)
        or houses.get(row.organization_id or 0, "")
        for row in rows
    }
    return {pk: address for pk, address in found.items() if address}


def addresses_of_people(people: Iterable[int | None]) -> tuple[dict[int, str], dict[int, str]]:
    """By person: addresses of active accounts, and of running mail channels (2 queries)."""
    ids = {pk for pk in people if pk}
    accounts = Account.objects.filter(person_id__in=ids, is_active=True)
    channels = ContactChannel.objects.filter(
        person_id__in=ids, kind=ChannelKind.EMAIL, ended=None
    ).order_by("-pk")
    return (
        {pk: email for pk, email in accounts.values_list("person_id", "email") if pk},
        dict(channels.values_list("person_id", "address")),
    )


def attendee_by_uid(uid: UUID) -> Attendee | None:
    """One seat with its meeting and committees, as its link shows it (2 queries)."""
    rows = Attendee.objects.select_related("meeting__committee", "organization")
    return rows.prefetch_related("meeting__joint_with").filter(uid=uid).first()


def deputies_of(attendee: Attendee) -> tuple[str, ...]:
    """The names that may stand in for this seat on the day of the meeting (the queries of `seats_on`)."""
    seat = seat_keys(seats_of(attendee.meeting)).get(seat_key(attendee))
    return tuple(deputy.name for deputy in seat.deputies) if seat else ()


def may_send_deputy(attendee: Attendee) -> bool:
    """Whether an answer "I send somebody else" can be taken (0 queries for an organization's seat)."""
    return attendee.organization_id is not None or bool(deputies_of(attendee))


def replies_of(attendees: Iterable[Attendee]) -> dict[Reply, int]:
    """How many answered what; guests are not asked and not counted (0 queries)."""
    counted = dict.fromkeys(Reply, 0)
    for attendee in attendees:
        if attendee.role != MemberRole.GUEST:
            counted[Reply(attendee.reply)] += 1
    return counted


class Waited(TypedDict):
    """What `to_remind` adds to a meeting."""

    silent: list[Attendee]
    invited: int


def to_remind(at: datetime) -> "QuerySet[WithAnnotations[Meeting, Waited]]":
    """Invited meetings ahead in which somebody has not answered, with those seats as `silent`, `invited` ones counted
    (3 queries).
    """
    silent = Attendee.objects.filter(reply=Reply.NONE).order_by("pk")
    return (
        meetings()
        .filter(status=MeetingStatus.INVITED, starts_at__gt=at, attendees__reply=Reply.NONE)
        .annotate(invited=Count("attendees__meeting__attendees", distinct=True))
        .order_by("starts_at", "pk")
        .prefetch_related(Prefetch("attendees", silent, to_attr="silent"))
    )


def drafts_ahead(at: datetime, within: timedelta) -> QuerySet[Meeting]:
    """Drafts that begin within a time, the next first (2 queries)."""
    return upcoming(at).filter(status=MeetingStatus.DRAFT, starts_at__lte=at + within)
