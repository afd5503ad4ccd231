"""Who works together here: about the network, its areas, its committees, its partners."""

from datetime import date
from itertools import groupby

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mitsorge.domain.governance import wording as governance_wording
from mitsorge.domain.governance.queries.committees import committees_by_kind
from mitsorge.domain.partners import queries as partner_queries
from mitsorge.domain.partners import wording as partner_wording
from mitsorge.domain.partners.queries import PartnerFilter, PartnerLine
from mitsorge.domain.partners.queries.places import (
    PartnerPlace,
    areas_to_choose,
    clusters,
    houses_in_area,
    partner_places,
)
from mitsorge.domain.partners.rules import Participation
from mitsorge.domain.planning.queries.published import is_anything_public
from mitsorge.doors.public.drawn import marks
from mitsorge.doors.public.maps import MapView, Spot, draw
from mitsorge.doors.public.swapping import wants_part
from mitsorge.face.guards import open_to_all
from mitsorge.foundation.places.models import Municipality
from mitsorge.foundation.places.queries import areas_in_force

FOLD = str.maketrans({"Ä": "A", "Ö": "O", "Ü": "U"})


@open_to_all
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """The network, its planning areas with their municipalities, its committees by kind (at most 8 queries)."""
    today = timezone.localdate()
    words = governance_wording.CLASSIFICATION
    context = {
        "section": "netzwerk",
        "areas": _areas(today),
        "committees": [(words[kind], found) for kind, found in committees_by_kind()],
        "partner_count": partner_queries.count_running(on=today),
        "has_planning": is_anything_public(),
    }
    return render(request, "public/network/about.html", context)


def _areas(on: date) -> list[tuple[str, list[str]]]:
    """The widest areas in force, each with what it is made of: areas, else municipalities (2 queries)."""
    named = Municipality.objects.only("name", "ags").order_by("name", "ags")
    found = areas_in_force(on).prefetch_related(Prefetch("municipalities", named)).order_by("code")
    parts: dict[int | None, list[str]] = {}
    for area in found:
        parts.setdefault(area.parent_id, []).append(area.name)
    return [
        (area.name, parts.get(area.pk) or [place.name for place in area.municipalities.all()])
        for area in found
        if area.parent_id is None
    ]


@open_to_all
@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    """All partners by letter, narrowed by area, group, kind of work and name (5 queries beside the frame).

    An area costs 3 more. The map beside the list shows how many of them are where.
    """
    today = timezone.localdate()
    narrowed = _narrowed(request)
    found = partner_queries.partners(on=today, narrowed=narrowed)
    places = partner_places(on=today)
    if narrowed.area:
        inside = houses_in_area(narrowed.area, places, on=today)
        found = [line for line in found if line.organization_id in inside]
    view = _map(found, places)
    context = {
        "section": "partner",
        "narrowed": narrowed,
        "areas": areas_to_choose(today),
        "groups": partner_queries.group_sizes(on=today),
        "participations": [(kind, partner_wording.PARTICIPATION[kind]) for kind in Participation],
        "letters": _by_letter(found),
        "total": len(found),
        "map": view,
        "marks": marks(view) if view else "",
    }
    page = "_partners.html" if wants_part(request) else "partners.html"
    return render(request, f"public/network/{page}", context)


def _map(found: list[PartnerLine], places: list[PartnerPlace]) -> MapView | None:
    """Where the listed partners are: each pin says how many."""
    listed = {line.organization_id for line in found}
    spots = [
        Spot(one.latitude, one.longitude, one.partners, one.name)
        for one in clusters(place for place in places if place.organization_id in listed)
    ]
    return draw(spots)


def _narrowed(request: HttpRequest) -> PartnerFilter:
    wanted = request.GET.get("mitarbeit", "")
    return PartnerFilter(
        group=request.GET.get("gruppe", "")[:60],
        participation=Participation(wanted) if wanted in set(Participation) else None,
        name=request.GET.get("name", "").strip()[:80],
        area=request.GET.get("gebiet", "")[:60],
    )


def _by_letter(found: list[PartnerLine]) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """(letter, [(slug, name, group and kind of work)]) as the page lists them."""
    words = {kind: str(word) for kind, word in partner_wording.PARTICIPATION.items()}
    ordered = sorted(found, key=lambda line: line.name.upper().translate(FOLD))
    return [
        (letter, [(line.slug, line.name, _work(line, words)) for line in lines])
        for letter, lines in groupby(ordered, key=lambda line: initial(line.name))
    ]


def _work(line: PartnerLine, words: dict[Participation, str]) -> str:
    return " · ".join(part for part in (line.group, words[line.participation]) if part)


def initial(name: str) -> str:
    """The letter a partner stands under; umlauts under their vowel (DIN 5007-1), all else under #."""
    letter = name[:1].upper().translate(FOLD)
    return letter if "A" <= letter <= "Z" else "#"
