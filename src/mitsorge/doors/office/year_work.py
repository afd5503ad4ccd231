"""What the rhythm of the committees puts on the desk."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.governance.queries.calendar import Due, Silent
from mitsorge.domain.governance.queries.rhythm import reports_between, silent_on
from mitsorge.domain.governance.wording.rhythm import silence_words
from mitsorge.face.work import Urgency, WorkItem, needs_someone, urgency_of
from mitsorge.foundation.people.rules import Role

AHEAD = timedelta(days=31)
"""A report is shown from so many days before it is due until that day: nobody records here that it was sent."""


@needs_someone(Role.COORDINATION)
def rhythm(on: date) -> list[WorkItem]:
    """Committees that fell silent, in one row, and each report due within a month (at most 6 queries, 9 in December)."""
    due = reports_between(on, on + AHEAD)
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
    return WorkItem(
        _("Bericht an: %(to)s") % {"to": due.report.to},
        due.committee.name,
        f"{reverse('office:year')}?jahr={day.year}",
        _("Ansehen"),
        due=day,
        urgency=urgency_of(day, on),
    )
