"""One planning area: who lives there, how forecasts see it, as a page and as files."""

from collections.abc import Sequence
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from mitsorge.domain.planning.permissions import READERS
from mitsorge.domain.planning.rules import CareKind, FindingKind
from mitsorge.domain.planning.rules.evidence import Found
from mitsorge.domain.planning.rules.regions import Region
from mitsorge.doors.office.planning_area_frame import findings_in, found_region, frame
from mitsorge.doors.office.planning_findings import FoundRow, found_row
from mitsorge.doors.office.planning_surveyed import surveyed_rows
from mitsorge.face.exports.served import Picture, file_links, is_drawn, served
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.planning.asked import year_asked, years_to_choose
from mitsorge.face.planning.ground import SOURCES, Ground, ground
from mitsorge.face.planning.key_figures import older_bars, places_picture, places_sheet, stats
from mitsorge.face.planning.maps import older_map, people_map
from mitsorge.face.planning.ways import (
    curves,
    curves_picture,
    curves_sheet,
    kinds_chart,
    kinds_picture,
    kinds_sheet,
    side_by_side,
    told_words,
    ways_sheet,
)

readers = only_for(*READERS)
MOST_GAPS = 3
"""So many stand on the page of an area; their own list has all."""


@require_safe
@readers
def area(request: SignedInRequest, code: str) -> HttpResponse:
    """The overview of one area. ?jahr= is the year of the forecasts.

    At most 13 queries beside the session and those of `queries.findings.present`, which reads nothing a second time.
    """
    read = ground(only=code)
    region = found_region(code, read)
    findings = findings_in(region, read)
    found = missing(findings)
    places = read.places_in(region)
    year = year_asked(request.GET, read)
    context = {
        **frame(request, read, region, "ueberblick", findings),
        "year": year,
        "years": years_to_choose(read),
        "stats": stats(read, region, year),
        "places": places,
        "map": older_map(read, places) if places else None,
        "bars": older_bars(read, places),
        "ways": side_by_side(read.ways, code, year),
        "gaps": found[:MOST_GAPS],
        "gaps_in_all": len(found),
        "working": working_link(region, read, year),
        "sources": SOURCES,
        "surveyed": list(surveyed_rows(code)),
        "files": {
            "map": file_links(_stem("map", code), table=False, picture=True),
            "places": file_links(_stem("places", code), picture=True),
            "ways": file_links(_stem("ways", code), query=f"jahr={year}"),
        },
    }
    return render(request, "office/planning/area.html", context)


def _stem(what: str, code: str) -> str:
    """The address of a file of this area up to its ending."""
    return reverse(f"office:area_{what}_file", args=[code, "csv"]).removesuffix(".csv")


def missing(found: Sequence[Found]) -> list[FoundRow]:
    """As rows, gaps first, the surest of them first."""
    rows = [found_row(each) for each in found]
    return sorted(rows, key=lambda row: (row.found.kind != FindingKind.GAP, -row.dots))


@require_safe
@readers
def forecast(request: SignedInRequest, code: str) -> HttpResponse:
    """How the forecasts see one area from year to year (at most 12 queries beside the session)."""
    read = ground(with_outlines=False, only=code)
    region = found_region(code, read)
    sheet = curves_sheet(read.ways, code, region.name, told_words)
    need = read.way.need if read.way else None
    context = {
        **frame(request, read, region, "prognose", findings_in(region, read)),
        "chart": curves(read.ways, code),
        "sheet": sheet,
        "kinds": kinds_chart(need, code) if need else None,
        "variant": need.variant if need else None,
        "ways": side_by_side(read.ways, code, year_asked(request.GET, read)),
        "files": {
            "curves": file_links(_stem("curves", code), picture=True),
            "kinds": file_links(_stem("kinds", code), picture=True),
        },
    }
    return render(request, "office/planning/area_forecast.html", context)


@require_safe
@readers
def places_file(request: SignedInRequest, code: str, ending: str) -> HttpResponse:
    """The municipalities of an area with their people, as a table or as a picture (4 queries beside the session)."""
    read = ground(with_outlines=False, with_ways=False)
    region = found_region(code, read)
    if is_drawn(ending):
        return served(places_picture(read, region), ending)
    return served(places_sheet(read, region), ending)


@require_safe
@readers
def ways_file(request: SignedInRequest, code: str, ending: str) -> HttpResponse:
    """The forecasts side by side for ?jahr=, numbers as the page says them (5 queries beside the session)."""
    read = ground(with_outlines=False, only=code)
    region = found_region(code, read)
    found = side_by_side(read.ways, code, year_asked(request.GET, read))
    if not found.columns:
        raise Http404
    return served(ways_sheet(found, read.ways, region), ending)


@require_safe
@readers
def curves_file(request: SignedInRequest, code: str, ending: str) -> HttpResponse:
    """The need over the years as a table or as a picture (5 queries beside the session)."""
    read = ground(with_outlines=False, only=code)
    region = found_region(code, read)
    if is_drawn(ending):
        return served(curves_picture(read.ways, region), ending)
    if not any(way.need for way in read.ways):
        raise Http404
    return served(curves_sheet(read.ways, code, region.name), ending)


@require_safe
@readers
def kinds_file(request: SignedInRequest, code: str, ending: str) -> HttpResponse:
    """The kinds of care in some years as a table or as a picture (5 queries beside the session)."""
    read = ground(with_outlines=False, only=code)
    region = found_region(code, read)
    if read.way is None or read.way.need is None:
        raise Http404
    make = kinds_picture if is_drawn(ending) else kinds_sheet
    return served(make(read.way.need, region), ending)


@require_safe
@readers
def map_file(request: SignedInRequest, code: str, ending: str) -> HttpResponse:
    """The map of an area as a picture; ?karte=menschen with circles (8 queries beside the session)."""
    read = ground(with_ways=False)
    region = found_region(code, read)
    places = read.places_in(region)
    draw = people_map if request.GET.get("karte") == "menschen" else older_map
    shown = draw(read, places) if places else None
    if shown is None:
        raise Http404
    return served(Picture(f"{shown.title} {region.name}", shown.picture.svg), ending)


def working_link(region: Region, read: Ground, year: int) -> str:
    """Where the number of an area is computed step by step; empty for an area made of others."""
    if read.way is None or region not in read.finest:
        return ""
    address = reverse("office:variant_working", args=[read.way.variant.uid])
    return f"{address}?raum={quote(region.code)}&jahr={year}&art={CareKind.ALL}"
