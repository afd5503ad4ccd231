"""The Niederschrift: for everyone once approved, and by a personal link for whoever was invited."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.governance.actions import minutes as deeds
from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.governance.letters.minutes import uid_of
from mitsorge.domain.governance.models import Attendee
from mitsorge.domain.governance.queries import minutes as queries
from mitsorge.domain.governance.rules import MeetingStatus
from mitsorge.face.guards import open_to_all


@open_to_all
@require_safe
def minutes(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The public version (1 query beside the frame's). 404 unless approved and published."""
    found = queries.published().filter(meeting__uid=uid).first()
    if found is None:
        raise Http404
    context = {"section": "termine", "minutes": found, "meeting": found.meeting}
    return render(request, "public/governance/minutes.html", context)


@never_cache
@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def own_minutes(request: HttpRequest, signed: str) -> HttpResponse:
    """The internal version for one member; POST objects, within the period. A dead link says what helps."""
    uid = uid_of(signed)
    attendee = queries.participant(uid) if uid else None
    found = queries.minutes_of(attendee.meeting.uid) if attendee else None
    if attendee is None or found is None:
        return render(request, "public/governance/link_ended.html", status=410)
    context = {
        "section": "termine",
        "minutes": found,
        "meeting": found.meeting,
        "attendee": attendee,
        "own": [one for one in found.objections.all() if one.attendee_id == attendee.pk],
        "is_open": found.meeting.status == MeetingStatus.OBJECTION_PERIOD
        and found.objections_until is not None
        and timezone.localdate() <= found.objections_until,
        "is_readable": found.sent_at is not None,
    }
    if request.method == "POST":
        return _objected(request, attendee, context)
    return render(request, "public/governance/own_minutes.html", context)


def _objected(request: HttpRequest, attendee: Attendee, context: dict[str, object]) -> HttpResponse:
    typed = request.POST.get("text", "")
    try:
        deeds.object(attendee=attendee, text=typed, at=timezone.now())
    except Refused as refused:
        context |= {"problem": refused.sentence, "typed": typed}
        return render(request, "public/governance/own_minutes.html", context, status=422)
    messages.success(request, _("Danke. Ihre Einwendung ist angekommen, wir antworten Ihnen."))
    return redirect(request.path)
