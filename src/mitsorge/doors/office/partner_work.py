"""What partners put on the desk."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.partners.models import Application
from mitsorge.domain.partners.permissions import DECIDERS
from mitsorge.domain.partners.queries.applications import waiting
from mitsorge.domain.partners.queries.office import OfficeFilter, office_partners
from mitsorge.domain.partners.rules import Participation
from mitsorge.domain.partners.wording import PARTICIPATION
from mitsorge.face.work import Urgency, WorkItem, needs_someone, urgency_of

MOST = 20
ANSWER_WITHIN = timedelta(days=14)
"""So long an applicant waits before it is late: the network's courtesy, no law."""


@needs_someone(*DECIDERS)
def applications(on: date) -> list[WorkItem]:
    """Applications that wait for a decision (1 query)."""
    return [_application(row, on) for row in waiting()[:MOST]]


def _application(application: Application, on: date) -> WorkItem:
    came = application.confirmed_at or application.created_at
    due = timezone.localdate(came) + ANSWER_WITHIN
    how = PARTICIPATION[Participation(application.participation)]
    return WorkItem(
        title=_("Antrag auf Partnerschaft: %(name)s") % {"name": application.organization_name},
        why=_("Möchte Partner werden (%(how)s).") % {"how": how},
        address=reverse("office:application", args=[application.pk]),
        button=_("Entscheiden"),
        due=due,
        urgency=urgency_of(due, on),
    )


@needs_someone(*DECIDERS)
def partners_without_voice(on: date) -> list[WorkItem]:
    """One row for active partners for whom nobody speaks: nobody can be invited (1 query)."""
    narrowed = OfficeFilter(participation=Participation.ACTIVE, silent=True)
    n = office_partners(narrowed, on=on).count()
    title = ngettext(
        "Für %(n)s aktiven Partner spricht niemand",
        "Für %(n)s aktive Partner spricht niemand",
        n,
    )
    why = _("Ohne Namen erreicht keine Einladung jemanden.")
    address = f"{reverse('office:partners')}?mitarbeit=ACTIVE&stumm=ja"
    row = WorkItem(title % {"n": n}, why, address, _("Ansehen"), urgency=Urgency.LATER)
    return [row] if n else []
