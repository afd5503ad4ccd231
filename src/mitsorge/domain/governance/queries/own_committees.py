"""The committees somebody sits in, alone or for her organization, with what lies ahead there and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.models import (
    AgendaItem,
    Attendee,
    Committee,
    Meeting,
    Minutes,
    Paper,
)
from mitsorge.domain.governance.permissions import run_by
from mitsorge.domain.governance.queries.meetings import committees_of
from mitsorge.domain.governance.queries.seats import Seat, seats_of
from mitsorge.domain.governance.rules import ItemStatus, MeetingStatus, Reply
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.queries import organizations_of

LOOK_BACK = timedelta(days=730)
SHOWN = 3
"""So many minutes and papers of each committee."""


@dataclass(frozen=True)
class OwnReply:
    """One's own seat at a meeting; `is_open`: an answer still counts."""

    row: Attendee
    is_open: bool
    may_send_deputy: bool

    @property
    def is_missing(self) -> bool:
        return self.is_open and self.row.reply == Reply.NONE


@dataclass(frozen=True)
class OwnMeeting:
    """A meeting that is coming or runs; a draft is shown to those who run the committee only."""

    meeting: Meeting
    replies: tuple[OwnReply, ...]
    papers: tuple[Paper, ...]


@dataclass(frozen=True)
class OwnCommittee:
    """`seats`: one's own on that day; empty for an organization that leads without sitting there."""

    committee: Committee
    seats: tuple[Seat, ...]
    runs: bool
    meetings: tuple[OwnMeeting, ...]
    minutes: tuple[Minutes, ...]
    papers: tuple[Paper, ...]
    backlog: tuple[AgendaItem, ...]


def own_committees(account: Account, *, on: date, at: datetime) -> list[OwnCommittee]:
    """In the order of the network (14 queries whatever their number, and those of compositions by partners)."""
    if not account.is_active:
        return []
    houses, runs = _houses(account), run_by(account, on)
    standing = [
        each for each in Committee.objects.order_by("position", "name") if _stands(each, on)
    ]
    seated = seats_of(standing, on)
    own = {key: tuple(_own(seats, account, houses)) for key, seats in seated.items()}
    mine = [each for each in standing if own[each.pk] or each.pk in runs]
    if not mine:
        return []
    ahead = _ahead(mine, account, houses, own, runs, at)
    minutes, papers, backlog = _approved(mine, at), _papers(mine), _backlog(mine)
    return [
        OwnCommittee(
            committee=each,
            seats=own[each.pk],
            runs=each.pk in runs,
            meetings=tuple(ahead[each.pk]),
            minutes=tuple(minutes[each.pk][:SHOWN]),
            papers=tuple(papers[each.pk][:SHOWN]),
            backlog=tuple(backlog[each.pk]),
        )
        for each in mine
    ]


def own_attendee(account: Account, uid: UUID) -> Attendee | None:
    """The seat at a meeting, if it is hers or her organization's (3 queries)."""
    rows = Attendee.objects.select_related("meeting__committee").filter(uid=uid)
    return rows.filter(_hers(account, _houses(account))).first()


def _houses(account: Account) -> frozenset[int]:
    found = Organization.objects.filter(uid__in=organizations_of(account))
    return frozenset(found.values_list("pk", flat=True))


def _hers(account: Account, houses: Iterable[int]) -> Q:
    found = Q(organization__in=houses)
    return found | Q(person=account.person_id) if account.person_id else found


def _own(seats: Iterable[Seat], account: Account, houses: frozenset[int]) -> list[Seat]:
    person = account.person_id
    return [
        seat
        for seat in seats
        if (person and seat.person_id == person) or seat.organization_id in houses
    ]


def _stands(committee: Committee, on: date) -> bool:
    begun = committee.active_from is None or committee.active_from <= on
    return begun and (committee.active_to is None or committee.active_to > on)


def _ahead(
    mine: list[Committee],
    account: Account,
    houses: frozenset[int],
    own: dict[int, tuple[Seat, ...]],
    runs: frozenset[int],
    at: datetime,
) -> dict[int, list[OwnMeeting]]:
    """By committee, joint meetings under each of them (4 queries)."""
    keys = {each.pk for each in mine}
    told = Q(status__in=[MeetingStatus.INVITED, MeetingStatus.RUNNING])
    drafts = Q(status=MeetingStatus.DRAFT, committee__in=runs)
    joint = Meeting.joint_with.through.objects.filter(committee__in=keys).values("meeting")
    found = list(
        Meeting.objects.filter(told | drafts, ends_at__gt=at)
        .filter(Q(committee__in=keys) | Q(pk__in=joint))
        .select_related("committee")
        .prefetch_related("joint_with")
        .order_by("starts_at", "pk")
    )
    rows = _by_meeting(Attendee.objects.filter(_hers(account, houses), meeting__in=found))
    papers = _by_meeting(Paper.objects.filter(meeting__in=found))
    deputized = {seat.person_id for seats in own.values() for seat in seats if seat.deputies}
    answered: dict[int, list[OwnMeeting]] = {key: [] for key in keys}
    for meeting in found:
        is_open = meeting.status == MeetingStatus.INVITED and meeting.starts_at > at
        replies = tuple(
            OwnReply(row, is_open, bool(row.organization_id) or row.person_id in deputized)
            for row in rows.get(meeting.pk, ())
        )
        one = OwnMeeting(meeting, replies, tuple(papers.get(meeting.pk, ())))
        for committee in committees_of(meeting):
            if committee.pk in keys:
                answered[committee.pk].append(one)
    return answered


Row = TypeVar("Row", Attendee, Paper)


def _by_meeting(rows: QuerySet[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows.select_related("meeting__committee"):
        if row.meeting_id is not None:
            found.setdefault(row.meeting_id, []).append(row)
    return found


def _approved(mine: list[Committee], at: datetime) -> dict[int, list[Minutes]]:
    """By committee, those of joint meetings under each of them (2 queries)."""
    rows = Minutes.objects.filter(_held_by(mine), approved_at__isnull=False)
    rows = rows.filter(meeting__starts_at__gte=at - LOOK_BACK)
    rows = rows.select_related("meeting__committee").prefetch_related("meeting__joint_with")
    found: dict[int, list[Minutes]] = {each.pk: [] for each in mine}
    for row in rows.order_by("-meeting__starts_at", "-pk"):
        for committee in committees_of(row.meeting):
            if committee.pk in found:
                found[committee.pk].append(row)
    return found


def _held_by(mine: list[Committee]) -> Q:
    joint = Meeting.joint_with.through.objects.filter(committee__in=mine).values("meeting")
    return Q(meeting__committee__in=mine) | Q(meeting__in=joint)


def _papers(mine: list[Committee]) -> dict[int, list[Paper]]:
    """Those of the committee itself, not of a meeting, the newest first."""
    found: dict[int, list[Paper]] = {each.pk: [] for each in mine}
    rows = Paper.objects.filter(committee__in=mine, meeting=None).select_related("committee")
    for row in rows.order_by("-added_at", "-pk"):
        found[row.committee_id].append(row)
    return found


def _backlog(mine: list[Committee]) -> dict[int, list[AgendaItem]]:
    found: dict[int, list[AgendaItem]] = {each.pk: [] for each in mine}
    rows = AgendaItem.objects.filter(committee__in=mine, meeting=None, status=ItemStatus.OPEN)
    for row in rows.order_by("position", "pk"):
        found[row.committee_id].append(row)
    return found
