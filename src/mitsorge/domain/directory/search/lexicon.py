"""The words of the taxonomy as the search needs them: phrases that lead to terms, words that stay whole."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log

from mitsorge.domain.directory.search.compounds import WholeWords, cut
from mitsorge.domain.directory.search.words import STOP, WEAK, fold, raw_words, stem, telling

LONGEST = 8
"""No phrase is looked up beyond this many telling words."""
Phrase = tuple[str, ...]
AS_PART = 0.6


@dataclass(frozen=True)
class Term:
    """`key` as a facet: "kind:tagespflege". `law` as printed: "§ 45b SGB XI"."""

    key: str
    name: str
    parent: str = ""
    synonyms: tuple[str, ...] = ()
    law: str = ""


@dataclass(frozen=True)
class Situation:
    """A life situation and the keys of the terms it leads to."""

    slug: str
    name: str
    phrases: tuple[str, ...]
    keys: tuple[str, ...]

    @property
    def weights(self) -> Iterator[tuple[str, float]]:
        """Each key with how surely the situation means it; the first named most of all."""
        for position, key in enumerate(self.keys):
            yield key, BY_SITUATION[min(position // 2, len(BY_SITUATION) - 1)]


Meaning = dict[str, float]
"""Key of a term to how surely a phrase means it: 1.0 for its own words, less for a life situation's."""
BY_SITUATION = (0.75, 0.7, 0.65, 0.6, 0.55, 0.5)
"""A life situation names its ways of help in order; the last value counts for all that follow."""


class Lexicon:
    """Built once per change of the taxonomy; never changed afterwards."""

    def __init__(
        self,
        terms: Iterable[Term] = (),
        situations: Iterable[Situation] = (),
        whole_words: Iterable[str] = (),
        long_forms: Mapping[str, str] | None = None,
    ) -> None:
        self.terms = {term.key: term for term in terms}
        self.situations = {situation.slug: situation for situation in situations}
        self.whole = WholeWords(whole_words)
        self.long_forms = {fold(short): form for short, form in (long_forms or {}).items()}

    @cached_property
    def meanings(self) -> dict[Phrase, Meaning]:
        """Every phrase with what it leads to. A term's own words outweigh those of a situation."""
        found: dict[Phrase, Meaning] = defaultdict(dict)
        for text, key, sure in (*self._by_situation(), *self._by_term()):
            phrase = tuple(telling(text))[:LONGEST]
            if phrase:
                found[phrase][key] = max(sure, found[phrase].get(key, 0.0))
        return dict(found)

    def _by_term(self) -> Iterator[tuple[str, str, float]]:
        for term in self.terms.values():
            yield from ((text, term.key, 1.0) for text in _wordings(term))

    def _by_situation(self) -> Iterator[tuple[str, str, float]]:
        for situation in self.situations.values():
            for text in (situation.name, *situation.phrases):
                for key, sure in situation.weights:
                    yield text, key, sure

    @cached_property
    def by_word(self) -> dict[str, dict[Phrase, float]]:
        """The phrases a stem occurs in: 1.0 as a word, `AS_PART` as a part of a compound."""
        found: dict[str, dict[Phrase, float]] = defaultdict(dict)
        words = {word for phrase in self.meanings for word in phrase}
        for phrase in self.meanings:
            for word in phrase:
                for piece in cut(word, words.__contains__):
                    found[piece].setdefault(phrase, AS_PART)
        for phrase in self.meanings:
            for word in phrase:
                found[word][phrase] = 1.0
        return dict(found)

    def rarity(self, word: str) -> float:
        """How much a stem tells among all phrases; words of asking tell little."""
        if word in WEAK:
            return 0.5
        return log(1 + len(self.meanings) / (1 + len(self.by_word.get(word, ()))))

    @cached_property
    def weights(self) -> dict[Phrase, float]:
        """How much each phrase tells as a whole."""
        return {phrase: sum(map(self.rarity, phrase)) for phrase in self.meanings}

    def nearest(self, words: Iterable[str], total: float) -> dict[Phrase, float]:
        """Likeness, above 0.0 to 1.0, of every phrase that shares a stem with the words asked for.

        `total`: what the whole question weighs, words nobody knows included.
        """
        shared: dict[Phrase, float] = defaultdict(float)
        for word in words:
            for phrase, share in self.by_word.get(word, {}).items():
                shared[phrase] += share * self.rarity(word)
        return {
            phrase: min(weight / self.weights[phrase], 1.0) * min(weight / total, 1.0)
            for phrase, weight in shared.items()
        }

    @cached_property
    def surfaces(self) -> dict[str, str]:
        """Folded word to the word as written, of everything public that a typing error may have meant."""
        texts = [text for term in self.terms.values() for text in (term.name, *term.synonyms)]
        texts += [text for item in self.situations.values() for text in (item.name, *item.phrases)]
        return surfaces_of([*texts, *self.long_forms.values()])

    @cached_property
    def below(self) -> dict[str, tuple[str, ...]]:
        """Each key with the keys of all terms under it, without itself."""
        children: dict[str, list[str]] = defaultdict(list)
        for term in self.terms.values():
            children[term.parent].append(term.key)
        return {key: tuple(_descend(key, children)) for key in self.terms}

    def parts_known(self) -> frozenset[str]:
        """Stems that a compound may be cut into when an entry is analyzed."""
        return frozenset(self.by_word)


def surfaces_of(texts: Iterable[str]) -> dict[str, str]:
    """Folded word to its first spelling; stop words and words below four letters are left out."""
    found: dict[str, str] = {}
    for text in texts:
        for word in raw_words(text):
            folded = fold(word)
            if len(folded) >= 4 and folded not in STOP:
                found.setdefault(folded, word)
    return found


def _wordings(term: Term) -> Iterator[str]:
    """The texts that lead to a term: its name, what stands beside an "und" in it, synonyms, its paragraph."""
    yield term.name
    yield from term.synonyms
    for text in term.name.split(" und ") if " und " in term.name else ():
        if not text.endswith("-"):
            yield text.removeprefix("Pflegekasse: ")
    if term.law:
        yield from (law.strip() for law in term.law.split(","))
        yield from (law.strip().split()[1] for law in term.law.split(",") if len(law.split()) > 1)


def _descend(key: str, children: Mapping[str, list[str]]) -> Iterator[str]:
    for child in children.get(key, ()):
        yield child
        yield from _descend(child, children)


def stem_of(word: str) -> str:
    """The stem of a word as typed."""
    return stem(fold(word))
