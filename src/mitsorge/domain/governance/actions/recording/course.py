"""A meeting begins and ends."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.carried import carry_to_next
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.actions.recording.items import put_off
from mitsorge.domain.governance.actions.recording.running import meeting_for, running_meeting
from mitsorge.domain.governance.models import AgendaItem, Meeting
from mitsorge.domain.governance.rules import Composition, ItemKind, ItemStatus, MeetingStatus
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


@transaction.atomic
def start_meeting(*, meeting_id: int, note: str = "", by: Account, at: datetime) -> Meeting:
    """INVITED → RUNNING. An open format may begin without invitation if `note` says why.

    A meeting that is recorded after its day began when it was planned. Raises `Refused`, `AlreadyDone`.
    """
    meeting = meeting_for(meeting_id, by, at, lock=True)
    _check_may_start(meeting, note, at)
    began = at if timezone.localdate(at) <= timezone.localdate(meeting.ends_at) else None
    _step(
        meeting,
        MeetingStatus.RUNNING,
        at=at,
        started_at=began or min(meeting.starts_at, at),
    )
    journal.record(
        event="governance.meeting.started", subject=meeting, by=by, at=at, why=note.strip()
    )
    return meeting


@transaction.atomic
def close_meeting(*, meeting_id: int, by: Account, at: datetime) -> Meeting:
    """RUNNING → MINUTES_OPEN. What nobody came to goes back to the backlog as adjourned. Raises `Refused`."""
    meeting = meeting_for(meeting_id, by, at, lock=True)
    if meeting.status in {MeetingStatus.MINUTES_OPEN, MeetingStatus.OBJECTION_PERIOD}:
        raise AlreadyDone(_("Die Sitzung ist schon geschlossen."))
    running_meeting(meeting_id, by, at)
    for item in _untouched(meeting):
        put_off(item, at)
    _step(meeting, MeetingStatus.MINUTES_OPEN, at=at, closed_at=at)
    journal.record(event="governance.meeting.closed", subject=meeting, by=by, at=at)
    carry_to_next(committee=meeting.committee, by=by, at=at)
    return meeting


def _check_may_start(meeting: Meeting, note: str, at: datetime) -> None:
    if meeting.status == MeetingStatus.RUNNING:
        raise AlreadyDone(_("Die Sitzung läuft schon."))
    if meeting.status not in {MeetingStatus.INVITED, MeetingStatus.DRAFT}:
        raise Refused(_("Diese Sitzung kann nicht mehr beginnen."))
    if timezone.localdate(at) < timezone.localdate(meeting.starts_at):
        raise Refused(
            _("Die Sitzung ist erst an einem späteren Tag. Ändern Sie zuerst den Termin.")
        )
    if meeting.status == MeetingStatus.DRAFT:
        _check_may_start_uninvited(meeting, note)


def _check_may_start_uninvited(meeting: Meeting, note: str) -> None:
    if not (meeting.counts_only or meeting.committee.composition == Composition.OPEN):
        raise Refused(
            _("Es wurde noch nicht eingeladen. Nur offene Runden beginnen ohne Einladung.")
        )
    if not note.strip():
        raise Refused(_("Bitte vermerken Sie, warum ohne Einladung begonnen wird."))


def _untouched(meeting: Meeting) -> list[AgendaItem]:
    """Open items without a word and without a decision."""
    formal = (ItemKind.OPENING, ItemKind.MINUTES, ItemKind.OTHER)  # every agenda has its own
    open_items = meeting.items.filter(status=ItemStatus.OPEN, notes="", result="")
    return list(open_items.exclude(kind__in=formal))


def _step(meeting: Meeting, status: MeetingStatus, *, at: datetime, **values: datetime) -> None:
    meeting.status, meeting.version, meeting.modified_at = status, meeting.version + 1, at
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting.save(update_fields=["status", "version", "modified_at", *values])
