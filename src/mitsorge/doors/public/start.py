"""The first page: one question, the situations people are in, who is responsible, what is new."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mitsorge.domain.directory import queries as directory
from mitsorge.domain.partners.queries import count_running
from mitsorge.domain.stories.queries import current_news
from mitsorge.doors.public import conditional
from mitsorge.face.guards import open_to_all


@open_to_all
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """11 queries; 6 where the browser's copy still holds."""
    today = timezone.localdate()
    news = current_news(on=today)
    partner_count = count_running(on=today)
    topics = directory.responsibility_topics()

    def build() -> HttpResponse:
        found = directory.figures(today)
        context = {
            "situations": directory.life_situations(start_page_only=True),
            "topics": topics,
            "news": news,
            "figures": found,
            "percent_confirmed": round(found.share_confirmed * 100),
            "partner_count": partner_count,
        }
        return render(request, "public/start.html", context)

    return conditional.answer(request, build, news, topics, partner_count)
