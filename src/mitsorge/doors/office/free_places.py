"""The room for professionals: who has which places free, for whom, and how old that news is."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mitsorge.domain.directory import queries as directory
from mitsorge.domain.directory import wording
from mitsorge.domain.directory.queries import Condition, PlacesFilter
from mitsorge.doors.office.lists import readers
from mitsorge.face.guards import SignedInRequest
from mitsorge.face.paging import paged
from mitsorge.foundation.places.queries import areas_in_force

CONDITION = {
    Condition.DEMENTIA: _("für Menschen mit Demenz geeignet"),
    Condition.SINGLE_ROOM: _("Einzelzimmer"),
    Condition.WOMEN: _("auch für Frauen"),
    Condition.MEN: _("auch für Männer"),
    Condition.GRADE_1: _("schon mit Pflegegrad 1"),
}


def _asked(asked: QueryDict) -> PlacesFilter:
    """What the address asks for; nonsense means "all"."""
    kind, area, condition = (asked.get(name, "") for name in ("art", "gebiet", "bedingung"))
    return PlacesFilter(
        kind=kind if kind in wording.PLACE_KIND else "",
        planning_area_id=int(area) if area.isdecimal() and len(area) < 19 else None,
        condition=condition if condition in CONDITION else "",
        only_free=asked.get("frei") == "ja",
    )


@readers
@require_safe
def free_places(request: SignedInRequest) -> HttpResponse:
    """Reports, the youngest first, with the share that takes part (4 queries beside the session)."""
    today, wanted = timezone.localdate(), _asked(request.GET)
    context = {
        "section": "verzeichnis",
        "paged": paged(directory.free_places(wanted, on=today), request),
        "filters": wanted,
        "share": directory.participation(wanted, on=today),
        "kinds": wording.PLACE_KIND.items(),
        "conditions": CONDITION.items(),
        "areas": areas_in_force(today).values_list("pk", "name"),
    }
    return render(request, "office/directory/free_places.html", context)
