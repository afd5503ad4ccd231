"""Planning at a glance: what figures there are, a map, every area; and areas side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from mitsorge.domain.planning.models import Series
from mitsorge.domain.planning.permissions import READERS, may_plan
from mitsorge.domain.planning.rules.regions import Region
from mitsorge.doors.office.planning_areas import older_stat, people_stat
from mitsorge.doors.office.planning_asked import year_asked, years_to_choose
from mitsorge.doors.office.planning_ground import SOURCES, Ground, Older, ground, title_of
from mitsorge.doors.office.planning_maps import Shown, need_map, older_map, people_map
from mitsorge.doors.office.planning_numbers import people_words
from mitsorge.doors.office.planning_sheets import Cell as SheetCell
from mitsorge.doors.office.planning_sheets import Sheet, passport, picture_file, served
from mitsorge.doors.office.planning_ways import cell_of, share_of, sources_of
from mitsorge.face.guards import SignedInRequest, only_for

readers = only_for(*READERS)
MAPS = {
    "anteil": gettext_lazy("Anteil ab 67"),
    "menschen": gettext_lazy("Zahl ab 67"),
    "bedarf": gettext_lazy("Pflegebedürftige"),
}
ROOMS = (
    ("figures:list", gettext_lazy("Zahlen")),
    ("office:variants", gettext_lazy("Prognosen")),
    ("office:gaps", gettext_lazy("Lücken und Doppelungen")),
    ("office:scenarios", gettext_lazy("Szenarien")),
    ("office:surveys", gettext_lazy("Umfragen")),
)
"""The rooms of planning; one that this installation does not have is not named."""


@dataclass(frozen=True)
class Row:
    """One area in the table. `need` and `share`: of the forecast the page speaks of."""

    region: Region
    title: str
    older: Older
    need: str
    share: str
    is_upper: bool


def rooms() -> list[tuple[str, str]]:
    """(address, words) of the rooms that exist."""
    return [(address, str(words)) for name, words in ROOMS if (address := _address(name))]


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
        "rooms": rooms(),
        "may_plan": may_plan(request.user),
        "stats": [people_stat(everyone, older), older_stat(older)] if everyone else [],
        "rows": list(_rows(read, year)),
        "overlaps": read.overlaps,
        "maps": _maps(read),
        "chosen": map_asked(request, read),
        "map": _map(read, map_asked(request, read), year),
        "map_file": reverse("office:planning_map")
        + f"?karte={map_asked(request, read)}&jahr={year}",
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


def _rows(read: Ground, year: int) -> Iterator[Row]:
    """Wider areas before those in them."""
    for region in _ordered(read.regions):
        older = read.older(region.code, read.places_in(region))
        need = read.way.need if read.way else None
        cell = cell_of(need, region.code, year) if need else None
        yield Row(
            region,
            title_of(region),
            older,
            people_words(cell.persons, at_least=cell.at_least) if cell else "",
            share_of(need, region.code, year) if need else "",
            region not in read.finest,
        )


def _ordered(regions: Sequence[Region], parent: str = "") -> Iterator[Region]:
    codes = {region.code for region in regions}
    for region in regions:
        if (region.parent if region.parent in codes else "") == parent:
            yield region
            yield from _ordered(regions, region.code)


@require_safe
@readers
def overview_file(request: SignedInRequest, ending: str) -> HttpResponse:
    """Every area with its people and the forecast for ?jahr= (6 queries beside the session)."""
    read = ground(with_outlines=False)
    year = year_asked(request.GET, read)
    head = [_("Kennung"), _("Planungsraum"), _("Einwohner"), _("ab 67"), _("Anteil ab 67 in %")]
    told = passport(list(map(str, SOURCES)))
    if read.way and read.way.need:
        head.append(_("Pflegebedürftige %(year)s") % {"year": year})
        told += sources_of(read.way.need)
    rows = [_cells(row) for row in _rows(read, year)]
    return served(Sheet(_("Planungsräume"), told, head, rows), ending)


def _cells(row: Row) -> list[SheetCell]:
    number = row.older.number
    older: SheetCell = None if number is None else round(number)
    older = row.older.number_words if row.older.is_hidden or row.older.share.at_least else older
    cells: list[SheetCell] = [row.region.code, row.title, row.older.people, older, row.older.value]
    return [*cells, row.need] if row.need else cells


@require_safe
@readers
def overview_map_file(request: SignedInRequest) -> HttpResponse:
    """The map of ?karte= and ?jahr= as an SVG file (10 queries beside the session)."""
    read = ground()
    shown = _map(read, map_asked(request, read), year_asked(request.GET, read))
    if shown is None:
        raise Http404
    return picture_file(shown.file, shown.title)
