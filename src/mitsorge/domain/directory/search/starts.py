"""How a word goes on: terms first, then what people call them, then the names of the directory."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from mitsorge.domain.directory.search.lexicon import Lexicon
from mitsorge.domain.directory.search.shapes import Suggestion
from mitsorge.domain.directory.search.words import fold, raw_words

TERM, SITUATION, ORGANIZATION, SERVICE = "TERM", "SITUATION", "ORGANIZATION", "SERVICE"
KINDS = (TERM, SITUATION, ORGANIZATION, SERVICE)


class Starts:
    """Every suggestion under each of its words, sorted, so that a prefix is one slice."""

    def __init__(self, suggestions: list[Suggestion]) -> None:
        self.suggestions = suggestions
        keyed = sorted(
            (key, number, position)
            for number, found in enumerate(suggestions)
            for position, key in enumerate(_starts(found.text))
        )
        self.keys = [key for key, _number, _position in keyed]
        self.numbers = np.array([number for _key, number, _position in keyed], "i8")
        ranks = [
            (position > 0) * 1_000
            + KINDS.index(suggestions[number].kind) * 2_000
            + min(len(suggestions[number].text), 999)
            for _key, number, position in keyed
        ]
        self.ranks = np.array(ranks, "i8")

    def of(self, prefix: str, limit: int) -> list[Suggestion]:
        """The best under a folded prefix; the sentinel closes the slice."""
        first, last = bisect_left(self.keys, prefix), bisect_left(self.keys, prefix + "\uffff")
        ranks, numbers = self.ranks[first:last], self.numbers[first:last]
        if last - first > 8 * limit:
            best = np.argpartition(ranks, 8 * limit)[: 8 * limit]
            ranks, numbers = ranks[best], numbers[best]
        order = np.lexsort((numbers, ranks))
        return [self.suggestions[number] for number in dict.fromkeys(numbers[order])][:limit]


def all_suggestions(lexicon: Lexicon, names: Iterable[Sequence[str]]) -> list[Suggestion]:
    """Each text once, under the first kind it occurs as."""
    kinds: dict[str, str] = {}
    for text, kind in _texts(lexicon, names):
        kinds.setdefault(text, kind)
    return [Suggestion(text, kind) for text, kind in kinds.items()]


def _texts(lexicon: Lexicon, names: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    terms = [term for key, term in lexicon.terms.items() if key.startswith(("kind:", "target:"))]
    yield from ((term.name, TERM) for term in terms)
    yield from ((text, TERM) for term in terms for text in term.synonyms)
    yield from ((item.name, SITUATION) for item in lexicon.situations.values())
    for service, organization, *_towns in names:
        yield organization, ORGANIZATION
        yield service, SERVICE


def _starts(text: str) -> Iterator[str]:
    words = [fold(word) for word in raw_words(text)]
    for position in range(len(words)):
        yield " ".join(words[position:])
