"""Kinds of offers across all planning areas: the list, one kind as a page, its table and map as files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mitsorge.domain.planning.permissions import READERS, may_plan
from mitsorge.domain.planning.queries.areas import YEARS
from mitsorge.domain.planning.queries.kinds import Kind, kinds_of
from mitsorge.domain.planning.queries.provision import Survey
from mitsorge.domain.planning.queries.supply import supply_of
from mitsorge.domain.planning.rules.provision import Stock, stock_of
from mitsorge.domain.planning.rules.ways import Method
from mitsorge.domain.planning.wording.provision import METHOD
from mitsorge.doors.office.planning_findings import found_row
from mitsorge.doors.office.planning_kind_maps import Layer, kind_map, layers_of
from mitsorge.doors.office.planning_kind_rows import (
    KindRow,
    access_words,
    columns,
    kind_passport,
    kind_rows,
    kind_sheet,
    ways_words,
    year_rows,
    years_chart,
    years_picture,
    years_sheet,
)
from mitsorge.face.exports.served import file_links, is_drawn, served
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.planning.asked import USUAL, with_query
from mitsorge.face.planning.ground import ground
from mitsorge.face.planning.stock_words import places_words

readers = only_for(*READERS)
MOST_GAPS = 5
REACHES = (2.0, 3.0, 5.0, 10.0, 15.0, 20.0, 25.0)


@dataclass(frozen=True)
class Asked:
    """What the page was asked for, with everything that can be asked."""

    kind: Kind
    year: int
    method: Method
    map: str

    @property
    def reaches(self) -> list[float]:
        return sorted({*REACHES, self.kind.km})


@dataclass(frozen=True)
class Line:
    """One kind in the list. `places` in words; empty where its offers do not report any."""

    kind: Kind
    stock: Stock
    places: str


def _line(kind: Kind, stock: Stock) -> Line:
    return Line(kind, stock, places_words(stock) if kind.has_places else "")


@require_safe
@readers
def kinds(request: SignedInRequest) -> HttpResponse:
    """Every kind with an offer or a yardstick (12 queries beside the session)."""
    on = timezone.localdate()
    supply = supply_of(on=on)
    lines = [
        _line(kind, stock_of(row for row in supply if row.term == kind.term))
        for kind in kinds_of(on)
    ]
    shown = [line for line in lines if line.stock.offers or line.kind.yards]
    context = {"section": "planung", "lines": shown, "may_plan": may_plan(request.user)}
    return render(request, "office/planning/kinds.html", context)


@require_safe
@readers
def kind(request: SignedInRequest, term: str) -> HttpResponse:
    """One kind in every area: ?jahr= of the need, ?ab= age, ?km= reach, ?methode=, ?karte=.

    At most 36 queries beside the session: kinds (2), `Survey`, areas, places and outlines for the map (8).
    """
    asked, survey = _asked(request, term)
    standing = survey.standing(asked.kind, asked.method)
    layers = layers_of(standing)
    chosen = _layer(layers, asked.map)
    read = ground(with_ways=False)
    found = survey.findings()
    total = KindRow.of(standing.total, asked.kind)
    query = request.GET.urlencode()
    context = {
        "section": "planung",
        "asked": asked,
        "kind": asked.kind,
        "standing": standing,
        "rows": kind_rows(standing, found.found),
        "heads": [head for head, _words in columns(standing)],
        "total": total,
        "told": total.parts,
        "passport": kind_passport(standing),
        "ways_words": ways_words(standing),
        "access_words": access_words(standing),
        "has_access": standing.total.access.value is not None,
        "gaps": [found_row(each) for each in found.found[:MOST_GAPS]],
        "gaps_in_all": len(found.found),
        "more_gaps": len(found.found) > MOST_GAPS,
        "layers": [(each, with_query(request.GET, karte=each.code)) for each in layers],
        "chosen": chosen,
        "map": kind_map(read, standing, chosen),
        "files": {
            "map": file_links(_stem("map", term), table=False, picture=True, query=query),
            "areas": file_links(_stem("areas", term), query=query),
            "years": file_links(_stem("years", term), picture=True, query=query),
        },
        "chart": years_chart(standing),
        "sheet": years_sheet(standing),
        "year_rows": year_rows(standing),
        "years": standing.need.years if standing.need else (),
        "methods": [(method.value, words) for method, words in METHOD.items()],
        "may_plan": may_plan(request.user),
    }
    return render(request, "office/planning/kind.html", context)


def _asked(request: SignedInRequest, term: str) -> tuple[Asked, Survey]:
    on = timezone.localdate()
    found = next((each for each in kinds_of(on) if each.term == term), None)
    if found is None:
        raise Http404
    query = request.GET
    kind = replace(
        found,
        age_from=int(query["ab"])
        if query.get("ab", "") in set(map(str, found.ages))
        else found.age_from,
        km=_number(query, "km", found.km, 0.5, 100),
    )
    year = int(_number(query, "jahr", USUAL, YEARS[0], YEARS[-1]))
    method = query.get("methode", "")
    survey = Survey([kind], on=on, year=year, years=YEARS)
    chosen = Method(method) if method in set(Method) else Method.FLAT
    return Asked(kind, survey.year, chosen, query.get("karte", "")), survey


def _number(query: Mapping[str, str], name: str, usual: float, least: float, most: float) -> float:
    """A number of the address between two others; anything else is the usual one."""
    try:
        typed = float(query.get(name, "").replace(",", "."))
    except ValueError:
        return usual
    return typed if least <= typed <= most else usual


def _layer(layers: Sequence[Layer], asked: str) -> Layer | None:
    return next((each for each in layers if each.code == asked), next(iter(layers), None))


def _stem(what: str, term: str) -> str:
    """The address of a file of this kind up to its ending."""
    return reverse(f"office:kind_{what}_file", args=[term, "csv"]).removesuffix(".csv")


@require_safe
@readers
def kind_areas_file(request: SignedInRequest, term: str, ending: str) -> HttpResponse:
    """The areas with every number, its parts, date and gaps (at most 28 queries beside the session)."""
    asked, survey = _asked(request, term)
    return served(kind_sheet(survey.standing(asked.kind, asked.method)), ending)


@require_safe
@readers
def kind_years_file(request: SignedInRequest, term: str, ending: str) -> HttpResponse:
    """Places needed and places there by year, a table or a picture (at most 28 queries beside the session)."""
    asked, survey = _asked(request, term)
    make = years_picture if is_drawn(ending) else years_sheet
    return served(make(survey.standing(asked.kind, asked.method)), ending)


@require_safe
@readers
def kind_map_file(request: SignedInRequest, term: str, ending: str) -> HttpResponse:
    """The map of ?karte= as a picture (at most 36 queries beside the session)."""
    asked, survey = _asked(request, term)
    standing = survey.standing(asked.kind, asked.method)
    layer = _layer(layers_of(standing), asked.map)
    shown = kind_map(ground(with_ways=False), standing, layer)
    return served(shown.picture if shown else None, ending)
