"""Who is there: by name with the hours, or counted where no names are kept."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.governance.actions.recording.running import running_meeting
from mitsorge.domain.governance.models import Attendee, HeadCount, Meeting
from mitsorge.domain.governance.queries.live import standing_deputies
from mitsorge.domain.governance.rules import MemberRole
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account

MOST_HEADS = 10_000


@transaction.atomic
def mark_present(
    *,
    attendee_id: int,
    since: datetime | None = None,
    by_deputy: bool = False,
    deputy_name: str = "",
    mandate: bool = False,
    by: Account,
    at: datetime,
) -> Attendee:
    """Somebody is there since `since` (else `at`), or is represented. Twice the same changes nothing.

    A deputy needs a mandate: the member's own answer, a standing deputy of the seat, or a written one
    that lies before the minute-taker (`mandate`). Who comes back after leaving was there throughout
    for the record; the journal keeps both hours. Raises `Refused`.
    """
    attendee, meeting = _attendee(attendee_id, by, at)
    since = since or at
    _check_moment(since, meeting, at)
    name = (deputy_name.strip() or attendee.deputy_name) if by_deputy else attendee.deputy_name
    if by_deputy:
        _check_deputy(attendee, meeting, name, mandate, at)
    wanted = {
        "present_from": attendee.present_from or since,
        "present_to": None,
        "by_deputy": by_deputy,
        "deputy_name": name,
    }
    why = _("Vollmacht lag vor") if by_deputy and mandate else ""
    _write(attendee, wanted, "governance.attendee.present", by, at, why)
    return attendee


@transaction.atomic
def mark_left(*, attendee_id: int, by: Account, at: datetime) -> Attendee:
    """Somebody leaves at `at` and is no longer counted from then on. Raises `Refused`."""
    attendee, _meeting = _attendee(attendee_id, by, at)
    if attendee.present_from is None:
        raise Refused(_("%(name)s war noch nicht da.") % {"name": attendee.name})
    if attendee.present_to is None:
        _check_order(attendee.present_from, at)
        _write(attendee, {"present_to": at}, "governance.attendee.left", by, at)
    return attendee


@transaction.atomic
def mark_absent(*, attendee_id: int, by: Account, at: datetime) -> Attendee:
    """Takes a tick back that was a mistake. Raises `Refused` once a vote has counted it."""
    attendee, meeting = _attendee(attendee_id, by, at)
    since = attendee.present_from
    if since is None:
        return attendee
    if meeting.items.filter(decided_at__gte=since).exists():
        raise Refused(
            _(
                "Seit %(name)s da ist, wurde abgestimmt. Tragen Sie ein, dass sie oder er gegangen ist."
            )
            % {"name": attendee.name}
        )
    wanted = {"present_from": None, "present_to": None, "by_deputy": False}
    _write(attendee, wanted, "governance.attendee.absent", by, at)
    return attendee


@transaction.atomic
def add_guest(
    *, meeting_id: int, name: str, organization_name: str = "", by: Account, at: datetime
) -> Attendee:
    """Somebody who was not invited and has no vote is there. The same name twice is one. Raises `Refused`."""
    meeting = running_meeting(meeting_id, by, at)
    name = name.strip()[:160]
    if not name:
        raise Refused(_("Bitte nennen Sie den Namen des Gastes."))
    guest, is_new = meeting.attendees.get_or_create(
        name=name,
        role=MemberRole.GUEST,
        organization_name=organization_name.strip()[:200],
        defaults={"votes": False, "present_from": at},
    )
    if is_new:
        journal.record(event="governance.guest.added", subject=guest, by=by, at=at)
    return guest


@transaction.atomic
def count_heads(
    *, meeting_id: int, counts: Mapping[str, int], by: Account, at: datetime
) -> list[HeadCount]:
    """How many are there per group ("" where nobody asked for groups); replaces what was counted before.

    Zero heads leave no row. Raises `Refused` for numbers that cannot be.
    """
    meeting = running_meeting(meeting_id, by, at, lock=True)
    known = {label.strip(): count for label, count in counts.items() if count}
    if any(count < 0 or count > MOST_HEADS for count in known.values()):
        raise Refused(_("Bitte zählen Sie in ganzen Zahlen ab 0."))
    before = dict(meeting.head_counts.values_list("label", "count"))
    if before == known:
        return list(meeting.head_counts.all())
    meeting.head_counts.all().delete()
    rows = [HeadCount(meeting=meeting, label=label, count=known[label]) for label in sorted(known)]
    HeadCount.objects.bulk_create(rows)
    changes = {"heads": [sum(before.values()), sum(known.values())]}
    journal.record(event="governance.heads.counted", subject=meeting, by=by, at=at, changes=changes)
    return rows


def _attendee(attendee_id: int, by: Account, at: datetime) -> tuple[Attendee, Meeting]:
    attendee = Attendee.objects.select_for_update().get(pk=attendee_id)
    return attendee, running_meeting(attendee.meeting_id, by, at)


def _check_moment(since: datetime, meeting: Meeting, at: datetime) -> None:
    """Nobody came after now. Who came before the beginning is there from the beginning."""
    if since > at:
        raise Refused(_("Diese Uhrzeit liegt in der Zukunft. Bitte prüfen Sie sie."))
    if meeting.started_at and since < meeting.started_at:
        raise Refused(_("Das liegt vor dem Beginn der Sitzung. Bitte prüfen Sie die Uhrzeit."))


def _check_order(came: datetime, left: datetime) -> None:
    if left < came:
        raise Refused(
            _("Niemand geht, bevor sie oder er gekommen ist. Bitte prüfen Sie die Uhrzeit.")
        )


def _check_deputy(
    attendee: Attendee, meeting: Meeting, name: str, mandate: bool, at: datetime
) -> None:
    if not name:
        raise Refused(
            _("Wer vertritt %(name)s? Bitte nennen Sie die Vertretung.") % {"name": attendee.name}
        )
    others = meeting.attendees.filter(name__iexact=name, votes=True, present_from__lte=at)
    if others.exclude(present_to__lte=at).exclude(pk=attendee.pk).exists():
        raise Refused(
            _("%(deputy)s sitzt selbst mit Stimme am Tisch und kann niemanden vertreten.")
            % {"deputy": name}
        )
    if not (mandate or _is_named(attendee, meeting, name)):
        raise Refused(
            _(
                "%(deputy)s ist nicht als Vertretung von %(name)s benannt. Liegt eine Vollmacht vor, kreuzen Sie es an; sonst ist es ein Gast ohne Stimme."
            )
            % {"deputy": name, "name": attendee.name}
        )


def _is_named(attendee: Attendee, meeting: Meeting, name: str) -> bool:
    """Named by the member's own answer, or a standing deputy of that seat on the day of the meeting."""
    named = {attendee.deputy_name, *standing_deputies(attendee, meeting)}
    return name.casefold() in {one.casefold() for one in named if one}


def _write(
    attendee: Attendee,
    wanted: Mapping[str, object],
    event: str,
    by: Account,
    at: datetime,
    why: str = "",
) -> None:
    """Writes what differs, with its entry; nothing where nothing does."""
    changes = {
        name: [_plain(getattr(attendee, name)), _plain(value)]
        for name, value in wanted.items()
        if getattr(attendee, name) != value
    }
    if not changes:
        return
    for name in changes:
        setattr(attendee, name, wanted[name])
    attendee.save(update_fields=list(changes))
    journal.record(event=event, subject=attendee, by=by, at=at, changes=changes, why=why)


def _plain(value: object) -> object:
    return timezone.localtime(value).isoformat() if isinstance(value, datetime) else value
