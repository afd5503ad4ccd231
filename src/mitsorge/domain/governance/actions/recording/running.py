"""What every deed of the minute-taker asks first: may she, and does the meeting run?"""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance import permissions
from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.governance.models import AgendaItem, Meeting
from mitsorge.domain.governance.rules import MeetingStatus
from mitsorge.foundation.people.models import Account


def meeting_for(meeting_id: int, by: Account, at: datetime, *, lock: bool = False) -> Meeting:
    """The meeting, if `by` may write it down at `at` (2 queries). `lock`: others wait until this deed is done."""
    found = Meeting.objects.select_for_update(of=("self",)) if lock else Meeting.objects
    meeting = found.select_related("committee").get(pk=meeting_id)
    permissions.check_may_record(by, meeting, timezone.localdate(at))
    return meeting


def running_meeting(meeting_id: int, by: Account, at: datetime, *, lock: bool = False) -> Meeting:
    """The same, and it runs at `at`. Raises `Refused`: nothing is recorded before, after or backdated."""
    meeting = meeting_for(meeting_id, by, at, lock=lock)
    if meeting.status != MeetingStatus.RUNNING:
        raise Refused(
            _("Die Sitzung läuft nicht. Es wurde nichts geändert, Ihre Eingaben stehen noch hier.")
        )
    if meeting.started_at is None or at < meeting.started_at:
        raise Refused(_("Das liegt vor dem Beginn der Sitzung. Bitte prüfen Sie die Uhrzeit."))
    return meeting


def running_item(item_id: int, by: Account, at: datetime) -> tuple[AgendaItem, Meeting]:
    """An item, locked until the deed is done, and its running meeting (3 queries)."""
    item = AgendaItem.objects.select_for_update().get(pk=item_id)
    if item.meeting_id is None:
        raise Refused(_("Dieser Punkt steht auf keiner Tagesordnung."))
    return item, running_meeting(item.meeting_id, by, at)
