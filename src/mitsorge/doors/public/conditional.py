"""Conditional requests: a page that has not changed is answered with 304 after a few small queries.

The tag covers everything such a page is made of: the directory (its revision), the frame around it,
the day, and what this browser chose. Anything private stays in this browser's cache alone.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from mitsorge.domain.directory.queries import revision
from mitsorge.face.context import LARGE_COOKIE, SHORTLIST, frame_of, look_of
from mitsorge.foundation.identity.models import Network

Build = Callable[[], HttpResponse]


def answer(request: HttpRequest, build: Build, *parts: Any) -> HttpResponse:
    """304 where nothing changed since this browser asked last, else what `build` makes.

    `parts` is what the page shows beside the directory and the frame. 4 queries before `build` runs.
    """
    if len(get_messages(request)):  # said once, never from a cache
        return _kept_private(build(), "private, no-store")
    tag = page_tag(request, parts)
    response = get_conditional_response(request, etag=tag) or build()
    if response.status_code in (200, 304):
        response.headers["ETag"] = tag
    return _kept_private(response, "private, no-cache")


def _kept_private(response: HttpResponse, how: str) -> HttpResponse:
    response.headers["Cache-Control"] = how
    patch_vary_headers(response, ["Cookie", "HX-Request"])
    return response


def page_tag(request: HttpRequest, parts: tuple[Any, ...]) -> str:
    """A weak tag of what this page shows in this browser today (4 queries)."""
    frame = frame_of(request)
    get_token(request)
    shown = (
        release(),
        revision(),
        _network_values(frame.network),
        frame.notices,
        [(page.slug, page.title) for page in frame.footer_pages],
        timezone.localdate(),
        get_language(),
        look_of(request),
        request.COOKIES.get(LARGE_COOKIE),
        request.session.get(SHORTLIST),
        request.META.get("CSRF_COOKIE"),
        request.headers.get("HX-Request"),
        request.get_full_path(),
        parts,
    )
    return f'W/"{hashlib.sha256(repr(shown).encode()).hexdigest()[:32]}"'


def _network_values(network: Network | None) -> list[Any]:
    if network is None:
        return []
    return [
        str(network.body),
        *(getattr(network, field.attname) for field in network._meta.concrete_fields),
    ]


@cache
def release() -> int:
    """When the youngest file of the program was written: an update never answers 304."""
    root = Path(settings.PACKAGE)
    kinds = (".py", ".html", ".mo", ".css", ".js", ".svg")
    return max(int(path.stat().st_mtime) for path in root.rglob("*") if path.suffix in kinds)
