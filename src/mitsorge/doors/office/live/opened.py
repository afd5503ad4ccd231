"""Who comes in, and what a deed that was not done becomes."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.utils import timezone

from mitsorge.domain.governance import permissions
from mitsorge.domain.governance.models import Meeting
from mitsorge.domain.governance.queries import live
from mitsorge.doors.office.meeting_deeds import REFUSED
from mitsorge.face.guards import SignedInRequest


def meeting_to_record(request: SignedInRequest, uid: UUID) -> Meeting:
    """The meeting with all that was recorded (7 queries); 404 for whoever does not write it down."""
    meeting = live.to_record().filter(uid=uid).first()
    if meeting is None or not may_record(request, meeting):
        raise Http404
    return meeting


def may_run(request: SignedInRequest, meeting: Meeting) -> bool:
    """Who runs the committee today: also what an earlier chair left open, and not any more once her term is over."""
    return permissions.may_run_committee(request.user, meeting.committee, timezone.localdate())


def may_record(request: SignedInRequest, meeting: Meeting) -> bool:
    """The same, and whoever was named to write it down."""
    return permissions.may_record(request.user, meeting, timezone.localdate())


def may_read(request: SignedInRequest, meeting: Meeting) -> bool:
    """Who sat there on the day of the meeting, or sits there now, in any of its committees."""
    today = timezone.localdate()
    return permissions.may_read_meeting(
        request.user, meeting, today, timezone.localdate(meeting.starts_at)
    )


def done(request: SignedInRequest, deed: Callable[..., Any], **what: Any) -> bool:
    """Does it; a refusal becomes a sentence on the next page. Whether it was done."""
    try:
        deed(**what, by=request.user, at=timezone.now())
    except REFUSED as refused:
        messages.error(request, str(refused))
        return False
    return True
