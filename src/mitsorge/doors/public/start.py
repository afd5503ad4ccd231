"""The first page: one question, the situations people are in, who is responsible, what is new."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from mitsorge.domain.directory import queries as directory
from mitsorge.domain.directory.queries import Figures
from mitsorge.domain.partners.queries import count_running
from mitsorge.domain.planning.queries.published import is_anything_public
from mitsorge.domain.stories.queries import current_news
from mitsorge.doors.public import conditional
from mitsorge.doors.public.copies import figure_copies, tile_copies
from mitsorge.face.context import frame_of
from mitsorge.face.guards import open_to_all


@open_to_all
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """At most 10 queries, 6 on PostgreSQL; 4 more where the directory changed since."""
    today = timezone.localdate()
    news = current_news(on=today)
    partner_count = count_running(on=today)
    topics = directory.responsibility_topics()
    has_planning = is_anything_public()

    def build() -> HttpResponse:
        found = _figures(request, today)
        context = {
            "tiles": _tiles(request),
            "topics": topics,
            "news": news,
            "figures": found,
            "percent_confirmed": round(found.share_confirmed * 100),
            "partner_count": partner_count,
            "has_planning": has_planning,
        }
        return render(request, "public/start.html", context)

    return conditional.answer(request, build, news, topics, partner_count, has_planning)


def _figures(request: HttpRequest, on: date) -> Figures:
    """Counted once for each state of the directory, each day and each review period (2 queries, else none)."""
    frame = frame_of(request)
    months = frame.network.review_months if frame.network else None
    counted = figure_copies.of(
        ["start"],
        state=(frame.revision, on, months),
        make=lambda _missing: {"start": directory.figures(on)},
    )
    return counted["start"]


def _tiles(request: HttpRequest) -> SafeString:
    """The Lebenslagen, drawn once for each state of the directory and each language (2 queries, else none)."""
    language = get_language()
    drawn = tile_copies.of(
        [language],
        state=frame_of(request).revision,
        make=lambda _missing: {language: _draw_tiles()},
    )
    return drawn[language]


def _draw_tiles() -> SafeString:
    situations = directory.life_situations(start_page_only=True)
    return render_to_string("public/parts/_tiles.html", {"situations": situations})
