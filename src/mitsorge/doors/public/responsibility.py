"""Who is responsible for what, where: the office with function, deputy, telephone and hours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mitsorge.domain.directory import queries as directory
from mitsorge.face.guards import open_to_all
from mitsorge.foundation.places.queries import locate_text


@open_to_all
@require_safe
def responsible(request: HttpRequest) -> HttpResponse:
    """`?thema=` a topic, `?ort=` a place; an unknown place is said and the whole network answers."""
    today = timezone.localdate()
    topics = directory.responsibility_topics()
    asked = request.GET.get("thema", "")
    where = request.GET.get("ort", "").strip()[:120]
    topic = next((topic for topic in topics if topic.slug == asked), None)
    located = locate_text(where, on=today) if where else None
    context = {
        "section": "zustaendig",
        "topics": topics,
        "topic": topic,
        "where": where,
        "located": located,
        "unknown_place": bool(where) and located is None,
        "found": directory.responsible(topic.slug, located, on=today) if topic else None,
    }
    return render(request, "public/responsible.html", context)
