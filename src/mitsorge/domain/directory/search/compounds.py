"""German compounds: what a long word is made of, and which words must stay whole."""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any

from mitsorge.domain.directory.search.words import fold, stem

MODEL = "morphmodel_ger.pgz"
SHORTEST = 4
"""Parts below four letters mislead more often than they help ("Not", "Tag", "Rat")."""
MEANING = frozenset({"NN", "NNI", "NE", "VV", "ADJ", "ADJ(A)", "ADJ(D)"})
JOINTS = ("", "s", "es", "n", "en", "er", "e")
"""Letters that join the parts of a compound; the empty one first."""
_lock = threading.Lock()


@lru_cache(maxsize=1)
def _tagger() -> Any:
    """HanTa with its German model: 0.3 s and 15 MB, so only when something is written."""
    from HanTa import HanoverTagger

    return HanoverTagger.HanoverTagger(MODEL)


@lru_cache(maxsize=200_000)
def morphemes(word: str) -> tuple[str, ...]:
    """The meaningful parts HanTa sees in a word as written; about 2 ms per new word."""
    with _lock:
        found = _tagger().analyze(word.capitalize(), taglevel=3)[1]
    return tuple(part for part, kind in found if kind in MEANING and len(part) >= SHORTEST)


def cuts(folded: str, known: Callable[[str], bool], depth: int = 2) -> Iterator[tuple[str, ...]]:
    """All ways to cut a folded word into the stems of known words, the longest last part first."""
    for at in range(SHORTEST, len(folded) - SHORTEST + 1):
        tail = stem(folded[at:])
        rests: list[tuple[str, ...]] = [(tail,)] if known(tail) else []
        if not rests and depth and len(folded) - at >= 2 * SHORTEST:
            rests = list(cuts(folded[at:], known, depth - 1))
        head = _head(folded[:at], known) if rests else ""
        if head:
            yield from ((head, *rest) for rest in rests)


def cut(folded: str, known: Callable[[str], bool]) -> tuple[str, ...]:
    """The first of `cuts`: in German the longest last part says what the thing is. Empty if there is none."""
    return next(cuts(folded, known), ())


def halves(folded: str, known: Callable[[str], bool]) -> tuple[str, ...]:
    """A known word and what is left of the compound: "pflegebett" gives pfleg, bett. Empty if there is none."""
    for at in range(len(folded) - SHORTEST, SHORTEST - 1, -1):
        head, tail = folded[:at], folded[at:]
        if found := _head(head, known):
            return (found, stem(tail))
        if known(stem(tail)):
            return (stem(head), stem(tail))
    return ()


def _head(folded: str, known: Callable[[str], bool]) -> str:
    for joint in JOINTS:
        bare = folded.removesuffix(joint) if joint else folded
        if len(bare) >= SHORTEST and folded.endswith(joint) and known(stem(bare)):
            return stem(bare)
    return ""


class WholeWords:
    """Words that are never split, and what of a longer word is left to split around them."""

    def __init__(self, words: Iterable[str]) -> None:
        self.folded = tuple(sorted({fold(word) for word in words}, key=len, reverse=True))
        self.stems = frozenset(stem(word) for word in self.folded)
        self.long = tuple(word for word in self.folded if len(word) > 2 * SHORTEST)

    def around(self, folded: str) -> str | None:
        """What stands beside a whole word inside a longer one; None if there is no whole word in it."""
        if stem(folded) in self.stems:
            return ""
        if not (folded.startswith(self.long) or folded.endswith(self.long)):
            return None
        for whole in self.long:
            if folded.startswith(whole):
                return folded[len(whole) :]
            if folded.endswith(whole):
                return folded[: -len(whole)]
        return None


def parts(word: str, *, whole: WholeWords, known: Collection[str]) -> frozenset[str]:
    """The stems a written word can also be found by, without its own; `known`: stems of the taxonomy.

    "Demenzberatungsstelle" gives demenz, beratung, stell; "Grünpflege" gives nothing.
    """
    folded = fold(word)
    if len(folded) < 2 * SHORTEST:
        return frozenset()
    beside = whole.around(folded)
    if beside is not None:
        rest = stem(beside)
        return frozenset({rest} if len(beside) >= SHORTEST and rest in known else ())
    seen = {stem(fold(part)) for part in morphemes(word)} | set(cut(folded, known.__contains__))
    return frozenset(seen - {stem(folded)})
