"""Naming who writes a meeting down."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.governance.models import Meeting
from mitsorge.domain.governance.permissions import SETTLED, check_may_run_committee
from mitsorge.domain.governance.queries.minute_takers import possible_minute_takers
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account, Person


@transaction.atomic
def name_minute_taker(
    *, meeting_id: int, person_id: int | None, by: Account | None, at: datetime
) -> Meeting:
    """Names her, or nobody; the same again changes nothing. Possible until the minutes are approved.

    She may record the meeting and write its minutes, whatever else she may. Raises `Refused` for somebody who
    neither sits there nor works in the office, and `NotAllowed` where `by` does not run the committee.
    """
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("committee")
    meeting = rows.get(pk=meeting_id)
    check_may_run_committee(by, meeting.committee, timezone.localdate(at))
    if meeting.status in SETTLED:
        raise Refused(_("Für diese Sitzung gibt es nichts mehr mitzuschreiben."))
    if meeting.minute_taker_id == person_id:
        return meeting
    found = _person(meeting, person_id)
    before = meeting.minute_taker
    Meeting.objects.filter(pk=meeting.pk).update(
        minute_taker=found, version=F("version") + 1, modified_at=at
    )
    meeting.refresh_from_db()
    names = [each.name if each else "" for each in (before, found)]
    journal.record(
        event="governance.meeting.minute_taker",
        subject=meeting,
        by=by,
        at=at,
        changes={"minute_taker": names},
    )
    return meeting


def _person(meeting: Meeting, person_id: int | None) -> Person | None:
    if person_id is None:
        return None
    found = possible_minute_takers(meeting).filter(pk=person_id).first()
    if found is None:
        raise Refused(_("Protokoll führt, wer im Gremium sitzt oder im Büro arbeitet."))
    return found
