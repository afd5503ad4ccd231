"""Who writes a meeting down: named on its page by whoever runs the committee."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mitsorge.domain.governance.actions.minute_takers import name_minute_taker
from mitsorge.doors.office.deeds import attempt
from mitsorge.doors.office.meeting_deeds import meeting_for, members
from mitsorge.face.guards import SignedInRequest


@require_POST
@members
def named(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """`person`: the id of somebody, or empty for nobody."""
    meeting = meeting_for(request, uid)
    typed = request.POST.get("person", "")
    person = int(typed) if typed.isdecimal() and len(typed) < 12 else None
    attempt(request, name_minute_taker, _("Gespeichert."), meeting_id=meeting.pk, person_id=person)
    return redirect(reverse("office:meeting", args=[uid]) + "#protokoll")
