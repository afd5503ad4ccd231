"""The two questions of the public: what helps me, and how does the word go on."""

from collections.abc import Iterable, Iterator
from datetime import date

import numpy as np
from django.utils import timezone

from mitsorge.domain.directory.search import facets, keeper, places
from mitsorge.domain.directory.search.lexicon import Lexicon
from mitsorge.domain.directory.search.ranking import order_keys, page_of
from mitsorge.domain.directory.search.reach import Reach
from mitsorge.domain.directory.search.shapes import (
    Hit,
    MapPoint,
    SearchRequest,
    SearchResult,
    Suggestion,
)
from mitsorge.domain.directory.search.understanding import Choice, Question, Reader, Unit
from mitsorge.domain.directory.search.view import View, matched
from mitsorge.domain.directory.search.words import fold, raw_words

SYNONYMS_SAID = 3


def find(request: SearchRequest, numbers: tuple[int, int] | None = None) -> SearchResult:
    """One page of hits with facets, counts and map points.

    1 query, none with the `numbers` of `REVISION` just read; after a change of the directory 3 more. Where no place is given and a word is unknown, that word is
    looked up as a place (4 to 11 more).
    """
    view = keeper.current(numbers).view(request.on)
    what, where = places.told_apart(view, request)
    question = _reader(view, mends=not request.exact).read(what)
    points, found = _match(view, question, _situation_unit(view.lexicon, request.situation))
    reach = Reach.of(view.index, where) if where is not None else None
    ticks = facets.Ticks.of(view, reach, sorted(request.facets))
    rows = np.flatnonzero(ticks.left(found))
    shown = _page(view, rows, points, reach, request)
    return SearchResult(
        total=len(rows),
        hits=[_hit(view, row, reach) for row in shown],
        facets=facets.groups(view, found, ticks, reach, where),
        also_searched=_also_searched(view.lexicon, question, what),
        corrected=question.corrected,
        left_out=question.left_out,
        serving=int(reach.serves[rows].sum()) if reach else 0,
        points=list(_points(view, shown, reach)),
        where=where,
    )


def bare(view: View, request: SearchRequest) -> np.ndarray:
    """Rows of one page without anything around them: what `script/bench` calls the bare engine."""
    points, found = _match(view, _reader(view).read(request.what), None)
    reach = Reach.of(view.index, request.where) if request.where is not None else None
    return _page(view, np.flatnonzero(found), points, reach, request)


def _page(
    view: View, rows: np.ndarray, points: np.ndarray, reach: Reach | None, request: SearchRequest
) -> np.ndarray:
    keys = order_keys(view, rows, points, reach)
    return page_of(keys, rows, page=request.page, per_page=request.per_page)


def _reader(view: View, *, mends: bool = True) -> Reader:
    return Reader(view.lexicon, lambda: view.spelling, view.occurs, mends)


def _match(view: View, question: Question, situation: Unit | None) -> tuple[np.ndarray, np.ndarray]:
    """Points of match and which entries are hits, both of shape (rows,)."""
    also = (situation,) if situation else ()
    if question.is_hopeless:
        return np.zeros(view.index.size, "i2"), np.zeros(view.index.size, bool)
    points, found = _answer(view, (*question.units, *also))
    if question.otherwise and not found.any():
        return _answer(view, (*question.otherwise, *also))
    return points, found


def _answer(view: View, units: Iterable[Unit]) -> tuple[np.ndarray, np.ndarray]:
    points, found = np.zeros(view.index.size, "i2"), view.visible
    for unit in units:
        level = matched(view, ((choice.tokens, choice.strength) for choice in unit.choices))
        points = points + level
        found = found & (level > 0) if unit.must else found
    return points, found


def _situation_unit(lexicon: Lexicon, slug: str) -> Unit | None:
    """An unknown situation excludes nothing."""
    situation = lexicon.situations.get(slug)
    if situation is None:
        return None
    choices = [Choice((key,), max(round(8 * sure), 1)) for key, sure in situation.weights]
    return Unit(tuple(choices))


def _hit(view: View, row: int, reach: Reach | None) -> Hit:
    service_id = int(view.index.ids[row])
    if reach is None:
        return Hit(service_id, serves=False, distance_km=None)
    km = float(reach.km[row])
    return Hit(service_id, bool(reach.serves[row]), km if np.isfinite(km) else None)


def _points(view: View, rows: np.ndarray, reach: Reach | None) -> Iterator[MapPoint]:
    """The nearest site of each hit, else its first, if it may be shown."""
    sites, site_rows = view.index.sites, view.index.site_rows
    numbers = reach.site[rows] if reach else np.searchsorted(site_rows, rows)
    for row, number in zip(rows, numbers, strict=True):
        if 0 <= number < len(sites) and site_rows[number] == row and sites["shown"][number]:
            site = sites[number]
            yield MapPoint(
                int(view.index.ids[row]), float(site["latitude"]), float(site["longitude"])
            )


def _also_searched(lexicon: Lexicon, question: Question, what: str) -> list[str]:
    """Up to three other words for the terms that were surely meant, the term's own name first."""
    typed = what.casefold()
    words = [
        word
        for key in question.surely
        for word in (lexicon.terms[key].name, *lexicon.terms[key].synonyms[:2])
        if word.casefold() not in typed
    ]
    return list(dict.fromkeys(words))[:SYNONYMS_SAID]


def suggest(prefix: str, limit: int = 8, *, on: date | None = None) -> list[Suggestion]:
    """What the public may see and begins so, or has a word that does (1 query). From two letters on."""
    folded = " ".join(fold(word) for word in raw_words(prefix))
    if len(folded) < 2:
        return []
    return keeper.current().view(on or timezone.localdate()).starts.of(folded, limit)
