"""Drafts of a whole year at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from mitsorge.domain.governance.actions import meetings
from mitsorge.domain.governance.models import Committee, Meeting
from mitsorge.domain.governance.rules import MeetingStatus
from mitsorge.foundation.people.models import Account


@dataclass(frozen=True)
class Wish:
    """A day and an hour chosen from the year plan, with zone."""

    committee_id: int
    starts_at: datetime
    minutes: int


@transaction.atomic
def plan_year(*, wishes: Sequence[Wish], by: Account, at: datetime) -> list[Meeting]:
    """A draft for each wish, all or none; what a committee has on that day already is not made twice.

    The committees are locked, so that a second click waits and then finds the drafts of the first.
    Raises what `meetings.plan_meeting` raises.
    """
    ids = {wish.committee_id for wish in wishes}
    locked = Committee.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    committees = {committee.pk: committee for committee in locked}
    known = [wish for wish in wishes if wish.committee_id in committees]
    return [
        meetings.plan_meeting(
            committee=committees[wish.committee_id],
            starts_at=wish.starts_at,
            ends_at=wish.starts_at + timedelta(minutes=wish.minutes),
            by=by,
            at=at,
        )
        for wish in known
        if not _stands(wish)
    ]


def _stands(wish: Wish) -> bool:
    """Whether the committee already meets on that day, alone or with others (1 query)."""
    first = timezone.localtime(wish.starts_at).replace(hour=0, minute=0, second=0, microsecond=0)
    day = Meeting.objects.filter(
        committee_id=wish.committee_id,
        starts_at__gte=first,
        starts_at__lt=first + timedelta(days=1),
    )
    return day.exclude(status=MeetingStatus.CANCELLED).exists()
