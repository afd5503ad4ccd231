"""The words of the taxonomy as the search needs them: phrases that lead to terms, words that stay whole."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log

from mitsorge.domain.directory.queries.visible import USUAL_REVIEW_MONTHS
from mitsorge.domain.directory.search.compounds import WholeWords, cut, halves, parts
from mitsorge.domain.directory.search.words import (
    NEGATIONS,
    STOP,
    WEAK,
    fold,
    raw_words,
    root,
    stem,
    telling,
)

LONGEST = 8
"""No phrase is looked up beyond this many telling words."""
Phrase = tuple[str, ...]
AS_PART, AS_KIN = 0.75, 0.8
OF_PHRASE = 0.5
WEAK_RARITY, NEGATION_RARITY = 0.5, 2.5


@dataclass(frozen=True)
class Term:
    """`key` as a facet: "kind:tagespflege". `law` as printed: "§ 45b SGB XI"."""

    key: str
    name: str
    parent: str = ""
    synonyms: tuple[str, ...] = ()
    law: str = ""
    review_months: int | None = None


@dataclass(frozen=True)
class Upkeep:
    """What the network says of confirmations: how long one counts, and when an entry without one is hidden."""

    review_months: int = USUAL_REVIEW_MONTHS
    hide_after_months: int | None = None


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


BY_SITUATION = (0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)
"""A life situation names its ways of help in order; the last value counts for all that follow."""


class Lexicon:
    """Built once per change of the taxonomy; never changed afterwards."""

    def __init__(
        self,
        terms: Iterable[Term] = (),
        situations: Iterable[Situation] = (),
        whole_words: Iterable[str] = (),
        long_forms: Mapping[str, str] | None = None,
        upkeep: Upkeep = Upkeep(),
    ) -> None:
        self.upkeep = upkeep
        self.terms = {term.key: term for term in terms}
        self.situations = {situation.slug: situation for situation in situations}
        self.whole = WholeWords(whole_words)
        self._phrases: dict[str, Mapping[Phrase, float]] = {}
        self._parts: dict[str, frozenset[str]] = {}
        self.long_forms = {fold(short): form for short, form in (long_forms or {}).items()}

    @cached_property
    def review_months(self) -> dict[str, int]:
        """The review interval of every kind that has one of its own or from a kind above it."""
        found = {key: self._months_of(term) for key, term in self.terms.items()}
        return {key: months for key, months in found.items() if months}

    def _months_of(self, term: Term) -> int | None:
        if term.review_months or not term.parent:
            return term.review_months
        return self._months_of(self.terms[term.parent])

    @cached_property
    def sources(self) -> dict[Phrase, frozenset[str]]:
        """Every phrase with the keys of the terms and the slugs of the situations whose words it is."""
        found: dict[Phrase, set[str]] = defaultdict(set)
        for text, source in self._texts():
            phrase = tuple(telling(text))[:LONGEST]
            if phrase:
                found[phrase].add(source)
        return {phrase: frozenset(sources) for phrase, sources in found.items()}

    def _texts(self) -> Iterator[tuple[str, str]]:
        for term in self.terms.values():
            yield from ((text, term.key) for text in _wordings(term))
        for situation in self.situations.values():
            yield from ((text, situation.slug) for text in (situation.name, *situation.phrases))

    @cached_property
    def _folded(self) -> dict[str, str]:
        """Each stem with a folded word it comes from: compounds are cut before they are stemmed."""
        words = {fold(word) for text, _source in self._texts() for word in raw_words(text)}
        return {stem(word): word for word in sorted(words, reverse=True)}

    @cached_property
    def _pieces(self) -> dict[str, tuple[str, ...]]:
        """Each stem of a compound with the stems it is cut into."""
        words = {word for phrase in self.sources for word in phrase}
        return {word: cut(self._folded[word], words.__contains__) for word in words}

    @cached_property
    def by_word(self) -> dict[str, dict[Phrase, float]]:
        """The phrases a stem or a root ("~begleit") occurs in, and how: as a word, a part, a relative."""
        found: dict[str, dict[Phrase, float]] = defaultdict(dict)
        for phrase in self.sources:
            for word in phrase:
                pieces = self._pieces[word] or halves(self._folded[word], self._pieces.__contains__)
                shares = [(word, 1.0), *((piece, AS_PART) for piece in pieces)]
                shares += [(f"~{root(piece)}", share * AS_KIN) for piece, share in shares]
                for token, share in shares:
                    found[token][phrase] = max(share, found[token].get(phrase, 0.0))
        return dict(found)

    def phrases_with(self, word: str) -> Mapping[Phrase, float]:
        """The phrases a stem or a word of its family occurs in, each with how surely."""
        if word in self._phrases:
            return self._phrases[word]
        own, kin = self.by_word.get(word), self.by_word.get(f"~{root(word)}", {})
        if own is None:  # typed by anybody: nothing to remember
            return kin
        return self._phrases.setdefault(word, {**kin, **own})

    def rarity(self, word: str) -> float:
        """How much a stem tells among all phrases; words of asking tell little."""
        if word in WEAK:
            return WEAK_RARITY
        if word in NEGATIONS:
            return NEGATION_RARITY
        return log(1 + len(self.sources) / (1 + len(self.phrases_with(word))))

    @cached_property
    def weights(self) -> dict[Phrase, float]:
        """How much each phrase tells as a whole."""
        return {phrase: sum(map(self.rarity, phrase)) for phrase in self.sources}

    def likeness(self, words: Iterable[str], total: float) -> dict[str, float]:
        """How much, above 0.0 to 1.0, each term resembles what was asked, by its own words or by a situation's.

        Half of it is the best phrase, half are all words together, wherever they stand. `total`: what the whole
        question weighs, words nobody knows included.
        """
        phrases: dict[Phrase, float] = defaultdict(float)
        bags: dict[str, float] = defaultdict(float)
        for word in words:
            bag: dict[str, float] = {}
            weight = self.rarity(word)
            for phrase, share in self.phrases_with(word).items():
                phrases[phrase] += share * weight
                for source in self.sources[phrase]:
                    bag[source] = max(share * weight, bag.get(source, 0.0))
            for source, most in bag.items():
                bags[source] += most
        best: dict[str, float] = defaultdict(float)
        for phrase, weight in phrases.items():
            like = min(weight / self.weights[phrase], 1.0) * min(weight / total, 1.0)
            for source in self.sources[phrase]:
                best[source] = max(like, best[source])
        whole = {
            source: OF_PHRASE * best[source] + (1 - OF_PHRASE) * min(weight / total, 1.0)
            for source, weight in bags.items()
        }
        return self._by_key(whole)

    def _by_key(self, likeness: Mapping[str, float]) -> dict[str, float]:
        found: dict[str, float] = {}
        for source, like in likeness.items():
            situation = self.situations.get(source)
            for key, share in situation.weights if situation else ((source, 1.0),):
                found[key] = max(like * share, found.get(key, 0.0))
        return found

    @cached_property
    def surfaces(self) -> dict[str, str]:
        """Folded word to the word as written, of everything public that a typing error may have meant."""
        texts = [text for term in self.terms.values() for text in (term.name, *term.synonyms)]
        texts += [text for item in self.situations.values() for text in (item.name, *item.phrases)]
        return surfaces_of([*texts, *self.long_forms.values()])

    @cached_property
    def often(self) -> dict[str, int]:
        """Folded word to how many phrases hold it or a word of its family."""
        return {word: len(self.phrases_with(stem(word))) for word in self.surfaces}

    @cached_property
    def below(self) -> dict[str, tuple[str, ...]]:
        """Each key with the keys of all terms under it, without itself."""
        children: dict[str, list[str]] = defaultdict(list)
        for term in self.terms.values():
            children[term.parent].append(term.key)
        return {key: tuple(_descend(key, children)) for key in self.terms}

    def parts_of(self, word: str) -> frozenset[str]:
        """`compounds.parts` with the words of this taxonomy; each word is taken apart once."""
        if word not in self._parts:
            self._parts[word] = parts(word, whole=self.whole, known=self.vocabulary)
        return self._parts[word]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Stems that a compound may be cut into: the words of all phrases, and what they are cut into."""
        return frozenset(self._pieces).union(*self._pieces.values())


def surfaces_of(texts: Iterable[str]) -> dict[str, str]:
    """Folded word to its first spelling; stop words and words below four letters are left out."""
    found: dict[str, str] = {}
    for text in texts:
        for folded, word in _surfaces(text):
            found.setdefault(folded, word)
    return found


@lru_cache(maxsize=50_000)
def _surfaces(text: str) -> tuple[tuple[str, str], ...]:
    pairs = ((fold(word), word) for word in raw_words(text))
    return tuple(
        (folded, word) for folded, word in pairs if len(folded) >= 4 and folded not in STOP
    )


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
