"""From what somebody typed to what the index is asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from mitsorge.domain.directory.search.compounds import cuts
from mitsorge.domain.directory.search.lexicon import LONGEST, Lexicon
from mitsorge.domain.directory.search.spelling import Spelling
from mitsorge.domain.directory.search.words import STOP, WEAK, fold, raw_words, stem

TEXT = 4
"""Strength of a word in the text of an entry (of at most 8 for the kind itself)."""
KIND = 8
MARK = 2
BESIDE, ABOVE = 2, 2
FAR = 0.3
KINDS = "kind:"
LIKE_ENOUGH, LIKE_AT_ALL, SURE = 0.3, 0.15, 0.99
"""A term must resemble the question this much to be meant, or to be tried where the words find nothing."""
NEAR_BEST, NEAR_EXACT = 0.75, 0.9
"""Of several phrases, those count that come this near to the best one."""


@dataclass(frozen=True)
class Word:
    """One telling word of a question. `stems`: several where a compound was cut, all of which must occur."""

    typed: str
    stems: tuple[str, ...]
    is_known: bool = True
    corrected: str = ""


@dataclass(frozen=True)
class Choice:
    """One way to answer a unit: all tokens occur; the weakest level times `strength` counts."""

    tokens: tuple[str, ...]
    strength: int


@dataclass(frozen=True)
class Unit:
    """One thing asked for; `must`: an entry without it is no hit, whatever else it has."""

    choices: tuple[Choice, ...]
    must: bool = True


@dataclass(frozen=True)
class Question:
    """What to look for; `otherwise`: where that finds nothing. `surely`: keys of the terms surely meant; `is_hopeless`: too much of it is unknown for an honest answer."""

    units: tuple[Unit, ...] = ()
    otherwise: tuple[Unit, ...] = ()
    surely: tuple[str, ...] = ()
    words: tuple[Word, ...] = field(default=())
    is_hopeless: bool = False

    @property
    def corrected(self) -> str:
        """The question as understood, if a typing error was mended, else ""."""
        if not any(word.corrected for word in self.words):
            return ""
        return " ".join(word.corrected or word.typed for word in self.words)

    @property
    def left_out(self) -> list[str]:
        return [word.typed for word in self.words if not word.is_known]


@dataclass(frozen=True)
class Reader:
    """Reads questions. `spelling` is only called for a strange word; `occurs`: whether a stem stands in any entry
    shown today; `mends`: whether a strange word may be taken for one that is written alike."""

    lexicon: Lexicon
    spelling: Callable[[], Spelling]
    occurs: Callable[[str], bool]
    mends: bool = True

    def read(self, text: str) -> Question:
        """At most eight telling words are read; a text of stop words only asks for nothing."""
        words = tuple(self.word(typed) for typed in _telling_words(text)[:LONGEST])
        if not words:
            return Question()
        known = [word for word in words if word.is_known]
        if sum(map(self._telling, known)) <= sum(map(self._telling, words)) / 2:
            return self._read_named(words, known)
        return self._read(words, known)

    def _read_named(self, words: tuple[Word, ...], known: list[Word]) -> Question:
        """Too much is unknown: only what the known words name in full is answered, the rest is said to be left out."""
        stems = dict.fromkeys(piece for word in known for piece in word.stems)
        likeness = self.lexicon.likeness(stems, self._weight(known))
        named = [key for key, like in likeness.items() if like > SURE and self._is_definite(key)]
        if not named or any(word.corrected for word in known):
            return Question(words=words, is_hopeless=True)
        return replace(self._read(tuple(known), known), words=words)

    def _is_definite(self, key: str) -> bool:
        """A kind of help below another; "Beratung" alone says too little to answer a strange question with."""
        return key.startswith(KINDS) and bool(self.lexicon.terms[key].parent)

    def _read(self, words: tuple[Word, ...], known: list[Word]) -> Question:
        likeness = self._likeness(words)
        sure, perhaps = meant(likeness, LIKE_ENOUGH), meant(likeness, LIKE_AT_ALL)
        rest = [_word_unit(word) for word in known if not _is_weak(word)]
        plain = tuple(rest) or tuple(_word_unit(word) for word in known)
        beside = tuple(_word_unit(word, BESIDE, must=False) for word in known if not _is_weak(word))
        beside += _kin_unit(likeness)
        return Question(
            units=(self._term_unit(sure, likeness, known), *beside) if sure else plain,
            otherwise=(self._term_unit(perhaps, likeness, known), *beside)
            if perhaps and len(known) == len(words)
            else (),
            surely=tuple(key for key, share in sure.items() if share > SURE),
            words=words,
        )

    def word(self, typed: str) -> Word:
        """A word as known, else the likeliest way to cut or mend it; whole words stay as they are."""
        folded = fold(typed)
        own = Word(typed, (stem(folded),))
        if self.knows(own.stems[0]):
            return own
        if self.lexicon.whole.around(folded) is not None:
            return replace(own, is_known=False)
        return max(
            self._guesses(typed, folded), key=self._promise, default=replace(own, is_known=False)
        )

    def _guesses(self, typed: str, folded: str) -> Iterator[Word]:
        for pieces in cuts(folded, self.cuts_into):
            yield Word(typed, pieces)
        mended = self.spelling().mended(folded) if self.mends else ""
        if mended:
            yield Word(typed, (stem(fold(mended)),), corrected=mended)

    def _promise(self, word: Word) -> tuple[float, float]:
        """How well a guess fits the taxonomy; of equals the longest first piece."""
        weight = self._weight([word])
        likeness = self.lexicon.likeness(word.stems, weight)
        best = max((like for key, like in likeness.items() if key.startswith(KINDS)), default=0.0)
        return round(best, 3), len(word.stems[0])

    def cuts_into(self, word: str) -> bool:
        return word in WEAK or word in self.lexicon.vocabulary or self.occurs(word)

    def knows(self, word: str) -> bool:
        return word in WEAK or bool(self.lexicon.phrases_with(word)) or self.occurs(word)

    def _likeness(self, words: tuple[Word, ...]) -> dict[str, float]:
        stems = dict.fromkeys(piece for word in words if word.is_known for piece in word.stems)
        likeness = self.lexicon.likeness(stems, self._weight(words))
        return likeness | dict.fromkeys(self._joined(words), 1.0)

    def _joined(self, words: tuple[Word, ...]) -> Iterable[str]:
        """The whole question written in one word: "Kurzzeit Pflege"."""
        joined = (stem(fold("".join(word.typed for word in words))),)
        found = self.lexicon.sources.get(joined, ()) if len(words) > 1 else ()
        return [key for key in found if key in self.lexicon.terms]

    def _weight(self, words: Iterable[Word]) -> float:
        return sum(self.lexicon.rarity(piece) for word in words for piece in word.stems)

    def _telling(self, word: Word) -> float:
        """How much a typed word tells, however many pieces it was cut into."""
        return max(map(self.lexicon.rarity, word.stems))

    def _term_unit(
        self, meant: Mapping[str, float], likeness: Mapping[str, float], words: Iterable[Word]
    ) -> Unit:
        """Kinds of help count most; marks such as a target group stand alone only where no kind is meant."""
        kinds = {key: sure for key, sure in meant.items() if key.startswith(KINDS)}
        marks = meant.keys() - kinds.keys()
        choices = [
            choice for key, sure in kinds.items() for choice in self._kin(key, sure, likeness)
        ]
        choices += [Choice((key,), MARK if kinds else KIND) for key in marks]
        stems = tuple(dict.fromkeys(piece for word in words for piece in word.stems))
        return Unit((*choices, Choice(stems, TEXT)))

    def _kin(self, key: str, sure: float, likeness: Mapping[str, float]) -> Iterable[Choice]:
        """A term, the terms below it (those that resemble the question themselves first), weakly the one above."""
        strength = max(round(KIND * sure), 1)
        yield Choice((key,), strength)
        for lower in self.lexicon.below.get(key, ()):
            step = 1 if likeness.get(lower, 0.0) >= LIKE_AT_ALL else 3
            yield Choice((lower,), max(strength - step, 1))
        if sure == 1.0 and self.lexicon.terms[key].parent:
            yield Choice((self.lexicon.terms[key].parent,), ABOVE)


def meant(likeness: Mapping[str, float], enough: float) -> dict[str, float]:
    """Keys of the terms a question means, each as a share of the likeliest of its sort: kinds of help, or marks."""
    found: dict[str, float] = {}
    for is_kind in (True, False):
        sort = {key: like for key, like in likeness.items() if key.startswith(KINDS) == is_kind}
        best = max(sort.values(), default=0.0)
        near = NEAR_EXACT if best == 1.0 else NEAR_BEST
        if best >= enough:
            found |= {key: like / best for key, like in sort.items() if like >= best * near}
    return found


def _telling_words(text: str) -> list[str]:
    typed = raw_words(text)
    return [word for word in typed if fold(word) not in STOP]


def _word_unit(word: Word, strength: int = TEXT, *, must: bool = True) -> Unit:
    return Unit((Choice(word.stems, strength),), must)


def _kin_unit(likeness: Mapping[str, float]) -> tuple[Unit, ...]:
    """Kinds of help that resemble the question somewhat: they bring no hits, but put them in order."""
    kinds = {key: like for key, like in likeness.items() if key.startswith(KINDS)}
    best = max(kinds.values(), default=0.0)
    shares = {key: like / best for key, like in kinds.items() if like >= best * FAR}
    choices = tuple(Choice((key,), max(round(TEXT * share), 1)) for key, share in shares.items())
    return (Unit(choices, must=False),) if choices else ()


def _is_weak(word: Word) -> bool:
    return all(piece in WEAK for piece in word.stems)
