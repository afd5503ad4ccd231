"""What keeping the directory true puts on the desk: calls, new addresses, the switch for letters."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.directory.rules import Status
from mitsorge.domain.upkeep.models import Reach
from mitsorge.domain.upkeep.permissions import CALLERS
from mitsorge.domain.upkeep.queries.calls import call_list
from mitsorge.face.work import Urgency, WorkItem, needs_someone, urgency_of

MOST = 20


@needs_someone(*CALLERS)
def calls(on: date) -> list[WorkItem]:
    """One row for everybody to call today (10 queries, 1 where no round runs)."""
    rows = call_list(on)
    if not rows:
        return []
    n = len(rows)
    title = ngettext("%(n)s Organisation anrufen", "%(n)s Organisationen anrufen", n) % {"n": n}
    why = _("Unsere Briefe blieben ohne Antwort oder kamen nicht an.")
    first = reverse("office:call", args=[rows[0].inquiry_id])
    return [WorkItem(title, why, first, _("Anrufen"), urgency=Urgency.THIS_WEEK)]


@needs_someone(*CALLERS)
def wishes(on: date) -> list[WorkItem]:
    """Somebody answered that somebody else is responsible, of who is still there (1 query)."""
    waiting = Reach.objects.filter(wished_at__isnull=False).select_related("organization")
    waiting = waiting.exclude(organization__status=Status.DEFUNCT)
    return [_wish(row, on) for row in waiting.order_by("wished_at", "pk")[:MOST]]


def _wish(reach: Reach, on: date) -> WorkItem:
    said_on = timezone.localdate(reach.wished_at) if reach.wished_at else on
    return WorkItem(
        title=_("Andere Ansprechperson: %(name)s") % {"name": reach.organization},
        why=_("Briefe sollen an %(to)s gehen.") % {"to": reach.wished_email},
        address=reverse("office:reach", args=[reach.organization_id]),
        button=_("Entscheiden"),
        due=said_on,
        urgency=urgency_of(said_on, on),
    )
