"""Planning, changing and cancelling meetings."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions import carried, dispatch
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.governance.models import Committee, Meeting
from mitsorge.domain.governance.permissions import check_may_run_committee
from mitsorge.domain.governance.queries import meetings as queries
from mitsorge.domain.governance.rules import MeetingStatus, sources_of
from mitsorge.domain.governance.rules.planning import Shift, TimeFault, fault_of_times, shifts
from mitsorge.domain.governance.wording.agenda import TIME_FAULT
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account

FIELDS = (
    "title", "starts_at", "ends_at", "place", "online_url", "is_extraordinary", "counts_only",
)  # fmt: skip


class TimeRefused(Refused):
    """Begin and end cannot be. `fault` says which of them."""

    def __init__(self, fault: TimeFault) -> None:
        self.fault = fault
        super().__init__(TIME_FAULT[fault])


@transaction.atomic
def plan_meeting(
    *,
    committee: Committee,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    online_url: str = "",
    title: str = "",
    is_extraordinary: bool = False,
    counts_only: bool = False,
    joint_with: Iterable[Committee] = (),
    with_template: bool = True,
    by: Account | None,
    at: datetime,
) -> Meeting:
    """A draft with the next number of its committee; nobody gets mail.

    The agenda begins with the template of the committee's kind, open tasks and what was carried over;
    without `with_template` it is empty. Raises `TimeRefused`, `Refused` or `NotAllowed`.
    """
    check_may_run_committee(by, committee, timezone.localdate(at))
    _check_times(starts_at, ends_at, at)
    Committee.objects.select_for_update().get(pk=committee.pk)  # two plans, two numbers
    highest = committee.meetings.aggregate(found=Max("number"))["found"] or 0
    meeting = Meeting.objects.create(
        committee=committee,
        number=highest + 1,
        title=title.strip(),
        starts_at=starts_at,
        ends_at=ends_at,
        place=place.strip(),
        online_url=online_url.strip(),
        is_extraordinary=is_extraordinary,
        counts_only=counts_only,
        modified_at=at,
    )
    meeting.joint_with.set(_others(committee, joint_with))
    journal.record(event="governance.meeting.planned", subject=meeting, by=by, at=at)
    if with_template:
        carried.fill(meeting=meeting, at=at)
    carried.carry_over(meeting=meeting, by=by, at=at)
    return meeting


@transaction.atomic
def change_meeting(
    *,
    meeting_id: int,
    values: Mapping[str, Any],
    version: int | None = None,
    joint_with: Iterable[Committee] | None = None,
    even_late: bool = False,
    by: Account | None,
    at: datetime,
) -> Meeting:
    """Changes a draft quietly, an invited meeting with a letter to those it concerns.

    `values`: any of `FIELDS`; `joint_with` only while it is a draft. Another begin, end or place of an invited
    meeting is its next version (SEQUENCE + 1); another begin takes back all answers, and who is invited follows
    the new day. On another day the period of invitation counts anew: `even_late` confirms a move that comes too
    late. Raises `ItemChanged` where `version` is no longer current, `TimeRefused`, `TooLate`, `Refused`.
    """
    meeting = _locked(meeting_id)
    check_may_run_committee(by, meeting.committee, timezone.localdate(at))
    _check_ahead(meeting, at)
    changes = {k: v for k, v in _tidy(values).items() if getattr(meeting, k) != v}
    _check_version(meeting, version, changes)
    changes |= _joint(meeting, joint_with)
    if not changes:
        return meeting
    if {"starts_at", "ends_at"} & changes.keys():
        begin, end = (changes.get(k, getattr(meeting, k)) for k in ("starts_at", "ends_at"))
        _check_times(begin, end, at)
    before = {name: getattr(meeting, name) for name in changes if name in FIELDS}
    day_before = queries.day_of(meeting)
    _write(meeting, changes, at)
    _note(meeting, before, by, at)
    if meeting.status == MeetingStatus.INVITED and (shift := shifts(changes)):
        _tell(meeting, shift, day_before != queries.day_of(meeting), even_late, by, at)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting_id: int, why: str, by: Account | None, at: datetime) -> Meeting:
    """Calls a draft or an invited meeting off, with a reason; those invited get a letter that clears calendars.

    A second time raises `AlreadyDone`, a meeting that has begun `Refused`.
    """
    meeting = _locked(meeting_id)
    check_may_run_committee(by, meeting.committee, timezone.localdate(at))
    if not why.strip():
        raise Refused(_("Nennen Sie bitte den Grund der Absage."))
    if meeting.status == MeetingStatus.CANCELLED:
        raise AlreadyDone(_("Diese Sitzung ist schon abgesagt."))
    was_invited = meeting.status == MeetingStatus.INVITED
    found = Meeting.objects.filter(
        pk=meeting.pk, status__in=sources_of(MeetingStatus.CANCELLED)
    ).update(
        status=MeetingStatus.CANCELLED,
        cancelled_at=at,
        cancelled_why=why.strip()[:300],
        sequence=F("sequence") + int(was_invited),
        version=F("version") + 1,
        modified_at=at,
    )
    if not found:
        raise Refused(_("Eine Sitzung, die begonnen hat, kann nicht abgesagt werden."))
    meeting.refresh_from_db()
    journal.record(
        event="governance.meeting.cancelled", subject=meeting, by=by, at=at, why=why.strip()
    )
    if was_invited:
        dispatch.send_cancelled(meeting, at=at)
    return meeting


def meeting_of(uid: UUID) -> Meeting:
    """The meeting of a page's address; `Meeting.DoesNotExist` for another (2 queries)."""
    return queries.meetings().get(uid=uid)


def _locked(meeting_id: int) -> Meeting:
    """The meeting with its committee, held until the end of the transaction."""
    found = Meeting.objects.select_for_update(of=("self",)).select_related("committee")
    return found.get(pk=meeting_id)


def _check_ahead(meeting: Meeting, at: datetime) -> None:
    if meeting.status not in queries.AHEAD:
        raise Refused(_("Ändern lässt sich eine Sitzung nur, bis sie beginnt."))
    if meeting.status == MeetingStatus.INVITED and meeting.starts_at <= at:
        raise Refused(_("Diese Sitzung hat schon begonnen. Sie lässt sich nicht mehr verlegen."))


def _check_times(starts_at: datetime, ends_at: datetime, at: datetime) -> None:
    fault = fault_of_times(starts_at, ends_at, at=at)
    if fault is not None:
        raise TimeRefused(fault)


def _check_version(meeting: Meeting, version: int | None, yours: Mapping[str, Any]) -> None:
    if version is None or version == meeting.version or not yours:
        return
    theirs = {name: getattr(meeting, name) for name in yours} | {"version": meeting.version}
    raise ItemChanged(theirs=theirs, yours=dict(yours), changed_at=meeting.modified_at)


def _tidy(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.strip() if isinstance(value, str) else value
        for name, value in values.items()
        if name in FIELDS
    }


def _others(committee: Committee, joint_with: Iterable[Committee]) -> list[Committee]:
    return [each for each in joint_with if each.pk != committee.pk]


def _joint(meeting: Meeting, joint_with: Iterable[Committee] | None) -> dict[str, Any]:
    """Which committees meet together now, where that is another answer than before."""
    if joint_with is None:
        return {}
    wanted = _others(meeting.committee, joint_with)
    if {each.pk for each in wanted} == {each.pk for each in meeting.joint_with.all()}:
        return {}
    if meeting.status != MeetingStatus.DRAFT:
        raise Refused(
            _("Wer gemeinsam tagt, steht mit der Einladung fest. Planen Sie eine neue Sitzung.")
        )
    return {"joint_with": wanted}


def _write(meeting: Meeting, changes: dict[str, Any], at: datetime) -> None:
    fields = {name: value for name, value in changes.items() if name != "joint_with"}
    if "joint_with" in changes:
        meeting.joint_with.set(changes["joint_with"])
    Meeting.objects.filter(pk=meeting.pk).update(**fields, version=F("version") + 1, modified_at=at)
    meeting.refresh_from_db()


def _note(meeting: Meeting, before: dict[str, Any], by: Account | None, at: datetime) -> None:
    pairs = {name: [_plain(old), _plain(getattr(meeting, name))] for name, old in before.items()}
    journal.record(event="governance.meeting.changed", subject=meeting, by=by, at=at, changes=pairs)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _tell(
    meeting: Meeting, shift: frozenset[Shift], new_day: bool, even_late: bool,
    by: Account | None, at: datetime,
) -> None:  # fmt: skip
    """The next version of an invited meeting: answers, seats and letters follow."""
    if new_day:
        dispatch.check_in_time(meeting, even_late=even_late, by=by, at=at)
        Meeting.objects.filter(pk=meeting.pk).update(invited_at=at)
    Meeting.objects.filter(pk=meeting.pk).update(sequence=F("sequence") + 1)
    meeting.refresh_from_db()
    dispatch.send_moved(meeting, shift, new_day=new_day, at=at)
