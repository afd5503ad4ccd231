"""What meetings that are over put on the desk: a text to write, to send, to answer for, to approve."""

from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.governance.models import Meeting
from mitsorge.domain.governance.queries.minutes import Objected, objected, waiting_for_minutes
from mitsorge.domain.governance.rules import MeetingStatus
from mitsorge.doors.office.meeting_work import among
from mitsorge.face.templatetags.face import long_date
from mitsorge.face.work import Committees, Urgency, WorkItem, needs_who_runs, urgency_of
from mitsorge.foundation.people.rules import Role

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

MOST = 50


@needs_who_runs(Role.COORDINATION)
def minutes(on: date, committees: Committees = None) -> list[WorkItem]:
    """Meetings whose minutes wait for somebody; while members may object, nobody has to do anything (1 query)."""
    found = among(waiting_for_minutes(on), committees)
    return [_item(meeting, on) for meeting in found[:MOST] if _is_ours(meeting, on)]


@needs_who_runs(Role.COORDINATION)
def objections(on: date, committees: Committees = None) -> list[WorkItem]:
    """A row per meeting with objections nobody answered; until then nothing is approved (1 query)."""
    return [_objected(found, on) for found in among(objected(), committees)[:MOST]]


def _objected(meeting: "WithAnnotations[Meeting, Objected]", on: date) -> WorkItem:
    n, until = meeting.unanswered, meeting.minutes.objections_until
    title = ngettext("%(n)s Einwendung: %(meeting)s", "%(n)s Einwendungen: %(meeting)s", n)
    return WorkItem(
        title=title % {"n": n, "meeting": meeting},
        why=_("Antworten Sie. Vorher lässt sich die Niederschrift nicht genehmigen."),
        address=reverse("office:minutes", args=[meeting.uid]),
        button=_("Beantworten"),
        due=until,
        urgency=urgency_of(until, on),
    )


def _is_ours(meeting: Meeting, on: date) -> bool:
    if meeting.status == MeetingStatus.RUNNING:
        return timezone.localdate(meeting.ends_at) < on
    if meeting.status == MeetingStatus.MINUTES_OPEN:
        return True
    until = meeting.minutes.objections_until
    return until is not None and until < on


def _item(meeting: Meeting, on: date) -> WorkItem:
    held = _("Sitzung vom %(day)s.") % {"day": long_date(meeting.starts_at)}
    if meeting.status == MeetingStatus.RUNNING:
        address = reverse("office:record_meeting", args=[meeting.uid])
        why = _("Sie läuft noch und ist nicht geschlossen.")
        return _row(_("%(meeting)s schließen"), meeting, f"{held} {why}", address, Urgency.TODAY)
    address = reverse("office:minutes", args=[meeting.uid])
    if meeting.status == MeetingStatus.MINUTES_OPEN:
        why = _("Die Niederschrift ist noch nicht versandt.")
        title = _("Niederschrift: %(meeting)s")
        return _row(title, meeting, f"{held} {why}", address, Urgency.THIS_WEEK)
    why = _("Die Frist für Einwendungen ist vorbei.")
    title = _("Niederschrift genehmigen: %(meeting)s")
    return _row(title, meeting, f"{held} {why}", address, Urgency.THIS_WEEK)


def _row(title: str, meeting: Meeting, why: str, address: str, urgency: Urgency) -> WorkItem:
    return WorkItem(title % {"meeting": meeting}, why, address, _("Öffnen"), urgency=urgency)
