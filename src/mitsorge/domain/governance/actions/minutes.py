"""The Niederschrift: composed from what was recorded, changed, sent, objected to, approved; then it stays."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.governance import permissions
from mitsorge.domain.governance.actions.objections import answer_objection, object
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.governance.letters import minutes as letters
from mitsorge.domain.governance.models import Meeting, Minutes
from mitsorge.domain.governance.queries.addresses import mail_addresses
from mitsorge.domain.governance.queries.minutes import may_be_public, recorded
from mitsorge.domain.governance.queries.rule_sets import values_on
from mitsorge.domain.governance.rules import MeetingStatus, MemberRole, procedure, sources_of
from mitsorge.domain.governance.rules.minutes import seal
from mitsorge.domain.governance.rules.procedure import Rules
from mitsorge.domain.governance.wording.minutes import composed
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.post import actions as post
from mitsorge.foundation.post.letters import closing

__all__ = ["answer_objection", "approve", "change", "compose", "object", "send"]


@transaction.atomic
def compose(*, meeting_id: int, by: Account, at: datetime) -> Minutes:
    """The first text, internal and (where the rules of the day allow one) public. Raises `Refused`, `AlreadyDone`."""
    meeting = (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("committee")
        .get(pk=meeting_id)
    )
    permissions.check_may_record(by, meeting, timezone.localdate(at))
    rules = _rules(meeting)
    if meeting.status != MeetingStatus.MINUTES_OPEN:
        raise Refused(_("Eine Niederschrift entsteht, wenn die Sitzung geschlossen ist."))
    if Minutes.objects.filter(meeting=meeting).exists():
        raise AlreadyDone(_("Die Niederschrift gibt es schon."))
    written = recorded(meeting, rules.voters)
    public = composed(written, public=True) if may_be_public(rules.publicity) else ""
    minutes = Minutes.objects.create(
        meeting=meeting, text=composed(written, public=False), public_text=public, modified_at=at
    )
    journal.record(event="governance.minutes.composed", subject=minutes, by=by, at=at)
    return minutes


@transaction.atomic
def change(
    *, minutes_id: int, version: int, text: str, public_text: str, by: Account, at: datetime
) -> Minutes:
    """Saves both versions of the text, while the minutes are open; the same text twice is one save.

    Raises `Refused` once they are sent or approved, or where nothing of this committee is public,
    and `ItemChanged` with both texts where somebody else saved since `version`.
    """
    minutes = _locked(minutes_id)
    permissions.check_may_record(by, minutes.meeting, timezone.localdate(at))
    rules = _rules(minutes.meeting)
    _check_open(minutes)
    yours = {"text": _clean(text), "public_text": _clean(public_text)}
    theirs = {"text": minutes.text, "public_text": minutes.public_text}
    if yours == theirs:
        return minutes
    if version != minutes.version:
        seen = theirs | {"version": minutes.version}
        raise ItemChanged(theirs=seen, yours=yours, changed_at=minutes.modified_at)
    if yours["public_text"] and not may_be_public(rules.publicity):
        raise Refused(
            _("Dieses Gremium veröffentlicht nichts. Die öffentliche Fassung bleibt leer.")
        )
    if not yours["text"]:
        raise Refused(_("Eine Niederschrift ohne Text gibt es nicht."))
    minutes.text, minutes.public_text = yours["text"], yours["public_text"]
    _save(minutes, ["text", "public_text"], at)
    changes = {name: [theirs[name], yours[name]] for name in yours if theirs[name] != yours[name]}
    journal.record(
        event="governance.minutes.changed", subject=minutes, by=by, at=at, changes=changes
    )
    return minutes


@transaction.atomic
def send(*, minutes_id: int, by: Account, at: datetime) -> int:
    """MINUTES_OPEN → OBJECTION_PERIOD with a letter to every member who was invited; returns how many.

    The period is the one of the rules of the day of the meeting. Guests get no minutes. Raises `AlreadyDone`.
    """
    minutes = _locked(minutes_id)
    permissions.check_may_record(by, minutes.meeting, timezone.localdate(at))
    rules = _rules(minutes.meeting)
    _check_open(minutes)
    _step(minutes.meeting, MeetingStatus.OBJECTION_PERIOD, at)
    minutes.sent_at = at
    until = procedure.objections_until(timezone.localdate(at), rules)
    minutes.objections_until = until
    _save(minutes, ["sent_at", "objections_until"], at)
    members = minutes.meeting.attendees.exclude(role=MemberRole.GUEST)
    addresses = mail_addresses(members, timezone.localdate(at))
    end = closing(network())
    drafts = [
        letters.minutes_sent(minutes, until, one, addresses[one.pk], end=end)
        for one in members
        if one.pk in addresses
    ]
    post.enqueue_many(drafts, at=at)
    journal.record(event="governance.minutes.sent", subject=minutes, by=by, at=at)
    return len(drafts)


@transaction.atomic
def approve(*, minutes_id: int, by: Account, at: datetime) -> Minutes:
    """OBJECTION_PERIOD → APPROVED: frozen with a SHA-256 of both versions, for ever.

    By whoever runs the committee now: a minute-taker does not approve her own text. Raises `Refused` while the
    period runs or an objection waits for its answer, `AlreadyDone` afterwards.
    """
    minutes = _locked(minutes_id)
    permissions.check_may_run_committee(by, minutes.meeting.committee, timezone.localdate(at))
    _check_may_approve(minutes, at)
    _step(minutes.meeting, MeetingStatus.APPROVED, at)
    minutes.approved_at, minutes.approved_by = at, by
    minutes.sha256 = seal(minutes.text, minutes.public_text)
    _save(minutes, ["approved_at", "approved_by", "sha256"], at)
    journal.record(
        event="governance.minutes.approved",
        subject=minutes,
        by=by,
        at=at,
        changes={"sha256": ["", minutes.sha256]},
    )
    return minutes


def _check_may_approve(minutes: Minutes, at: datetime) -> None:
    if minutes.approved_at:
        raise AlreadyDone(_("Die Niederschrift ist schon genehmigt."))
    until = minutes.objections_until
    if minutes.meeting.status != MeetingStatus.OBJECTION_PERIOD or until is None:
        raise Refused(_("Erst geht die Niederschrift an alle, die dabei waren."))
    if timezone.localdate(at) <= until:
        raise Refused(
            _("Bis zum %(day)s kann noch jemand etwas einwenden.") % {"day": date_format(until)}
        )
    if minutes.objections.filter(answered_at=None).exists():
        raise Refused(_("Eine Einwendung wartet noch auf Antwort."))


def _check_open(minutes: Minutes) -> None:
    if minutes.approved_at:
        raise Refused(_("Die Niederschrift ist genehmigt und bleibt, wie sie ist."))
    if minutes.meeting.status != MeetingStatus.MINUTES_OPEN:
        raise Refused(
            _("Die Niederschrift ist versandt. Nur eine berechtigte Einwendung öffnet sie wieder.")
        )


def _locked(minutes_id: int) -> Minutes:
    """The minutes and their meeting, both locked until the deed is done (1 query)."""
    rows = Minutes.objects.select_for_update(of=("self", "meeting"))
    return rows.select_related("meeting__committee").get(pk=minutes_id)


def _rules(meeting: Meeting) -> Rules:
    """The rules of the day of the meeting."""
    return values_on(meeting.committee, timezone.localdate(meeting.starts_at))


def _step(meeting: Meeting, status: MeetingStatus, at: datetime) -> None:
    if MeetingStatus(meeting.status) not in sources_of(status):
        raise Refused(_("Dieser Schritt ist jetzt nicht möglich."))
    meeting.status, meeting.version, meeting.modified_at = status, meeting.version + 1, at
    meeting.save(update_fields=["status", "version", "modified_at"])


def _save(minutes: Minutes, fields: list[str], at: datetime) -> None:
    minutes.version, minutes.modified_at = minutes.version + 1, at
    minutes.save(update_fields=[*fields, "version", "modified_at"])


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
