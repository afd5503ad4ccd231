"""One planning area: who lives there, how forecasts see it, as a page and as files."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitsorge.domain.planning.permissions import READERS, may_plan
from mitsorge.domain.planning.queries.findings import present
from mitsorge.domain.planning.rules import CareKind, FindingKind
from mitsorge.domain.planning.rules.elders import Place
from mitsorge.domain.planning.rules.regions import Region
from mitsorge.doors.office.planning_asked import year_asked, years_to_choose
from mitsorge.doors.office.planning_findings import FoundRow, found_row
from mitsorge.doors.office.planning_ground import SOURCES, Ground, Older, ground, title_of
from mitsorge.doors.office.planning_maps import older_map, people_map
from mitsorge.doors.office.planning_numbers import people_words, share_words
from mitsorge.doors.office.planning_sheets import Sheet, passport, picture_file, served
from mitsorge.doors.office.planning_ways import (
    Ways,
    cell_of,
    curves,
    curves_sheet,
    kinds_chart,
    share_of,
    side_by_side,
    sources_of,
)
from mitsorge.face.charts import Bar, bars
from mitsorge.face.charts.picture import picture
from mitsorge.face.guards import SignedInRequest, only_for

readers = only_for(*READERS)
MOST_GAPS = 3
"""So many stand on the page of an area; their own list has all."""


@dataclass(frozen=True)
class Stat:
    """A key figure with what it is made of, said on demand. `of`: numerator and denominator in words."""

    value: str
    label: str
    of: str = ""


def _found(code: str, read: Ground) -> Region:
    region = read.region(code)
    if region is None:
        raise Http404
    return region


@require_safe
@readers
def area(request: SignedInRequest, code: str) -> HttpResponse:
    """The overview of one area. ?jahr= is the year of the forecasts.

    At most 12 queries beside the session and those of `queries.findings.present`.
    """
    read = ground()
    region = _found(code, read)
    found = missing(read, region)
    places = read.places_in(region)
    year = year_asked(request.GET, read)
    context = {
        **frame(request, read, region, "ueberblick"),
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
    }
    return render(request, "office/planning/area.html", context)


def frame(request: SignedInRequest, read: Ground, region: Region, tab: str) -> dict[str, object]:
    """What all pages of one area have."""
    return {
        "section": "planung",
        "region": region,
        "title": title_of(region),
        "tab": tab,
        "has_ways": read.way is not None,
        "may_plan": may_plan(request.user),
        "gaps_address": f"{reverse('office:gaps')}?raum={quote(region.code)}",
    }


def missing(read: Ground, region: Region) -> list[FoundRow]:
    """Gaps and overlaps of today in an area and those below it, gaps first, the surest of them first."""
    codes = {region.code, *(each.code for each in read.below(region))}
    found = [each for each in present(timezone.localdate()).found if each.area in codes]
    rows = [found_row(each) for each in found]
    return sorted(rows, key=lambda row: (row.found.kind != FindingKind.GAP, -row.dots))


def stats(read: Ground, region: Region, year: int) -> list[Stat]:
    """The key figures: people, older people, need in the year and its share."""
    places = read.places_in(region)
    older = read.older(region.code, places)
    found = [people_stat(places, older), older_stat(older)]
    way = read.way
    if way is None or way.need is None:
        return found
    cell = cell_of(way.need, region.code, year)
    numbers = {"persons": people_words(cell.persons, at_least=cell.at_least), "people": people_words(cell.people), "name": way.variant.name}  # fmt: skip
    of = _("%(persons)s von %(people)s Menschen in den Altersgruppen der Quoten. Prognose „%(name)s“.") % numbers  # fmt: skip
    label = _("Pflegebedürftige %(year)s, geschätzt") % {"year": year}
    words = _("aller Menschen brauchen %(year)s Pflege") % {"year": year}
    share = Stat(share_of(way.need, region.code, year), words, of)
    return [*found, Stat(numbers["persons"], label), share]


def people_stat(places: Sequence[Place], older: Older) -> Stat:
    n = len(places)
    label = _("Menschen in %(n)s Orten") % {"n": n} if n > 1 else _("Menschen")
    return Stat(older.people_words, label)


def older_stat(older: Older) -> Stat:
    label = _("sind 67 Jahre oder älter")
    if older.is_hidden or older.share.value is None:
        return Stat(share_words(None), label)
    numbers = {
        "older": people_words(older.share.numerator),
        "people": people_words(older.share.denominator),
    }
    of = _("%(older)s von %(people)s Menschen.") % numbers
    gaps = ", ".join(older.share.gaps)
    return Stat(
        older.share_words, label, f"{of} " + _("Ohne %(gaps)s.") % {"gaps": gaps} if gaps else of
    )


def older_bars(read: Ground, places: Sequence[Place]) -> list[Bar]:
    """Older people by municipality, the most first; the table twin of the map."""
    told = [(place, read.older(place.key, [place])) for place in places]
    told.sort(key=lambda pair: (-(pair[1].number or 0), pair[0].name))
    return bars(
        (place.name, older.number, f"{older.number_words} · {older.share_words}", "")
        for place, older in told
    )


@require_safe
@readers
def forecast(request: SignedInRequest, code: str) -> HttpResponse:
    """How the forecasts see one area from year to year (at most 12 queries beside the session)."""
    read = ground(with_outlines=False)
    region = _found(code, read)
    if read.way is None or read.way.need is None:
        raise Http404
    sheet = curves_sheet(read.ways, code, region.name)
    context = {
        **frame(request, read, region, "prognose"),
        "chart": curves(read.ways, code),
        "sheet": sheet,
        "kinds": kinds_chart(read.way.need, code),
        "variant": read.way.variant,
        "ways": side_by_side(read.ways, code, year_asked(request.GET, read)),
    }
    return render(request, "office/planning/area_forecast.html", context)


@require_safe
@readers
def places_file(request: SignedInRequest, code: str, ending: str) -> HttpResponse:
    """The municipalities of an area with their people (4 queries beside the session)."""
    read = ground(with_outlines=False, with_ways=False)
    region = _found(code, read)
    title = _("Wo die älteren Menschen wohnen: %(name)s") % {"name": region.name}
    head = [_("Gemeindeschlüssel"), _("Ort"), _("Einwohner"), _("ab 67"), _("Anteil ab 67 in %")]
    rows = [
        [place.key, place.name, place.people, _number(older), older.value]
        for place in read.places_in(region)
        if (older := read.older(place.key, [place]))
    ]
    return served(Sheet(title, passport(list(map(str, SOURCES))), head, rows), ending)


def _number(older: Older) -> str | int | None:
    if older.is_hidden:
        return older.number_words
    return None if older.number is None else round(older.number)


@require_safe
@readers
def ways_file(request: SignedInRequest, code: str, ending: str) -> HttpResponse:
    """The forecasts side by side for ?jahr=, numbers as the page says them (5 queries beside the session)."""
    read = ground(with_outlines=False)
    region = _found(code, read)
    found = side_by_side(read.ways, code, year_asked(request.GET, read))
    if not found.columns:
        raise Http404
    return served(ways_sheet(found, read, region), ending)


def ways_sheet(found: Ways, read: Ground, region: Region) -> Sheet:
    title = f"{found.title}: {region.name}"
    head = [_("Im Jahr %(year)s") % {"year": found.year}, *(each.name for each in found.columns)]
    rows = [[row.name, *(words for words, _chosen in row.cells)] for row in found.rows]
    told = dict.fromkeys(s for way in read.ways if way.need for s in sources_of(way.need))
    return Sheet(title, list(told), head, rows)


@require_safe
@readers
def curves_file(request: SignedInRequest, code: str, ending: str) -> HttpResponse:
    """The need over the years as a table, or as a picture with the ending svg (5 queries beside the session)."""
    read = ground(with_outlines=False)
    region = _found(code, read)
    sheet = curves_sheet(read.ways, code, region.name)
    chart = curves(read.ways, code)
    if chart is None:
        raise Http404
    if ending != "svg":
        return served(sheet, ending)
    sources = [f"{name}: {words}" for name, words in sheet.passport]
    label = _("Linien: %(title)s nach Jahr und Prognose.") % {"title": sheet.title}
    return picture_file(
        picture(chart, title=sheet.title, label=label, sources=sources), sheet.title
    )


@require_safe
@readers
def map_file(request: SignedInRequest, code: str) -> HttpResponse:
    """The map of an area as an SVG file; ?karte=menschen with circles (8 queries beside the session)."""
    read = ground(with_ways=False)
    places = read.places_in(_found(code, read))
    draw = people_map if request.GET.get("karte") == "menschen" else older_map
    shown = draw(read, places) if places else None
    if shown is None:
        raise Http404
    return picture_file(shown.file, f"{shown.title} {read.region(code)}")


def working_link(region: Region, read: Ground, year: int) -> str:
    """Where the number of an area is computed step by step; empty for an area made of others."""
    if read.way is None or region not in read.finest:
        return ""
    address = reverse("office:variant_working", args=[read.way.variant.uid])
    return f"{address}?raum={quote(region.code)}&jahr={year}&art={CareKind.ALL}"
