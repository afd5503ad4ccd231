"""Editorial pages such as Impressum, each with a variant in easy language where one was written."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mitsorge.domain.stories.queries import published_page
from mitsorge.face.guards import open_to_all


@open_to_all
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """`?sprache=leicht` shows the easy text (1 query beside the frame)."""
    found = published_page(slug)
    if found is None:
        raise Http404
    easy = request.GET.get("sprache") == "leicht" and bool(found.easy_text)
    return render(request, "public/page.html", {"page": found, "easy": easy, "section": slug})
