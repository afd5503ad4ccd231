"""The Merkliste: offers someone wants to keep. Numbers in the session of this browser, never in an address."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.directory import queries as directory
from mitsorge.domain.duplicates.queries import merged_into
from mitsorge.domain.duplicates.rules.merging import Kind, final
from mitsorge.doors.public.look import safe_path
from mitsorge.face.context import SHORTLIST
from mitsorge.face.guards import open_to_all

LIMIT = 40
"""More fits on no sheet."""


class KeepingRequest(HttpRequest):
    """A request that remembers what is kept."""

    kept_offers: list[int]


def kept(request: HttpRequest) -> list[int]:
    """The ids on the list, in the order they were put there; an offer that has gone into another is that one.

    1 query per request where the list holds something.
    """
    keeping = cast(KeepingRequest, request)
    if not hasattr(keeping, "kept_offers"):
        stored = request.session.get(SHORTLIST, ())
        chain = merged_into(Kind.SERVICE) if stored else {}
        found = list(dict.fromkeys(final(number, chain) for number in stored))
        keeping.kept_offers = found
    return list(keeping.kept_offers)


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def shortlist(request: HttpRequest) -> HttpResponse:
    """Show the list, or put something on it, take it off, empty it."""
    if request.method == "POST":
        return _change(request)
    context = {
        "cards": _cards(request),
        "section": "merkliste",
        "limit": LIMIT,
        "shortlist_count": len(kept(request)),
    }
    return _private(render(request, "public/shortlist.html", context))


@open_to_all
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The list as a sheet to print, with contact data and room for notes."""
    context = {"cards": _cards(request), "section": "merkliste"}
    return _private(render(request, "public/shortlist_sheet.html", context))


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _cards(request: HttpRequest) -> list[directory.Card]:
    ids = kept(request)
    return directory.cards(ids, on=timezone.localdate()) if ids else []


def _change(request: HttpRequest) -> HttpResponse:
    ids = kept(request)
    if "leeren" in request.POST:
        ids = []
        messages.success(request, _("Ihre Merkliste ist leer."))
    elif wanted := _number(request.POST.get("merken", "")):
        ids = _with(request, ids, wanted)
    elif gone := _number(request.POST.get("entfernen", "")):
        ids = [number for number in ids if number != gone]
    request.session[SHORTLIST] = ids
    return redirect(safe_path(request, request.POST.get("zurueck") or "/merkliste/"))


def _with(request: HttpRequest, ids: list[int], wanted: int) -> list[int]:
    if wanted in ids:
        return ids
    if len(ids) >= LIMIT:
        messages.error(
            request,
            _("Ihre Merkliste ist voll. Nehmen Sie etwas herunter, dann passt Neues darauf."),
        )
        return ids
    known = directory.visible_services(timezone.localdate()).filter(pk=wanted).exists()
    return [*ids, wanted] if known else ids


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None
