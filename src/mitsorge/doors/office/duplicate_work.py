"""What stands twice, on the desk."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.duplicates import queries
from mitsorge.domain.duplicates.permissions import MERGERS
from mitsorge.domain.duplicates.rules.merging import Kind
from mitsorge.face.work import Urgency, WorkItem, needs_someone


@needs_someone(*MERGERS)
def duplicates(_on: date) -> list[WorkItem]:
    """One row for all open pairs (10 queries; 12 more where the worker never compared)."""
    n = sum(len(queries.open_pairs(kind)) for kind in Kind)
    title = ngettext(
        "%(n)s Eintrag steht vielleicht doppelt", "%(n)s Einträge stehen vielleicht doppelt", n
    )
    why = _("Gleicher Name, gleiche Anschrift oder gleiches Telefon.")
    address = reverse("office:duplicates")
    row = WorkItem(title % {"n": n}, why, address, _("Vergleichen"), urgency=Urgency.LATER)
    return [row] if n else []
