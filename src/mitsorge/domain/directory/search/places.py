"""A place typed into the field for words: "Tagespflege Brück"."""

import re
from collections.abc import Iterator

from mitsorge.domain.directory.search.shapes import Place, SearchRequest
from mitsorge.domain.directory.search.view import View
from mitsorge.domain.directory.search.words import STOP, WEAK, fold, stem
from mitsorge.foundation.places.models import Body
from mitsorge.foundation.places.queries import locate_text
from mitsorge.foundation.places.rules import place_key

PIECE = re.compile(r"[^\s,;]+")
WORD = re.compile(r"[^\W_]+")


def told_apart(view: View, request: SearchRequest) -> tuple[str, Place | None]:
    """The words without the place, and the place.

    No query where a place is given or every word is one of the taxonomy's; else 5 to 13, 2 where this process
    remembers the place, and 1 where the words name the network's own Kreis or city.
    """
    if request.where is not None or not request.what:
        return request.what, request.where
    for start, end in _runs(view, request.what):
        text = request.what[start:end]
        where = None if _is_own_body(text) else locate_text(text, on=request.on)
        if where is not None or _is_own_body(text):
            return f"{request.what[:start]} {request.what[end:]}".strip(), where
    return request.what, None


def _runs(view: View, what: str) -> Iterator[tuple[int, int]]:
    """Where a place may stand: the words at the end, else at the beginning, that could be one."""
    pieces = [(found.start(), found.end()) for found in PIECE.finditer(what)]
    could = [_may_be_place(view, what[start:end]) for start, end in pieces]
    last = len(could)
    while last and could[last - 1]:
        last -= 1
    if last < len(pieces):
        yield pieces[last][0], pieces[-1][1]
    first = 0
    while first < len(could) and could[first]:
        first += 1
    if 0 < first < len(pieces):
        yield pieces[0][0], pieces[first - 1][1]


def _may_be_place(view: View, piece: str) -> bool:
    """A postcode, a town of the directory, or a word that nobody knows."""
    words = [fold(word) for word in WORD.findall(piece)]
    return bool(words) and all(_may_name_place(view, word) for word in words)


def _may_name_place(view: View, folded: str) -> bool:
    if re.fullmatch(r"\d{5}", folded) or folded in view.towns:
        return True
    own = stem(folded)
    told = folded in STOP or own in WEAK or bool(view.lexicon.phrases_with(own))
    return not told and own not in view.lexicon.whole.stems and not view.occurs(own)


def _is_own_body(text: str) -> bool:
    key = place_key(text)
    return any(
        key in place_key(name)
        for pair in Body.objects.values_list("name", "short_name")
        for name in pair
    )
