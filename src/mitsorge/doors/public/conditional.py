"""Conditional requests: a page that has not changed is answered with 304, or from a copy, after a few small queries.

The tag covers everything such a page is made of: the directory (its revision, which never means two states), the
frame around it, the day, and what this browser chose. Pages of committees
and what they decide stand on the journal instead: no deed goes without an entry. Copies are kept in memory for visitors about whom nothing is
known: not signed in, nothing on the Merkliste, no message waiting. Anything else is made for one browser alone.
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
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from mitsorge.doors.public.copies import copies
from mitsorge.face.context import FORM_KEY, LARGE_COOKIE, SHORTLIST, frame_of, look_of
from mitsorge.foundation.journal.queries import stamp

Build = Callable[[], HttpResponse]


class MadeAnew(HttpResponse):
    """An answer never kept as a copy: making it did something that happens each time, such as counting."""


def answer(request: HttpRequest, build: Build, *parts: Any) -> HttpResponse:
    """304 where nothing changed since this browser asked last, else a copy, else what `build` makes.

    `parts` is what the page shows beside the directory and the frame. 1 query on PostgreSQL before `build` runs, 5 on SQLite.
    """
    if len(get_messages(request)):  # said once, never from a copy
        return _kept_private(build(), "private, no-store")
    name, key = _tag(page_facts(request, parts)), get_token(request)
    tag = _tag(name, request.META["CSRF_COOKIE"])
    response = get_conditional_response(request, etag=tag) or _made(request, build, name, key)
    if response.status_code in (200, 304):
        response.headers["ETag"] = tag
    return _kept_private(response, "private, no-cache")


def answer_of_deeds(request: HttpRequest, build: Build) -> HttpResponse:
    """As `answer`, for pages made of records that change by journalled deeds and with the day alone (1 query more)."""
    return answer(request, build, stamp())


def _made(request: HttpRequest, build: Build, name: str, key: str) -> HttpResponse:
    """From the copies where the page is the same for everyone, with this browser's form key put in."""
    if request.user.is_authenticated or request.session.get(SHORTLIST):
        return build()
    body = copies.get(name)
    if body is None:
        frame_of(request).is_for_everyone = True
        response = build()
        if response.status_code != 200:
            return response
        body = response.content
        if not isinstance(response, MadeAnew):
            copies.put(name, body)
    return HttpResponse(body.replace(FORM_KEY.encode(), key.encode()))


def _kept_private(response: HttpResponse, how: str) -> HttpResponse:
    response.headers["Cache-Control"] = how
    patch_vary_headers(response, ["Cookie", "HX-Request"])
    return response


def page_facts(request: HttpRequest, parts: tuple[Any, ...]) -> tuple[Any, ...]:
    """Everything that decides what this page looks like in this browser today (1 query on PostgreSQL, 5 on SQLite)."""
    frame = frame_of(request)
    frame.read_together()
    return (
        release(),
        frame.revision,
        frame.network,
        frame.notices,
        frame.footer_pages,
        frame.outlines,
        frame.today,
        get_language(),
        look_of(request),
        request.COOKIES.get(LARGE_COOKIE),
        request.session.get(SHORTLIST),
        request.user.is_authenticated,
        request.headers.get("HX-Request"),
        request.headers.get("HX-History-Restore-Request"),
        request.get_full_path(),
        parts,
    )


def _tag(*facts: Any) -> str:
    return f'W/"{hashlib.sha256(repr(facts).encode()).hexdigest()[:32]}"'


@cache
def release() -> int:
    """When the youngest file of the program was written: an update never answers 304."""
    root = Path(settings.PACKAGE)
    kinds = (".py", ".html", ".mo", ".css", ".js", ".svg")
    return max(int(path.stat().st_mtime) for path in root.rglob("*") if path.suffix in kinds)
