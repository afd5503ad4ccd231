"""Who comes in, and what a deed that was not done becomes."""

from uuid import UUID

from django.http import Http404
from django.utils import timezone

from mitsorge.domain.governance import permissions
from mitsorge.domain.governance.models import Meeting
from mitsorge.domain.governance.queries import live
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
