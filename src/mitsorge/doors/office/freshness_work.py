"""What the age of the entries puts on the desk."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.upkeep.queries.troubles import open_troubles
from mitsorge.face.work import WorkItem, needs_someone
from mitsorge.foundation.people.rules import Role


@needs_someone(Role.COORDINATION)
def troubles(_on: date) -> list[WorkItem]:
    """One row for all addresses that do not work (1 query)."""
    n = open_troubles().count()
    title = ngettext("%(n)s Adresse ist gestört", "%(n)s Adressen sind gestört", n)
    why = _("Eine Internetseite antwortet nicht, oder Post kommt zurück.")
    address = reverse("office:troubles")
    return [WorkItem(title % {"n": n}, why, address, _("Ansehen"))] if n else []
