"""The page of a committee."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mitsorge.domain.governance import wording
from mitsorge.domain.governance.models import Committee
from mitsorge.domain.governance.queries import public_calendar, public_decisions
from mitsorge.domain.governance.queries.photos import shown_photos
from mitsorge.domain.governance.queries.public_committees import CommitteePage, public_committee
from mitsorge.domain.governance.queries.rule_sets import as_rules
from mitsorge.domain.governance.wording import procedure as words
from mitsorge.domain.recommendations.queries.board import BoardFilter, board
from mitsorge.doors.public.conditional import answer_of_deeds
from mitsorge.face.context import frame_of
from mitsorge.face.guards import open_to_all

PAST = 5
DECISIONS = 10
PHOTOS = 6


@open_to_all
@require_safe
def committee(request: HttpRequest, slug: str) -> HttpResponse:
    """One committee with what is public of it (31 queries at most beside the frame, 16 of them the board's; 1 from a copy)."""
    return answer_of_deeds(request, lambda: _page(request, slug))


def _page(request: HttpRequest, slug: str) -> HttpResponse:
    today = frame_of(request).today
    page = public_committee(slug, on=today)
    if page is None:
        raise Http404
    recommendations = board(BoardFilter(committee=page.committee.code), on=today)
    context = {
        "section": "netzwerk",
        "page": page,
        **_words(page),
        **_sittings(page.committee),
        "recommendations": recommendations.lines,
        "has_more": recommendations.pages > 1,
        "photos": shown_photos(committee=page.committee, on=today, most=PHOTOS),
        "papers": public_calendar.public_papers(committee=page.committee),
    }
    return render(request, "public/governance/committee.html", context)


def _sittings(ours: Committee) -> dict[str, Any]:
    """Meetings that come and that were, and what was decided (5 queries)."""
    now = timezone.now()
    past = public_calendar.past(now, committee=ours)[:PAST]
    decisions = public_decisions.latest(ours, most=DECISIONS)
    return {
        "coming": public_calendar.coming(now, committee=ours),
        "past": [public_calendar.as_public(row) for row in past],
        "decisions": [(each, wording.RESULT[each.result]) for each in decisions],
    }


def _words(page: CommitteePage) -> dict[str, Any]:
    """The codes of a committee in words; the rules only where some were agreed."""
    found: dict[str, Any] = {
        "kind": page.committee.get_classification_display(),
        "composition": page.committee.get_composition_display(),
        "functions": [(wording.MEMBER_ROLE[each.role], each.house) for each in page.functions],
    }
    if page.rules is None:
        return found
    rules = as_rules(page.rules)
    return found | {
        "publicity": wording.PUBLICITY[rules.publicity],
        "rhythm": words.rhythm_words(rules),
        "invitation": words.invitation_words(rules),
        "quorum": words.quorum_words(rules),
        "majority": words.majority_words(rules),
        "voters": wording.VOTERS[rules.voters],
        "adopts": rules.adopts,
    }
