"""Planning as everybody may see it: the network, one area, where the numbers come from. Stable addresses, live numbers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from mitsorge.domain.planning.queries.published import (
    Published,
    public_findings,
    public_series,
    published,
)
from mitsorge.domain.planning.rules.regions import Region
from mitsorge.doors.public import conditional
from mitsorge.doors.public.planning_ground import View, asked_map, view
from mitsorge.face.exports.served import file_links
from mitsorge.face.guards import open_to_all
from mitsorge.face.planning.asked import year_asked, years_to_choose
from mitsorge.face.planning.ground import SOURCES, title_of
from mitsorge.face.planning.key_figures import older_bars, stats
from mitsorge.face.planning.maps import older_map
from mitsorge.face.planning.ways import curves, curves_sheet, source_of, sources_of, told_words


def stem(name: str, *args: str) -> str:
    """The address of a file of these pages up to its ending."""
    return reverse(f"public:planning_{name}_file", args=[*args, "csv"]).removesuffix(".csv")


@open_to_all
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Map and table of the areas that are shown: ?karte=, ?jahr= (at most 16 queries beside the frame)."""

    def build() -> HttpResponse:
        found = published()
        context = {"section": "planung", "published": found, "is_empty": found.is_empty}
        context |= _overview(request, found) if not found.is_empty else {}
        return render(request, "public/planning/overview.html", context)

    return conditional.answer_of_deeds(request, build)


def _overview(request: HttpRequest, found: Published) -> dict[str, object]:
    shown = view(found)
    year = year_asked(request.GET, shown.read)
    maps = shown.maps()
    name = asked_map(request.GET.get("karte", ""), maps)
    query = f"karte={name}&jahr={year}"
    return {
        "view": shown,
        "rows": shown.rows(year),
        "way": shown.read.way,
        "year": year,
        "years": years_to_choose(shown.read),
        "maps": maps,
        "chosen": name,
        "kept": [("karte", name)],
        "map": shown.map(name, year),
        "findings": public_findings(found),
        "files": {
            "map": file_links(stem("map"), table=False, picture=True, query=query),
            "areas": file_links(stem("areas"), query=f"jahr={year}"),
        },
        "sources": SOURCES if found.has_people else (),
    }


@open_to_all
@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    """One area that is shown: ?jahr= (at most 14 queries beside the frame). 404 for every other."""

    def build() -> HttpResponse:
        shown = view(published())
        region = shown.region(code)
        if region is None or shown.found.is_empty:
            raise Http404
        context = {"section": "planung", "published": shown.found, "region": region}
        context |= _area(request, shown, region)
        return render(request, "public/planning/area.html", context)

    return conditional.answer_of_deeds(request, build)


def _area(request: HttpRequest, shown: View, region: Region) -> dict[str, object]:
    read, code = shown.read, region.code
    year = year_asked(request.GET, read)
    places = read.places_in(region) if shown.found.has_people else []
    told = stats(read, region, year)
    return {
        "title": title_of(region),
        "year": year,
        "years": years_to_choose(read),
        "way": read.way,
        "stats": told if shown.found.has_people else told[2:],
        "places": places,
        "map": older_map(read, places) if len(places) > 1 else None,
        "bars": older_bars(read, places),
        "chart": curves(read.ways, code),
        "sheet": curves_sheet(read.ways, code, region.name, told_words),
        "findings": [
            each for each in public_findings(shown.found) if each.planning_area.code == code
        ],
        "files": {
            "map": file_links(stem("area_map", code), table=False, picture=True),
            "places": file_links(stem("places", code), picture=True),
            "curves": file_links(stem("curves", code), picture=True),
        },
        "sources": SOURCES if shown.found.has_people else (),
    }


@open_to_all
@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """How the numbers come about and where they are from (at most 10 queries beside the frame). 404 with nothing public."""

    def build() -> HttpResponse:
        found = published()
        if found.is_empty:
            raise Http404
        shown = view(found, with_outlines=False)
        need = shown.read.way.need if shown.read.way else None
        series = [(each, source_of(each)) for each in public_series()]
        context = {
            "section": "planung",
            "published": found,
            "sources": [
                *(SOURCES if found.has_people else ()),
                *(sources_of(need) if need else ()),
            ],
            "way": shown.read.way,
            "gaps": need.gaps() if need else (),
            "series": [
                (each, source, file_links(stem("series", str(each.uid)))) for each, source in series
            ],
        }
        return render(request, "public/planning/method.html", context)

    return conditional.answer_of_deeds(request, build)
