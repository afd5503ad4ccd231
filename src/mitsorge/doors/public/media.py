"""Uploaded files leave the house here, each checked at the moment it is asked for."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from mitsorge.face.guards import detour, open_to_all
from mitsorge.foundation.files import queries, vault
from mitsorge.foundation.files.models import File
from mitsorge.foundation.files.rules import FORM, IMAGES, Kind
from mitsorge.foundation.people.models import Account


@require_safe
@open_to_all
def media(request: HttpRequest, uid: UUID) -> HttpResponse:
    """404 for what this reader may not have; pictures whose consent was withdrawn are nobody's.

    Browsers keep a copy but ask each time whether it still stands, so a withdrawal works at once.
    """
    file = queries.readable_file(uid, _reader(request), on=timezone.localdate())
    if file is None:
        raise Http404
    return served(request, file)


def served(request: HttpRequest, file: File) -> HttpResponse:
    """A file for somebody who may have it; whether she may was asked before."""
    fresh = get_conditional_response(request, etag=f'"{file.sha256}"')
    return _guarded(fresh if isinstance(fresh, HttpResponseNotModified) else _bytes(file), file)


def _reader(request: HttpRequest) -> Account | None:
    """Whoever works in the office counts once password and second factor were shown, as everywhere."""
    account = request.user
    return account if isinstance(account, Account) and detour(request) is None else None


def _bytes(file: File) -> HttpResponse:
    """The whole file at once: `rules.FORM` keeps every kind small enough for that."""
    try:
        with vault.open_file(file.stored_as) as stored:
            content = stored.read()
    except FileNotFoundError as error:
        raise Http404 from error
    kind = Kind(file.kind)
    how = content_disposition_header(kind not in IMAGES, file.name)
    headers = {"Content-Disposition": str(how)}
    return HttpResponse(content, content_type=FORM[kind].media_type, headers=headers)


def _guarded(response: HttpResponse, file: File) -> HttpResponse:
    """Whatever the bytes say, the browser neither guesses a type nor runs anything in them."""
    response["ETag"] = f'"{file.sha256}"'
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
