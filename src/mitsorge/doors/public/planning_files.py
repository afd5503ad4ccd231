"""Tables and pictures of the public pages of planning. What is not public has no file."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mitsorge.domain.planning.queries.published import public_series, published
from mitsorge.domain.planning.rules.regions import Region
from mitsorge.doors.public.planning_ground import View, asked_map, view
from mitsorge.doors.public.planning_series import series_sheet
from mitsorge.face.exports.served import Picture, is_drawn, served
from mitsorge.face.guards import open_to_all
from mitsorge.face.planning.area_rows import areas_sheet
from mitsorge.face.planning.asked import year_asked
from mitsorge.face.planning.key_figures import places_picture, places_sheet
from mitsorge.face.planning.maps import older_map
from mitsorge.face.planning.ways import curves_picture, curves_sheet


@open_to_all
@require_safe
def areas(request: HttpRequest, ending: str) -> HttpResponse:
    """The areas that are shown with what is shown of them, for ?jahr= (8 queries)."""
    shown = _view(with_outlines=False)
    year = year_asked(request.GET, shown.read)
    sheet = areas_sheet(shown.read, year, shown.codes, with_people=shown.found.has_people)
    return served(sheet, ending)


@open_to_all
@require_safe
def map_picture(request: HttpRequest, ending: str) -> HttpResponse:
    """The map of ?karte= and ?jahr= (12 queries)."""
    shown = _view()
    name = asked_map(request.GET.get("karte", ""), shown.maps())
    drawn = shown.map(name, year_asked(request.GET, shown.read))
    return served(drawn.picture if drawn else None, ending)


@open_to_all
@require_safe
def area_map(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """Where older people live in one area (10 queries)."""
    shown = _view()
    region = _region(shown, code, needs_people=True)
    drawn = older_map(shown.read, shown.read.places_in(region))
    made = Picture(f"{drawn.title} {region.name}", drawn.picture.svg) if drawn else None
    return served(made, ending)


@open_to_all
@require_safe
def places(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """Older people by municipality of one area, as a table or as a picture (8 queries)."""
    shown = _view(with_outlines=False)
    region = _region(shown, code, needs_people=True)
    make = places_picture if is_drawn(ending) else places_sheet
    return served(make(shown.read, region), ending)


@open_to_all
@require_safe
def curves(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """The need of one area over the years, as a table or as a picture (8 queries)."""
    shown = _view(with_outlines=False)
    region = _region(shown, code)
    if not shown.read.ways:
        raise Http404
    if is_drawn(ending):
        return served(curves_picture(shown.read.ways, region), ending)
    return served(curves_sheet(shown.read.ways, code, region.name), ending)


@open_to_all
@require_safe
def series(request: HttpRequest, uid: UUID, ending: str) -> HttpResponse:
    """One series of figures, small counts hidden (at most 6 queries)."""
    found = public_series().filter(uid=uid).first()
    if found is None:
        raise Http404
    return served(series_sheet(found), ending)


def _view(*, with_outlines: bool = True) -> View:
    found = published()
    if found.is_empty:
        raise Http404
    return view(found, with_outlines=with_outlines)


def _region(shown: View, code: str, *, needs_people: bool = False) -> Region:
    region = shown.region(code)
    if region is None or (needs_people and not shown.found.has_people):
        raise Http404
    return region
