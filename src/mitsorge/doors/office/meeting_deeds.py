"""What the rooms of meetings share: who comes in, which meeting is meant, what a refused deed says."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from mitsorge.domain.governance.models import AgendaItem, Committee, Meeting
from mitsorge.domain.governance.permissions import (
    may_read_internal,
    may_read_meeting,
    may_run_committee,
)
from mitsorge.domain.governance.queries import meetings as queries
from mitsorge.domain.governance.rules.standing import Standing
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.foundation.people.rules import Role

members = only_for(
    Role.COORDINATION, Role.PLANNING, Role.STEERING, Role.MEMBER, standing=Standing.SITS
)
"""Whoever may sit somewhere. What of it opens is asked of the committee, for each its own."""


def committee_for(request: SignedInRequest, code: str) -> Committee:
    """A committee whose inner life this account may see today; 404 otherwise (at most 6 queries)."""
    found = get_object_or_404(Committee, code=code)
    if not may_read_internal(request.user, found, timezone.localdate()):
        raise Http404
    return found


def meeting_for(request: SignedInRequest, uid: UUID) -> Meeting:
    """The same for a meeting: one of its committees is enough, or to be its minute-taker."""
    found = queries.meeting_by_uid(uid)
    if found is None or not may_read_meeting(request.user, found, timezone.localdate()):
        raise Http404
    return found


def item_of(meeting: Meeting, pk: int) -> AgendaItem:
    """An item of this meeting; 404 for another."""
    return get_object_or_404(AgendaItem.objects.select_related("committee"), pk=pk, meeting=meeting)


def may_run(request: SignedInRequest, committee: Committee) -> bool:
    """Whether the buttons are shown; the deeds ask once more."""
    return may_run_committee(request.user, committee, timezone.localdate())
