"""The land under our maps, drawn from our own outlines: as one picture and as GeoJSON for the large map."""

import json
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mitsorge.doors.public.maps import land_units
from mitsorge.face.context import frame_of
from mitsorge.face.guards import open_to_all
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.places.queries import outlines_for_map

YEAR = "public, max-age=31536000, immutable"
SHORT = "public, max-age=300"


@open_to_all
@require_safe
def outlines_svg(request: HttpRequest) -> HttpResponse:
    """All municipalities and areas as `<g id="land">` in land units (4 queries)."""
    features = _features(request)
    paths = "".join(f'<path d="{_path(feature["geometry"])}"/>' for feature in features)
    picture = f'<svg xmlns="http://www.w3.org/2000/svg"><g id="land">{paths}</g></svg>'
    return _cacheable(request, HttpResponse(picture, content_type="image/svg+xml"))


@open_to_all
@require_safe
def outlines_json(request: HttpRequest) -> HttpResponse:
    """The same as a GeoJSON FeatureCollection (4 queries)."""
    found = {"type": "FeatureCollection", "features": _features(request)}
    words = json.dumps(found, separators=(",", ":"), ensure_ascii=False)
    return _cacheable(request, HttpResponse(words, content_type="application/geo+json"))


def _features(request: HttpRequest) -> list[dict[str, Any]]:
    ours = network()
    if ours is None:
        raise Http404
    found = outlines_for_map(ours.body, timezone.localdate())["features"]
    return [feature for feature in found if feature["geometry"]]


def _cacheable(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """For a year at an address that names the state of the outlines, else for five minutes."""
    asked = request.GET.get("stand", "")
    response.headers["Cache-Control"] = (
        YEAR if asked and asked == frame_of(request).outlines else SHORT
    )
    return response


def _path(geometry: dict[str, Any]) -> str:
    return "".join(_ring(ring) for ring in _rings(geometry))


def _rings(geometry: dict[str, Any]) -> Iterable[list[list[float]]]:
    polygons = geometry["coordinates"]
    for polygon in [polygons] if geometry["type"] == "Polygon" else polygons:
        yield from polygon


def _ring(ring: list[list[float]]) -> str:
    points = (land_units(latitude, longitude) for longitude, latitude, *_height in ring)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"
