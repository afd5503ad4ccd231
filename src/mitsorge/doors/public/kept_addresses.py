"""Old addresses of entries that stood twice."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from mitsorge.domain.duplicates.queries import address_now
from mitsorge.domain.duplicates.rules.merging import Kind


def to_kept(kind: Kind, route: str, slug: str) -> HttpResponse:
    """301 to the entry into which the one with this address went, else 404 (1 query, 3 where it was merged).

    The answer is asked for again each time, so undoing a merger ends it.
    """
    kept = address_now(kind, slug)
    if kept is None:
        raise Http404
    response = redirect(route, kept, permanent=True)
    response.headers["Cache-Control"] = "no-cache"
    return response
