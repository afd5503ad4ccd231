"""Areas side by side: ?raum= for each, ?jahr= the year of the forecasts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitsorge.domain.planning import wording
from mitsorge.domain.planning.permissions import READERS
from mitsorge.domain.planning.queries.need import NeedTable
from mitsorge.domain.planning.rules import CareKind
from mitsorge.domain.planning.rules.regions import Region
from mitsorge.doors.office.planning_asked import year_asked, years_to_choose
from mitsorge.doors.office.planning_ground import SOURCES, Ground, ground, title_of
from mitsorge.doors.office.planning_numbers import people_words
from mitsorge.doors.office.planning_sheets import Sheet, passport, served
from mitsorge.doors.office.planning_ways import cell_of, curves_of_areas, share_of, sources_of
from mitsorge.face.guards import SignedInRequest, only_for

MOST = 6
"""So many areas stand side by side."""


@dataclass(frozen=True)
class Comparison:
    """`rows`: (name, words for each area)."""

    year: int
    regions: Sequence[Region]
    rows: Sequence[tuple[str, Sequence[str]]]

    @property
    def titles(self) -> list[str]:
        return [title_of(region) for region in self.regions]


@require_safe
@only_for(*READERS)
def comparison(request: SignedInRequest) -> HttpResponse:
    """The page (6 queries beside the session). Without a choice the first four areas."""
    read = ground(with_outlines=False)
    found = compared(request, read)
    context = {
        "section": "planung",
        "found": found,
        "picked": {region.code for region in found.regions},
        "choices": [(region.code, title_of(region)) for region in read.regions],
        "years": years_to_choose(read),
        "way": read.way,
        "chart": curves_of_areas(read.way.need, found.regions) if read.way and read.way.need else None,
        "most": MOST,
        "sources": SOURCES,
        "query": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "office/planning/areas_compared.html", context)


def compared(request: HttpRequest, read: Ground) -> Comparison:
    """What was asked for; areas nobody knows are left out."""
    asked = dict.fromkeys(request.GET.getlist("raum"))
    picked = [region for code in asked if (region := read.region(code))] or read.finest[:4]
    year = year_asked(request.GET, read)
    return Comparison(year, picked[:MOST], list(_rows(read, picked[:MOST], year)))


def _rows(
    read: Ground, regions: Sequence[Region], year: int
) -> Iterator[tuple[str, Sequence[str]]]:
    told = [read.older(region.code, read.places_in(region)) for region in regions]
    yield _("Menschen"), [older.people_words for older in told]
    yield _("davon ab 67 Jahren"), [older.number_words for older in told]
    yield _("Anteil ab 67 Jahren"), [older.share_words for older in told]
    if read.way and read.way.need:
        yield from _need_rows(read.way.need, regions, year)


def _need_rows(
    need: NeedTable, regions: Sequence[Region], year: int
) -> Iterator[tuple[str, Sequence[str]]]:
    for kind in need.care:
        cells = [cell_of(need, region.code, year, kind) for region in regions]
        name = _("Pflegebedürftige") if kind == CareKind.ALL else str(wording.CARE_KIND[kind])
        yield (
            f"{name} {year}",
            [people_words(cell.persons, at_least=cell.at_least) for cell in cells],
        )
        if any(cell.places is not None for cell in cells):
            words = _("Plätze: %(kind)s") % {"kind": wording.CARE_KIND[kind]}
            yield f"{words} {year}", [people_words(cell.places) for cell in cells]
    words = _("Anteil an allen Menschen")
    yield f"{words} {year}", [share_of(need, region.code, year) for region in regions]


@require_safe
@only_for(*READERS)
def comparison_file(request: SignedInRequest, ending: str) -> HttpResponse:
    """The same table as a file (6 queries beside the session)."""
    read = ground(with_outlines=False)
    found = compared(request, read)
    if not found.regions:
        raise Http404
    told = passport(list(map(str, SOURCES)))
    told += sources_of(read.way.need) if read.way and read.way.need else []
    rows = [[name, *words] for name, words in found.rows]
    title = _("Vergleich der Planungsräume %(year)s") % {"year": found.year}
    return served(Sheet(title, told, [_("Zahl"), *found.titles], rows), ending)
