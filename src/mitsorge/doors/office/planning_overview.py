"""Planning at a glance: what figures there are, a map, every area."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from mitsorge.domain.planning.models import Series
from mitsorge.domain.planning.permissions import READERS, may_plan
from mitsorge.face.exports.served import file_links, served
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.planning.area_rows import area_rows, areas_sheet
from mitsorge.face.planning.asked import year_asked, years_to_choose
from mitsorge.face.planning.ground import SOURCES, Ground, ground
from mitsorge.face.planning.key_figures import older_stat, people_stat
from mitsorge.face.planning.maps import Shown, need_map, older_map, people_map

readers = only_for(*READERS)
MAPS = {
    "anteil": gettext_lazy("Anteil ab 67"),
    "menschen": gettext_lazy("Zahl ab 67"),
    "bedarf": gettext_lazy("Pflegebedürftige"),
}
ROOMS = (
    ("office:kinds", gettext_lazy("Arten")),
    ("figures:list", gettext_lazy("Zahlen")),
    ("office:variants", gettext_lazy("Prognosen")),
    ("office:gaps", gettext_lazy("Lücken und Doppelungen")),
    ("office:scenarios", gettext_lazy("Szenarien")),
    ("office:surveys", gettext_lazy("Umfragen")),
    ("office:planning_public", gettext_lazy("Öffentlich")),
)
"""The rooms of planning; one that this installation does not have is not named."""


def rooms(*, for_planners: bool) -> list[tuple[str, str]]:
    """(address, words) of the rooms that exist; what is public is chosen by planners only."""
    found = [
        (name, words) for name, words in ROOMS if for_planners or name != "office:planning_public"
    ]
    return [(address, str(words)) for name, words in found if (address := _address(name))]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@require_safe
@readers
def overview(request: SignedInRequest) -> HttpResponse:
    """The whole network (at most 13 queries beside the session). ?karte= what the map shows, ?jahr= its year."""
    read = ground()
    year = year_asked(request.GET, read)
    everyone = list(read.places.values())
    older = read.older("", everyone)
    context = {
        "section": "planung",
        "network_name": read.network.name,
        "rooms": rooms(for_planners=may_plan(request.user)),
        "may_plan": may_plan(request.user),
        "stats": [people_stat(everyone, older), older_stat(older)] if everyone else [],
        "rows": area_rows(read, year),
        "overlaps": read.overlaps,
        "maps": _maps(read),
        "chosen": map_asked(request, read),
        "map": _map(read, map_asked(request, read), year),
        "files": {
            "map": file_links(
                reverse("office:planning_map", args=["svg"]).removesuffix(".svg"),
                table=False,
                picture=True,
                query=f"karte={map_asked(request, read)}&jahr={year}",
            ),
            "areas": file_links(
                reverse("office:planning_file", args=["csv"]).removesuffix(".csv"),
                query=f"jahr={year}",
            ),
        },
        "kept": [("karte", map_asked(request, read))],
        "year": year,
        "years": years_to_choose(read),
        "way": read.way,
        "series": list(Series.objects.order_by("subject", "-as_of", "pk")[:12]),
        "figures_address": _address("figures:list"),
        "sources": SOURCES,
    }
    return render(request, "office/planning/overview.html", context)


def _maps(read: Ground) -> list[tuple[str, str]]:
    """What the map can show: forecasts only where one can be computed, the census where places have outlines."""
    found = [(code, str(words)) for code, words in MAPS.items()]
    has_places = any(key in read.outlines for key in read.places) and len(read.places) > 1
    return [
        (code, words)
        for code, words in found
        if (read.way is not None if code == "bedarf" else has_places)
    ]


def map_asked(request: SignedInRequest, read: Ground) -> str:
    """?karte=, else the first map there is; empty without any."""
    possible = [code for code, _words in _maps(read)]
    asked = request.GET.get("karte", "")
    return asked if asked in possible else next(iter(possible), "")


def _map(read: Ground, chosen: str, year: int) -> Shown | None:
    if chosen == "bedarf" and read.way and read.way.need:
        return need_map(read, read.way.need, year) if year in read.way.need.years else None
    if not chosen:
        return None
    draw = people_map if chosen == "menschen" else older_map
    return draw(read, list(read.places.values()), read.finest)


@require_safe
@readers
def overview_file(request: SignedInRequest, ending: str) -> HttpResponse:
    """Every area with its people and the forecast for ?jahr= (6 queries beside the session)."""
    read = ground(with_outlines=False)
    year = year_asked(request.GET, read)
    return served(areas_sheet(read, year), ending)


@require_safe
@readers
def overview_map_file(request: SignedInRequest, ending: str) -> HttpResponse:
    """The map of ?karte= and ?jahr= as a picture (10 queries beside the session)."""
    read = ground()
    shown = _map(read, map_asked(request, read), year_asked(request.GET, read))
    return served(shown.picture if shown else None, ending)
