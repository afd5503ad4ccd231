""" "Was wurde daraus?": the status board, the page of one recommendation, the page of a table's own measure."""

from dataclasses import replace
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mitsorge.domain.recommendations.models import Recommendation
from mitsorge.domain.recommendations.queries import board as boards
from mitsorge.domain.recommendations.queries.board import Board, BoardFilter, BoardLine
from mitsorge.domain.recommendations.queries.effects import measure_view
from mitsorge.domain.recommendations.queries.measures import measure as one_measure
from mitsorge.domain.recommendations.queries.story import Story, story
from mitsorge.domain.recommendations.rules.chain import LinkState, Place, Standing
from mitsorge.domain.recommendations.rules.codes import Stage
from mitsorge.domain.recommendations.wording.chain import STANDING
from mitsorge.face.guards import open_to_all
from mitsorge.face.paging import Paged

TABS = {
    Standing.CONSULTED: "beratung",
    Standing.UNANSWERED: "antwort-offen",
    Standing.WORKING: "in-arbeit",
    Standing.DONE: "umgesetzt",
    Standing.REJECTED: "abgelehnt",
    Standing.CLOSED: "beendet",
}
COLORS = {
    Standing.CONSULTED: "wait",
    Standing.UNANSWERED: "wait",
    Standing.WORKING: "go",
    Standing.DONE: "done",
    Standing.REJECTED: "no",
    Standing.CLOSED: "done",
}

MEASURING = Place(Stage.EFFECT, LinkState.NOW)


@open_to_all
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Twenty lines of the board; on the first page the one whose effect is measured stands open
    (16 queries beside the frame, 31 with one opened)."""
    narrowed = filter_of(request)
    today = timezone.localdate()
    found = boards.board(narrowed, on=today, page=_number(request.GET.get("seite", "")) or 1)
    opened = _opened(found, narrowed)
    context = {
        "section": "daraus",
        "narrowed": narrowed,
        "board": found,
        "tabs": _tabs(found, narrowed),
        "lines": [
            (line, color_of(line.standing, line.place))
            for line in found.lines
            if line is not opened
        ],
        "opened": story(opened.number, on=today) if opened else None,
        "opened_color": color_of(opened.standing, opened.place) if opened else "",
        "paged": Paged(
            found.lines,
            number=found.page,
            pages=found.pages,
            total=found.total,
            query=request.GET,
        ),
    }
    return render(request, "public/board/board.html", context)


def filter_of(request: HttpRequest) -> BoardFilter:
    """What the address asks for; nonsense means "all"."""
    asked = request.GET
    tabs = {address: tab for tab, address in TABS.items()}
    return BoardFilter(
        standing=tabs.get(asked.get("stand", "")),
        addressee=asked.get("an", "")[:200],
        committee=asked.get("gremium", "")[:60],
        year=_number(asked.get("jahr", "")),
        topic=_number(asked.get("thema", "")),
    )


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _tabs(found: Board, narrowed: BoardFilter) -> list[tuple[str, int, str, bool]]:
    """(words, count, address, is current); tabs without rows are left out, but for those of the picture."""
    rows = [("", found.all, _address(replace(narrowed, standing=None)), not narrowed.standing)]
    for tab, count in found.counts:
        if count or tab is not Standing.CLOSED:
            at = replace(narrowed, standing=tab)
            rows.append((str(STANDING[tab]), count, _address(at), tab is narrowed.standing))
    return rows


def _address(narrowed: BoardFilter) -> str:
    asked = {
        "stand": TABS[narrowed.standing] if narrowed.standing else "",
        "an": narrowed.addressee,
        "gremium": narrowed.committee,
        "jahr": narrowed.year,
        "thema": narrowed.topic,
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"/was-wurde-daraus/{f'?{query}' if query else ''}"


def _opened(found: Board, narrowed: BoardFilter) -> BoardLine | None:
    """The first one whose effect is measured, else was measured, on the first page of everything."""
    if not narrowed.is_empty or found.page > 1:
        return None
    shown = [line for line in found.lines if line.place.stage is Stage.EFFECT and line.number]
    return next((line for line in shown if line.place == MEASURING), shown[0] if shown else None)


def color_of(standing: Standing, at: Place) -> str:
    """The color of the word; what ended without success is red, what was merged or withdrawn is not."""
    if at.state is LinkState.ENDED and standing is not Standing.CLOSED:
        return "no"
    return "go" if at == MEASURING else COLORS[standing]


@open_to_all
@require_safe
def recommendation(request: HttpRequest, year: int, place: str) -> HttpResponse:
    """One recommendation with its whole chain (15 queries beside the frame)."""
    found = _story(f"{year}/{place}")
    context = {
        "section": "daraus",
        "story": found,
        "color": color_of(found.chain.standing, found.chain.place),
        "title": f"{found.chain.number} {found.chain.title}",
    }
    return render(request, "public/board/recommendation.html", context)


def _story(number: str) -> Story:
    try:
        found = story(number, on=timezone.localdate())
    except Recommendation.DoesNotExist:
        raise Http404 from None
    if not found.chain.is_public:
        raise Http404
    return found


@open_to_all
@require_safe
def own_measure(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A measure a table agreed on by itself, with its effect (6 queries beside the frame)."""
    found = one_measure(uid)
    if found is None or not found.is_public:
        raise Http404
    context = {
        "section": "daraus",
        "measure": measure_view(found, on=timezone.localdate()),
        "topic": found.topic,
        "recommendation": found.recommendation,
    }
    return render(request, "public/board/measure.html", context)
