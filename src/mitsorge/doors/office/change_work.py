"""What proposed changes put on the desk."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.upkeep.actions.approvals import DECIDERS
from mitsorge.domain.upkeep.queries.changes import waiting
from mitsorge.face.work import WorkItem, needs_someone, urgency_of

ANSWER_WITHIN = timedelta(days=7)
"""So long an organization waits before it is late: the network's courtesy, no law."""


@needs_someone(*DECIDERS)
def changes(on: date) -> list[WorkItem]:
    """One row for everything that waits for approval, due with the oldest (1 query)."""
    rows = list(waiting())
    if not rows or rows[0].submitted_at is None:
        return []
    due = timezone.localdate(rows[0].submitted_at) + ANSWER_WITHIN
    title = ngettext(
        "%(n)s Änderung eines Eintrags wartet auf Freigabe",
        "%(n)s Änderungen von Einträgen warten auf Freigabe",
        len(rows),
    )
    return [
        WorkItem(
            title=title % {"n": len(rows)},
            why=_("Bis dahin steht öffentlich die alte Fassung."),
            address=reverse("office:changes"),
            button=_("Ansehen"),
            due=due,
            urgency=urgency_of(due, on),
        )
    ]
