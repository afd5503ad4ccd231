"""Inviting, answering, reminding."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.governance.actions import dispatch
from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.governance.letters import invitations as letters
from mitsorge.domain.governance.models import Attendee, Meeting
from mitsorge.domain.governance.permissions import check_may_run_committee
from mitsorge.domain.governance.queries import meetings as queries
from mitsorge.domain.governance.rules import Composition, MeetingStatus, MemberRole, Reply
from mitsorge.domain.governance.rules.planning import (
    ReplyFault,
    fault_of_reply,
    reminder_due,
)
from mitsorge.domain.governance.wording.agenda import REPLY_FAULT
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.post import actions as post


class ReplyRefused(Refused):
    """An answer that cannot be taken. `fault` says why, for the field that shows it."""

    def __init__(self, fault: ReplyFault) -> None:
        self.fault = fault
        super().__init__(REPLY_FAULT[fault])


@transaction.atomic
def invite(
    *, meeting_id: int, even_late: bool = False, by: Account | None, at: datetime
) -> Meeting:
    """DRAFT → INVITED: a row and a letter per seat of the day of the meeting, deputies are informed.

    A second call changes nothing and sends nothing. Raises `TooLate` (confirm with `even_late`), `Refused` for a
    meeting without agenda, place or members, for one that has begun or was called off, `NotAllowed`.
    """
    meeting = locked(meeting_id)
    check_may_run_committee(by, meeting.committee, timezone.localdate(at))
    if meeting.status == MeetingStatus.INVITED:
        return meeting
    _check_may_invite(meeting, at)
    dispatch.check_in_time(meeting, even_late=even_late, by=by, at=at)
    rows = dispatch.seat_everyone(meeting)
    if not rows and not _is_open(meeting):
        raise Refused(_("An diesem Tag sitzt niemand im Gremium. Benennen Sie zuerst Mitglieder."))
    Meeting.objects.filter(pk=meeting.pk, status=MeetingStatus.DRAFT).update(
        status=MeetingStatus.INVITED, invited_at=at, version=F("version") + 1, modified_at=at
    )
    meeting.refresh_from_db()
    reached = dispatch.send_invitations(meeting, rows, at=at)
    journal.record(
        event="governance.meeting.invited",
        subject=meeting,
        by=by,
        at=at,
        why=_("%(rows)s Sitze, %(n)s Briefe") % {"rows": len(rows), "n": reached},
    )
    return meeting


@transaction.atomic
def reply(
    *,
    uid: UUID,
    reply: Reply | str,
    deputy_name: str = "",
    deputy_email: str = "",
    at: datetime,
) -> Attendee:
    """The answer of a seat, changeable until the meeting begins. `uid` comes from a link that was checked.

    The same answer again leaves no trace. A deputy with an address gets a letter, one who is not needed any more too.
    Raises `ReplyRefused` or `Refused`, `Attendee.DoesNotExist` for a seat that ended.
    """
    return _answer(_held(uid), reply, (deputy_name, deputy_email), by=None, at=at)


@transaction.atomic
def reply_by_phone(
    *,
    uid: UUID,
    reply: Reply | str,
    deputy_name: str = "",
    deputy_email: str = "",
    by: Account | None,
    at: datetime,
) -> Attendee:
    """What somebody said on the telephone, written down by whoever runs the committee.

    The rules of the link hold; the journal names who wrote it down. Raises as `reply`, and `NotAllowed`.
    """
    row = _held(uid)
    check_may_run_committee(by, row.meeting.committee, timezone.localdate(at))
    return _answer(row, reply, (deputy_name, deputy_email), by=by, at=at)


def _held(uid: UUID) -> Attendee:
    rows = Attendee.objects.select_for_update(of=("self",)).select_related("organization")
    row = rows.get(uid=uid)
    row.meeting = queries.meetings().get(pk=row.meeting_id)
    return row


def _answer(
    row: Attendee,
    reply: Reply | str,
    stands_in: tuple[str, str],
    *,
    by: Account | None,
    at: datetime,
) -> Attendee:
    """Keeps an answer and tells a deputy; `by` is None for the holder of the link."""
    check_open(row.meeting, at)
    answer = _known(reply)
    name, address = stands_in
    deputy = (name.strip()[:160], address.strip()) if answer is Reply.DEPUTY else ("", "")
    _check_reply(row, answer, deputy[0])
    before = (Reply(row.reply), row.deputy_name, row.deputy_email)
    if (answer, *deputy) == before:
        return row
    if before[2] and before[1:] != deputy:
        _tell_deputy(row, at, comes=False)
    row.reply, row.deputy_name, row.deputy_email, row.replied_at = answer, *deputy, at
    row.save(update_fields=["reply", "deputy_name", "deputy_email", "replied_at"])
    changes = {"reply": [str(before[0]), str(answer)], "deputy_name": [before[1], deputy[0]]}
    journal.record(
        event=f"governance.attendee.{'told' if by else 'replied'}", subject=row, by=by, at=at,
        changes={name: pair for name, pair in changes.items() if pair[0] != pair[1]},
    )  # fmt: skip
    if deputy[1] and before[1:] != deputy:
        _tell_deputy(row, at, comes=True)
    return row


@transaction.atomic
def remind(*, meeting_id: int, by: Account | None, at: datetime) -> int:
    """Reminds everybody who has not answered, at most once a day each; how many got a letter."""
    meeting = locked(meeting_id)
    check_may_run_committee(by, meeting.committee, timezone.localdate(at))
    check_open(meeting, at)
    silent = list(
        meeting.attendees.filter(reply=Reply.NONE).exclude(role=MemberRole.GUEST).order_by("pk")
    )
    reached = _remind(meeting, silent, at, by_itself=False)
    if reached:
        journal.record(
            event="governance.meeting.reminded", subject=meeting, by=by, at=at,
            why=_letters_sent(reached),
        )  # fmt: skip
    return reached


def remind_by_itself(*, at: datetime) -> int:
    """The one reminder that goes out without anybody's doing, a week before; for the worker. How many letters."""
    reached = 0
    for meeting in queries.to_remind(at):
        if reminder_due(starts_at=meeting.starts_at, invited_at=meeting.invited_at or at, at=at):
            asked = [row for row in meeting.silent if row.role != MemberRole.GUEST]
            with transaction.atomic():
                reached += _remind(meeting, asked, at, by_itself=True)
    return reached


@transaction.atomic
def tell_agenda(*, meeting_id: int, by: Account | None, at: datetime) -> int:
    """Sends the agenda as it is now to everybody invited who may come; the same agenda only once. How many letters."""
    meeting = locked(meeting_id)
    check_may_run_committee(by, meeting.committee, timezone.localdate(at))
    check_open(meeting, at)
    words = dispatch.sheet_of(meeting)
    rows = [row for row in queries.attendees_of(meeting) if row.reply != Reply.NO]
    addresses = queries.addresses_of(rows)
    if words is None or not addresses:
        return 0
    drafts = [
        letters.agenda_changed(words, row, addresses[row.pk]) for row in rows if row.pk in addresses
    ]
    sent = [letter for letter in post.enqueue_many(drafts, at=at) if letter.queued_at == at]
    if sent:
        journal.record(
            event="governance.meeting.agenda_told", subject=meeting, by=by, at=at,
            why=_letters_sent(len(sent)),
        )  # fmt: skip
    return len(sent)


def locked(meeting_id: int) -> Meeting:
    """The meeting with its committee, held until the end of the transaction."""
    found = Meeting.objects.select_for_update(of=("self",)).select_related("committee")
    return found.get(pk=meeting_id)


def check_open(meeting: Meeting, at: datetime) -> None:
    """Raises `Refused` unless the meeting is invited and has not begun."""
    if meeting.status == MeetingStatus.CANCELLED:
        raise Refused(_("Diese Sitzung ist abgesagt."))
    if meeting.status == MeetingStatus.DRAFT:
        raise Refused(_("Zu dieser Sitzung ist noch nicht eingeladen."))
    if meeting.status != MeetingStatus.INVITED or meeting.starts_at <= at:
        raise Refused(_("Diese Sitzung hat schon begonnen."))


def _check_may_invite(meeting: Meeting, at: datetime) -> None:
    if meeting.status == MeetingStatus.CANCELLED:
        raise Refused(_("Diese Sitzung ist abgesagt. Planen Sie eine neue."))
    if meeting.status != MeetingStatus.DRAFT or meeting.starts_at <= at:
        raise Refused(_("Diese Sitzung hat schon begonnen. Einladen geht nicht mehr."))
    if not (meeting.place or meeting.online_url):
        raise Refused(_("Nennen Sie bitte zuerst einen Ort oder eine Adresse im Netz."))
    if not meeting.items.exists():
        raise Refused(_("Die Tagesordnung ist leer. Tragen Sie bitte zuerst ein, worum es geht."))


def _is_open(meeting: Meeting) -> bool:
    """Whether a committee is open for all: then nobody has to be named before it meets."""
    together = queries.committees_of(meeting)
    return any(committee.composition == Composition.OPEN for committee in together)


def _known(answer: Reply | str) -> Reply:
    try:
        return Reply(answer)
    except ValueError:
        return Reply.NONE


def _check_reply(row: Attendee, answer: Reply, deputy: str) -> None:
    named = queries.deputies_of(row) if answer is Reply.DEPUTY else ()
    fault = fault_of_reply(
        answer,
        online=bool(row.meeting.online_url),
        deputy=deputy,
        deputies=named,
        from_organization=row.organization_id is not None,
    )
    if fault is not None:
        raise ReplyRefused(fault)


def _tell_deputy(row: Attendee, at: datetime, *, comes: bool) -> None:
    words = dispatch.sheet_of(row.meeting)
    if words is not None:
        asked = (
            letters.deputy_asked(words, row, at=at) if comes else dispatch.released(words, row, at)
        )
        post.enqueue(asked, at=at)


def _remind(meeting: Meeting, silent: list[Attendee], at: datetime, *, by_itself: bool) -> int:
    words = dispatch.sheet_of(meeting)
    addresses = queries.addresses_of(silent)
    if words is None or not addresses:
        return 0
    drafts = [
        letters.reminder(words, row, addresses[row.pk], by_itself=by_itself, at=at)
        for row in silent
        if row.pk in addresses
    ]
    return sum(letter.queued_at == at for letter in post.enqueue_many(drafts, at=at))


def _letters_sent(n: int) -> str:
    return ngettext("%(n)s Brief", "%(n)s Briefe", n) % {"n": n}
