"""Who is there: ticked beside the agenda, or with hours, deputies and guests on a page of its own."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_time
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mitsorge.domain.governance.actions import recording
from mitsorge.domain.governance.models import Attendee, Meeting
from mitsorge.domain.governance.rules import Reply
from mitsorge.domain.governance.rules.presence import first_moment
from mitsorge.domain.partners.queries.applications import open_groups
from mitsorge.doors.office.deeds import attempt
from mitsorge.doors.office.live.opened import meeting_to_record
from mitsorge.doors.office.live.page import context_of, seats_of
from mitsorge.doors.office.live.sitting import address
from mitsorge.doors.office.meeting_deeds import members
from mitsorge.face.guards import SignedInRequest


@require_safe
@members
def attendance(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Everyone with hours and deputies, or the counts per group (13 queries beside the frame's)."""
    return _page(request, meeting_to_record(request, uid))


def _page(
    request: SignedInRequest,
    meeting: Meeting,
    *,
    typed: dict[str, str] | None = None,
    guest: dict[str, str] | None = None,
) -> HttpResponse:
    """What was refused stands in its form again (422): heads by group in `typed`, a guest in `guest`."""
    now = timezone.now()
    context = context_of(meeting, now)
    rows = {row.label: row.count for row in meeting.head_counts.all()}
    labels = list(dict.fromkeys(["", *(group.name for group in open_groups()), *rows]))
    shown = rows | typed if typed else rows
    context |= {
        "everyone": seats_of(meeting, now),
        "groups": [(n, label, shown.get(label, "")) for n, label in enumerate(labels)],
        "guest": guest or {},
    }
    refused = typed is not None or guest is not None
    return render(request, "office/live/attendance.html", context, status=422 if refused else 200)


@require_POST
@members
def tick(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """The ticks beside the agenda. Only what was changed here is written: two may tick at once."""
    meeting = meeting_to_record(request, uid)
    before, after = _numbers(request.POST, "vorher"), _numbers(request.POST, "da")
    known = {one.pk: one for one in meeting.attendees.all()}
    came, went = (after - before) & known.keys(), (before - after) & known.keys()
    saved = [_came(request, known[pk]) for pk in sorted(came)]
    saved += [_went(request, known[pk]) for pk in sorted(went)]
    if saved and all(saved):
        messages.success(request, _("Die Anwesenheit ist gesichert."))
    return redirect(_back(request, meeting))


@require_POST
@members
def seat(request: SignedInRequest, uid: UUID, pk: int) -> HttpResponse:
    """One seat: `tat` da, vertretung, geht or weg; `um` is a time of day."""
    meeting = meeting_to_record(request, uid)
    attendee = get_object_or_404(meeting.attendees, pk=pk)
    deed = request.POST.get("tat", "")
    try:
        moment = _moment(request.POST.get("um", ""), meeting)
    except ValueError:
        messages.error(request, _("Bitte geben Sie die Uhrzeit so an: 14:05."))
        return redirect("office:attendance", meeting.uid)
    _seat(request, attendee, deed, moment)
    return redirect("office:attendance", meeting.uid)


@require_POST
@members
def add_guest(request: SignedInRequest, uid: UUID) -> HttpResponse:
    meeting = meeting_to_record(request, uid)
    guest = {name: request.POST.get(name, "") for name in ("name", "organization")}
    what = {"name": guest["name"], "organization_name": guest["organization"]}
    if not attempt(request, recording.add_guest, meeting_id=meeting.pk, **what):
        return _page(request, meeting, guest=guest)
    return redirect("office:attendance", meeting.uid)


@require_POST
@members
def count_heads(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Numbers per group: `gruppe` and `anzahl`, row by row."""
    meeting = meeting_to_record(request, uid)
    labels, numbers = request.POST.getlist("gruppe"), request.POST.getlist("anzahl")
    typed = dict(zip(labels, numbers, strict=False))
    try:
        counts = {label: int(number or 0) for label, number in typed.items()}
    except ValueError:
        messages.error(request, _("Bitte zählen Sie in ganzen Zahlen ab 0."))
        return _page(request, meeting, typed=typed)
    if not attempt(request, recording.count_heads, meeting_id=meeting.pk, counts=counts):
        return _page(request, meeting, typed=typed)
    messages.success(request, _("Gezählt: %(n)s.") % {"n": sum(counts.values())})
    return redirect(_back(request, meeting))


def _seat(request: SignedInRequest, attendee: Attendee, deed: str, moment: datetime | None) -> None:
    what: dict[str, Any] = {"attendee_id": attendee.pk}
    if deed == "da":
        attempt(request, recording.mark_present, since=moment, **what)
    elif deed == "vertretung":
        attempt(
            request,
            recording.mark_present,
            since=moment,
            by_deputy=True,
            deputy_name=request.POST.get("name", ""),
            mandate="vollmacht" in request.POST,
            **what,
        )
    elif deed == "geht":
        attempt(request, recording.mark_left, **what)
    elif deed == "weg":
        attempt(request, recording.mark_absent, **what)


def _came(request: SignedInRequest, attendee: Attendee) -> bool:
    """Where the member has named a deputy, the tick is the deputy's."""
    deputized = attendee.reply == Reply.DEPUTY and bool(attendee.deputy_name)
    return attempt(request, recording.mark_present, attendee_id=attendee.pk, by_deputy=deputized)


def _went(request: SignedInRequest, attendee: Attendee) -> bool:
    """A tick taken back was a mistake as long as no vote counted it; afterwards somebody leaves."""
    counted = attendee.meeting.items.filter(decided_at__gte=attendee.present_from)
    deed = recording.mark_left if counted.exists() else recording.mark_absent
    return attempt(request, deed, attendee_id=attendee.pk)


def _moment(typed: str, meeting: Meeting) -> datetime | None:
    """The first time the clock shows this since the meeting began; None where nothing was typed."""
    if not typed.strip():
        return None
    clock = parse_time(typed.strip().replace(".", ":"))
    if clock is None:
        raise ValueError(typed)
    began = timezone.localtime(meeting.started_at or meeting.starts_at)
    return first_moment(began, clock.hour, clock.minute)


def _numbers(posted: QueryDict, name: str) -> set[int]:
    return {int(value) for value in posted.getlist(name) if value.isdecimal() and len(value) < 12}


def _back(request: SignedInRequest, meeting: Meeting) -> str:
    asked = request.POST.get("top", "")
    return address(meeting, int(asked) if asked.isdecimal() and len(asked) < 12 else None)
