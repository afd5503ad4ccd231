"""Who comes in, and what a deed that was not done becomes."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.utils import timezone

from mitsorge.domain.governance import permissions
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.governance.models import Meeting
from mitsorge.domain.governance.queries import live
from mitsorge.domain.governance.rules.standing import Standing
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.foundation.people.rules import NotAllowed, Role

insiders = only_for(
    Role.COORDINATION, Role.PLANNING, Role.STEERING, Role.MEMBER, standing=Standing.SITS
)
"""Who may stand before the door; whether the committee is hers is asked inside."""
REFUSALS = (Refused, AlreadyDone, ItemChanged, NotAllowed)


def meeting_to_run(request: SignedInRequest, uid: UUID) -> Meeting:
    """The meeting with all that was recorded (7 queries); 404 for whoever does not run the committee."""
    meeting = live.to_record().filter(uid=uid).first()
    if meeting is None or not may_run(request, meeting):
        raise Http404
    return meeting


def may_run(request: SignedInRequest, meeting: Meeting) -> bool:
    """Who runs the committee today: also what an earlier chair left open, and not any more once her term is over."""
    return permissions.may_run_committee(request.user, meeting.committee, timezone.localdate())


def may_read(request: SignedInRequest, meeting: Meeting) -> bool:
    """Who sat there on the day of the meeting, or sits there now."""
    days = (timezone.localdate(meeting.starts_at), timezone.localdate())
    return any(permissions.may_read_internal(request.user, meeting.committee, on) for on in days)


def done(request: SignedInRequest, deed: Callable[..., Any], **what: Any) -> bool:
    """Does it; a refusal becomes a sentence on the next page. Whether it was done."""
    try:
        deed(**what, by=request.user, at=timezone.now())
    except REFUSALS as refused:
        messages.error(request, str(refused))
        return False
    return True
