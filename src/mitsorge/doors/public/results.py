"""Finding help: results as a list with a map beside it, by words, by place, by situation."""

from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from mitsorge.domain.directory import queries as directory
from mitsorge.domain.directory import search
from mitsorge.domain.directory.models import LifeSituation
from mitsorge.domain.directory.queries import Card
from mitsorge.domain.directory.search import SearchRequest, SearchResult
from mitsorge.doors.public import conditional, words
from mitsorge.doors.public.asked import Asked
from mitsorge.doors.public.copies import card_copies, drawn_copies
from mitsorge.doors.public.drawn import boxes, drawn, filled, marks, page_links
from mitsorge.doors.public.maps import NEAR_KM, MapView, Spot, draw
from mitsorge.doors.public.missed import count_if_missed
from mitsorge.doors.public.shortlist import kept
from mitsorge.doors.public.swapping import wants_part
from mitsorge.face.context import frame_of
from mitsorge.face.guards import open_to_all
from mitsorge.foundation.places.queries import Located, locate_text, suggest_places

PER_PAGE = 20


@dataclass(frozen=True)
class Row:
    """One hit as the list shows it. `number` is its pin on the map, 0 where it has none."""

    card: Card
    number: int
    distance_km: float | None
    serves: bool
    kept: bool
    reach_words: str
    point: tuple[float, float] | None
    drawn: str

    @property
    def html(self) -> SafeString:
        return filled(
            self.drawn,
            number=self.number,
            distance_km=self.distance_km,
            reach=self.reach_words,
            serves=self.serves,
        )


@open_to_all
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """`?was=&wo=&f=…&seite=`: everything stays in the address, nothing about the visitor does (14 queries with a place, 10 on PostgreSQL, fewer where it was asked for before)."""
    return _answer(request, None, "near")


@open_to_all
@require_safe
def situation(request: HttpRequest, slug: str) -> HttpResponse:
    """What helps in one Lebenslage."""
    found = directory.life_situations().filter(slug=slug).first()
    if found is None:
        raise Http404
    return _answer(request, found, "near")


@open_to_all
@require_safe
def large_map(request: HttpRequest) -> HttpResponse:
    """The same hits on a large map; each of them stands in the list below it."""
    asked = request.GET.get("lage", "")
    found = directory.life_situations().filter(slug=asked).first() if asked else None
    return _answer(request, found, "large")


@open_to_all
@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Options for the field someone types in: `?was=` words of the directory, `?wo=` places."""
    where = request.GET.get("wo", "").strip()[:60]
    what = request.GET.get("was", "").strip()[:60]
    texts = [found.text for found in suggest_places(where)] if where else []
    if what and not where:
        texts = [found.text for found in search.suggest(what)]
    return render(request, "public/find/_suggestions.html", {"texts": texts})


def _answer(request: HttpRequest, situation: LifeSituation | None, size: str) -> HttpResponse:
    asked = Asked.of(request.GET, situation=situation)

    def build() -> HttpResponse:
        found = _found(request, asked, size)
        kind = conditional.MadeAnew if "counted" in found else HttpResponse
        return kind(render_to_string(_template(request, size), found, request))

    return conditional.answer(request, build)


def _template(request: HttpRequest, size: str) -> str:
    if size == "large":
        return "public/find/large_map.html"
    return "public/find/_results.html" if wants_part(request) else "public/find/results.html"


def _found(request: HttpRequest, asked: Asked, size: str) -> dict[str, Any]:
    """The context of list and map."""
    today = timezone.localdate()
    frame = frame_of(request)
    typed = locate_text(asked.where, on=today, state=frame.geography) if asked.where else None
    found = search.find(
        SearchRequest(
            what=asked.what,
            where=typed,
            facets=asked.facets,
            situation=asked.situation,
            exact=asked.exact,
            page=asked.page,
            per_page=PER_PAGE,
            on=today,
        ),
        numbers=frame.revision,
    )
    located = cast("Located | None", found.where)  # the place may have stood among the words
    place = words.place_name(located)
    rows = _rows(found, place, request)
    view = _map(rows, located, size)
    return {
        "section": "hilfe",
        "asked": asked,
        "is_part": wants_part(request),
        "located": located,
        "unknown_place": bool(asked.where) and typed is None,
        "place": place,
        "found": found,
        "facets": [(group.name, boxes(group.options)) for group in found.facets],
        "rows": rows,
        "title": words.title(found, asked, place),
        "subject": words.subject(asked, place, found.corrected),
        "count_words": words.count_words(found, place),
        "left_out": words.quoted(found.left_out) if found.total else "",
        "also_searched": words.quoted(found.also_searched),
        "map": view,
        "marks": marks(view) if view else "",
        "map_label": words.map_label(len(view.pins), place) if view else "",
        "reach_km": NEAR_KM,
        "tiles": settings.TILES_URL,
        "page_links": page_links(
            asked.pages(found.total, PER_PAGE), asked.next_page(found.total, PER_PAGE)
        ),
        "kept_names": _kept_names(request),
        **(_nothing(request, asked, located, found.corrected) if not found.total else {}),
    }


def _nothing(
    request: HttpRequest, asked: Asked, located: Located | None, corrected: str
) -> dict[str, Any]:
    """A word searched in vain is counted, but not a typing error somebody insists on."""
    return {
        "empty_words": words.empty(asked, words.place_name(located), corrected),
        "counted": not asked.exact and count_if_missed(request, asked, located),
        "situations": directory.life_situations(),
    }


def _rows(found: SearchResult, place: str, request: HttpRequest) -> list[Row]:
    points = {point.service_id: point for point in found.points}
    hits = {hit.service_id: hit for hit in found.hits}
    shortlist = frozenset(kept(request))
    cards = _cards(request, list(hits))
    htmls = _drawn(request, cards, shortlist)
    rows: list[Row] = []
    number = 0
    for card in cards:
        point = points.get(card.id)
        number += point is not None
        hit = hits[card.id]
        rows.append(
            Row(
                card=card,
                number=number if point else 0,
                distance_km=hit.distance_km,
                serves=bool(place) and hit.serves,
                kept=card.id in shortlist,
                reach_words=words.reach(hit.serves, place, card.serves_words),
                point=(float(point.latitude), float(point.longitude)) if point else None,
                drawn=htmls[card.id, card.id in shortlist],
            )
        )
    return rows


def _state(request: HttpRequest) -> tuple[Any, ...]:
    """What a card depends on beside its own id."""
    frame = frame_of(request)
    months = frame.network.review_months if frame.network else None
    return frame.revision, timezone.localdate(), get_language(), months


def _cards(request: HttpRequest, ids: list[int]) -> list[Card]:
    """In this order, from the copies of this state of the directory, else read (5 queries)."""
    today = timezone.localdate()
    found = card_copies.of(
        ids,
        state=_state(request),
        make=lambda missing: {card.id: card for card in directory.cards(missing, on=today)},
    )
    return list(found.values())


def _drawn(
    request: HttpRequest, cards: list[Card], shortlist: frozenset[int]
) -> dict[tuple[int, bool], str]:
    """Each card drawn, from the copies where it was before."""
    by_id = {card.id: card for card in cards}
    return drawn_copies.of(
        [(card.id, card.id in shortlist) for card in cards],
        state=_state(request),
        make=lambda missing: {
            (pk, is_kept): drawn(by_id[pk], kept=is_kept) for pk, is_kept in missing
        },
    )


def _map(rows: list[Row], located: Located | None, size: str) -> MapView | None:
    spots = [Spot(*row.point, row.number, row.card.town) for row in rows if row.point]
    center = None
    if located:
        where = located.point
        center = Spot(where.latitude, where.longitude, name=words.place_name(located))
    return draw(spots, size=size, center=center, reach_km=NEAR_KM if center else None)


def _kept_names(request: HttpRequest) -> list[str]:
    """Names on the Merkliste, for the box beside the results (1 query, none for an empty list)."""
    ids = kept(request)
    if not ids:
        return []
    named = directory.visible_services(timezone.localdate()).filter(pk__in=ids)
    names = dict(named.values_list("pk", "name"))
    return [names[pk] for pk in ids if pk in names]
