"""What the rhythm of the committees puts on the desk."""

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.governance.queries.calendar import Due, Silent
from mitsorge.domain.governance.queries.duty_reports import unsent
from mitsorge.domain.governance.queries.rhythm import reports_between, silent_on
from mitsorge.domain.governance.wording.rhythm import silence_words
from mitsorge.doors.office.duty_reports import key_in_address
from mitsorge.face.work import Urgency, WorkItem, needs_someone, urgency_of
from mitsorge.foundation.people.rules import Role

AHEAD = timedelta(days=31)
"""A report is shown from so many days before it is due until somebody writes down that it was sent."""
BEHIND = timedelta(days=31)
"""And no longer than so many days after it was due: a network that begins is not asked for old papers."""


@needs_someone(Role.COORDINATION)
def rhythm(on: date) -> list[WorkItem]:
    """Committees that fell silent, in one row, and each report due within a month, or late for a month at most (at most 7 queries, 10
    from December to January)."""
    due = unsent(reports_between(on - BEHIND, on + AHEAD))
    return [*_silent(silent_on(on)), *(_report(each, on) for each in due)]


def _silent(found: list[Silent]) -> Iterator[WorkItem]:
    if not found:
        return
    first = found[0]
    title = ngettext(
        "%(name)s tagt seltener als vorgesehen",
        "%(n)s Gremien tagen seltener als vorgesehen",
        len(found),
    ) % {"n": len(found), "name": first.committee.name}
    why = silence_words(first.silence)
    if len(found) > 1:
        why = f"{first.committee.name}: {why}"
    yield WorkItem(title, why, reverse("office:year"), _("Planen"), urgency=Urgency.LATER)


def _report(due: Due, on: date) -> WorkItem:
    day = due.report.day
    sent = reverse("office:report_sent", args=[due.committee.code])
    return WorkItem(
        _("Bericht an: %(to)s") % {"to": due.report.to},
        due.committee.name,
        f"{sent}?bericht={quote(key_in_address(due))}",
        _("Eintragen"),
        due=day,
        urgency=urgency_of(day, on),
    )
