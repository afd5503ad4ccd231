"""How planning speaks to the committees: as an impulse, or as an item of an agenda. For findings and scenarios alike."""

from datetime import datetime
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions import agenda
from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.governance.models import AgendaItem, Committee, Meeting
from mitsorge.domain.governance.permissions import may_run_committee
from mitsorge.domain.recommendations.actions.impulses import TEXT_LIMIT, collect
from mitsorge.domain.recommendations.models import Impulse
from mitsorge.domain.recommendations.rules import ImpulseSource
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.places.models import PlanningArea


def as_impulse(*, text: str, area: PlanningArea | None, by: Account, at: datetime) -> Impulse:
    """An impulse "aus der Planung" of today, about the area if there is one; longer text ends at the limit."""
    return collect(
        text=text[:TEXT_LIMIT],
        source=ImpulseSource.PLANNING,
        key=f"planning-{uuid4()}",
        happened_on=timezone.localdate(at),
        planning_area=area,
        by=by,
        at=at,
    )


def as_item(
    *, title: str, text: str, committee_id: int, meeting_id: int | None, by: Account, at: datetime
) -> AgendaItem:
    """An item of the meeting, or without `meeting_id` of the backlog. Who does not run the committee proposes
    it, and its office hears of it.

    Raises `Refused` for a committee that is not there or a meeting of another one; `NotAllowed`.
    """
    committee = Committee.objects.filter(pk=committee_id).first()
    if committee is None:
        raise Refused(_("Wählen Sie ein Gremium."))
    runs = may_run_committee(by, committee, timezone.localdate(at))
    if meeting_id is None and not runs:
        return agenda.propose_item(committee=committee, title=title, text=text, by=by, at=at)
    return agenda.add_item(
        committee=committee,
        meeting=_meeting(committee, meeting_id),
        title=title,
        text=text,
        brought_by=_("Planung"),
        by=by,
        at=at,
    )


def _meeting(committee: Committee, meeting_id: int | None) -> Meeting | None:
    if meeting_id is None:
        return None
    meeting = Meeting.objects.filter(pk=meeting_id, committee=committee).first()
    if meeting is None:
        raise Refused(_("Diese Sitzung gehört einem anderen Gremium."))
    return meeting
