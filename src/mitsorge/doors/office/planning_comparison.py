"""Areas side by side: ?raum= for each, ?jahr= the year of the forecasts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitsorge.domain.planning import wording
from mitsorge.domain.planning.permissions import READERS
from mitsorge.domain.planning.queries.need import NeedTable
from mitsorge.domain.planning.rules import CareKind
from mitsorge.domain.planning.rules.regions import Region
from mitsorge.face.exports.drawn import chart_picture
from mitsorge.face.exports.served import Picture, file_links, is_drawn, served
from mitsorge.face.exports.sheets import Sheet
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.planning.asked import year_asked, years_to_choose
from mitsorge.face.planning.ground import SOURCES, Ground, ground, title_of
from mitsorge.face.planning.numbers import people_words
from mitsorge.face.planning.ways import cell_of, curves_of_areas, share_of, sources_of

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
        "files": _links(request, picture=False),
        "picture_files": _links(request, picture=True),
    }  # fmt: skip
    return render(request, "office/planning/areas_compared.html", context)


def _links(request: HttpRequest, *, picture: bool) -> Sequence[tuple[str, str]]:
    stem = reverse("office:comparison_file", args=["csv"]).removesuffix(".csv")
    query = request.GET.urlencode()
    return file_links(stem, table=not picture, picture=picture, query=query)


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
    """The same table as a file, or the curves as a picture (6 queries beside the session)."""
    read = ground(with_outlines=False)
    found = compared(request, read)
    if not found.regions:
        raise Http404
    return served(_picture(read, found) if is_drawn(ending) else _sheet(read, found), ending)


def _sheet(read: Ground, found: Comparison) -> Sheet:
    sources = [*SOURCES, *(sources_of(read.way.need) if read.way and read.way.need else ())]
    rows = [[name, *words] for name, words in found.rows]
    title = _("Vergleich der Planungsräume %(year)s") % {"year": found.year}
    return Sheet(title, sources, [_("Zahl"), *found.titles], rows)


def _picture(read: Ground, found: Comparison) -> Picture | None:
    if read.way is None or read.way.need is None:
        return None
    title = _("Pflegebedürftige von Jahr zu Jahr: %(names)s") % {"names": ", ".join(found.titles)}
    label = _("Linien: Pflegebedürftige nach Jahr, je Planungsraum eine.")
    chart = curves_of_areas(read.way.need, found.regions)
    return chart_picture(chart, title=title, label=label, sources=sources_of(read.way.need))
