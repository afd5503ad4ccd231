"""The letters of a demonstration, as their recipients would see them. Never outside a demonstration."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from mitsorge.face.guards import open_to_all
from mitsorge.face.paging import paged
from mitsorge.foundation.post import queries
from mitsorge.foundation.post.mail import html_of
from mitsorge.foundation.post.models import Letter


@open_to_all
@never_cache
@require_GET
def letters(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    to = request.GET.get("an", "").strip()
    page = paged(queries.readable_letters(to), request, per_page=10)
    shown = [(letter, as_received(letter)) for letter in page.rows]
    return render(
        request,
        "setup/demo_post.html",
        {"paged": page, "shown": shown, "to": to, "has_server": bool(settings.SMTP_URL)},
    )


def as_received(letter: Letter) -> SafeString:
    """The HTML part of the mail; our own letters build it from escaped pieces."""
    return mark_safe(letter.html or html_of(letter.text))
