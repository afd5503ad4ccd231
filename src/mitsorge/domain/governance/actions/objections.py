"""Somebody who was there says what is wrong in the minutes, and gets an answer."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance import permissions
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.letters import minutes as letters
from mitsorge.domain.governance.models import Attendee, Meeting, Minutes, Objection
from mitsorge.domain.governance.queries.addresses import mail_addresses
from mitsorge.domain.governance.rules import MeetingStatus, MemberRole
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.post import actions as post
from mitsorge.foundation.post.letters import closing

LONGEST = 4000


@transaction.atomic
def object(*, attendee: Attendee, text: str, at: datetime) -> Objection:
    """An objection by whoever holds the link; the same words twice are one. Raises `Refused` after the period."""
    text = text.replace("\r\n", "\n").strip()
    minutes = _open_for(attendee, at)
    _check_words(text)
    objection, is_new = Objection.objects.get_or_create(
        minutes=minutes, attendee=attendee, text=text, defaults={"raised_at": at}
    )
    if is_new:
        journal.record(event="governance.minutes.objected", subject=objection, by=None, at=at)
    return objection


@transaction.atomic
def answer_objection(
    *, objection_id: int, answer: str, reopen: bool = False, by: Account, at: datetime
) -> Objection:
    """Answers by letter; `reopen` opens the minutes once more, they are then sent again. Raises `Refused`, `AlreadyDone`."""
    rows = Objection.objects.select_for_update(of=("self",))
    objection = rows.select_related("minutes__meeting__committee", "attendee").get(pk=objection_id)
    meeting = objection.minutes.meeting
    permissions.check_may_run_committee(by, meeting.committee, timezone.localdate(at))
    answer = answer.replace("\r\n", "\n").strip()
    if objection.answered_at:
        raise AlreadyDone(_("Diese Einwendung ist schon beantwortet."))
    if not answer:
        raise Refused(_("Bitte schreiben Sie, was aus der Einwendung wird."))
    objection.answer, objection.answered_at = answer, at
    objection.save(update_fields=["answer", "answered_at"])
    if reopen:
        _reopen(objection.minutes, at)
    _tell(objection, at)
    journal.record(
        event="governance.objection.answered",
        subject=objection,
        by=by,
        at=at,
        why=_("Niederschrift wieder geöffnet") if reopen else "",
    )
    return objection


def _open_for(attendee: Attendee, at: datetime) -> Minutes:
    """The minutes this attendee may object to at this moment. Raises `Refused`."""
    if attendee.role == MemberRole.GUEST:
        raise Refused(_("Einwenden können nur die Mitglieder, die eingeladen waren."))
    found = Minutes.objects.select_related("meeting").filter(meeting=attendee.meeting_id).first()
    if found is None or found.meeting.status != MeetingStatus.OBJECTION_PERIOD:
        raise Refused(_("Zu dieser Niederschrift sind gerade keine Einwendungen möglich."))
    if found.objections_until is None or timezone.localdate(at) > found.objections_until:
        raise Refused(
            _("Die Frist für Einwendungen ist vorbei. Bitte wenden Sie sich an die Koordination.")
        )
    return found


def _check_words(text: str) -> None:
    if not text:
        raise Refused(_("Bitte schreiben Sie, was nicht stimmt."))
    if len(text) > LONGEST:
        raise Refused(_("Bitte fassen Sie sich kürzer: höchstens %(n)s Zeichen.") % {"n": LONGEST})


def _reopen(minutes: Minutes, at: datetime) -> None:
    """Conditional: approved minutes never open again."""
    moved = Meeting.objects.filter(
        pk=minutes.meeting_id, status=MeetingStatus.OBJECTION_PERIOD
    ).update(status=MeetingStatus.MINUTES_OPEN, modified_at=at)
    if not moved:
        raise Refused(_("Die Niederschrift ist genehmigt und bleibt, wie sie ist."))


def _tell(objection: Objection, at: datetime) -> None:
    addresses = mail_addresses([objection.attendee], timezone.localdate(at))
    if to := addresses.get(objection.attendee_id):
        post.enqueue(letters.objection_answered(objection, to, end=closing(network())), at=at)
