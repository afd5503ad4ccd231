"""Places as choices of a form: planning areas and municipalities."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.face.vocabulary import Choices
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.places.models import Municipality, PlanningArea
from mitsorge.foundation.places.queries import areas_in_force

AREA, MUNICIPALITY = "r", "g"


def place_key(municipality_id: int | None, planning_area_id: int | None) -> str:
    """A place as one value of a choice; empty for the whole network."""
    if municipality_id:
        return f"{MUNICIPALITY}{municipality_id}"
    return f"{AREA}{planning_area_id}" if planning_area_id else ""


def place_ids(key: str) -> tuple[int | None, int | None]:
    """(municipality, planning area) of a value made by `place_key`."""
    number = int(key[1:]) if key[1:].isdecimal() and len(key) < 19 else None
    return (number if key[:1] == MUNICIPALITY else None, number if key[:1] == AREA else None)


def places(*, also: Iterable[str] = ()) -> Choices:
    """Planning areas in force and the municipalities of the network, grouped (3 queries).

    `also`: places already chosen (made by `place_key`) that lie outside or are no longer in force.
    """
    chosen = [place_ids(key) for key in also]
    areas = areas_in_force(timezone.localdate()) | PlanningArea.objects.filter(
        pk__in=[area for _municipality, area in chosen if area]
    )
    here = network()
    mine = Municipality.objects.filter(ags__startswith=here.body.ags if here else "-")
    mine = mine | Municipality.objects.filter(pk__in=[one for one, _area in chosen if one])
    municipalities = mine.order_by("name", "pk").values_list("pk", "name")
    named = areas.values_list("pk", "name")
    return [
        (_("Planungsräume"), [(f"{AREA}{pk}", name) for pk, name in named]),
        (_("Gemeinden"), [(f"{MUNICIPALITY}{pk}", name) for pk, name in municipalities]),
    ]
