"""What an import needs from the desk: a decision about an open preview."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from mitsorge.doors.imports.models import ImportRun
from mitsorge.doors.imports.planning.kinds import OPEN
from mitsorge.face.work import WorkItem, needs_someone
from mitsorge.foundation.people.rules import Role


@needs_someone(Role.COORDINATION)
def open_previews(_on: date) -> list[WorkItem]:
    """Runs that wait for columns or for a decision (1 query)."""
    waiting = ImportRun.objects.filter(state__in=OPEN).defer("content", "preview")
    return [
        WorkItem(
            title=_("Import „%(name)s“") % {"name": run.name},
            why=_("Die Vorschau wartet auf Ihre Entscheidung."),
            address=reverse("imports:run", args=[run.uid]),
            button=_("Ansehen"),
        )
        for run in waiting
    ]
