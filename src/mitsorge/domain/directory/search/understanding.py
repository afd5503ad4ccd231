"""From what somebody typed to what the index is asked for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from mitsorge.domain.directory.search.compounds import cut
from mitsorge.domain.directory.search.lexicon import LONGEST, Lexicon, Phrase
from mitsorge.domain.directory.search.spelling import Spelling
from mitsorge.domain.directory.search.words import STOP, WEAK, fold, raw_words, stem

TEXT = 4
"""Strength of a word in the text of an entry (of at most 8 for the kind itself)."""
KIND = 8
LIKE_ENOUGH = 0.3
"""A phrase must share this much with the question to be taken for meant."""
NEAR_BEST = 0.6
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
    """What to look for. `surely`: keys of the terms surely meant; `is_hopeless`: too much of it is unknown for an honest answer."""

    units: tuple[Unit, ...] = ()
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
    """Reads questions. `occurs`: whether a stem stands in any entry shown today."""

    lexicon: Lexicon
    spelling: Spelling
    occurs: Callable[[str], bool]

    def read(self, text: str) -> Question:
        """At most eight telling words are read; a text of stop words only asks for nothing."""
        words = tuple(self.word(typed) for typed in _telling_words(text)[:LONGEST])
        if not words:
            return Question()
        known = [word for word in words if word.is_known]
        if self._weight(known) <= self._weight(words) / 2:
            return Question(words=words, is_hopeless=True)
        meant = self.meant(words)
        unit = self._term_unit(meant, known) if meant else None
        rest = [_word_unit(word) for word in known if not _is_weak(word)]
        if unit:
            units = (unit, *(replace(item, must=False) for item in rest))
        else:
            units = tuple(rest) or tuple(_word_unit(word) for word in known)
        return Question(units, tuple(key for key, sure in meant.items() if sure > 0.99), words)

    def word(self, typed: str) -> Word:
        """A word as known, cut, completed or mended, in this order; whole words stay as they are."""
        folded = fold(typed)
        own = stem(folded)
        if self.knows(own):
            return Word(typed, (own,))
        beside = self.lexicon.whole.around(folded)
        if beside is not None:
            return Word(typed, (own,), is_known=False)
        pieces = cut(folded, self.knows)
        if pieces:
            return Word(typed, pieces)
        mended = self.spelling.mended(folded)
        if mended:
            return Word(typed, (stem(fold(mended)),), corrected=mended)
        return Word(typed, (own,), is_known=False)

    def knows(self, word: str) -> bool:
        return word in self.lexicon.by_word or self.occurs(word)

    def meant(self, words: tuple[Word, ...]) -> dict[str, float]:
        """Keys of the terms a question means, with how surely; empty if it resembles no phrase."""
        likeness = self._likeness(words)
        best = max(likeness.values(), default=0.0)
        if best < LIKE_ENOUGH:
            return {}
        sure: dict[str, float] = {}
        for phrase, like in likeness.items():
            if like >= best * NEAR_BEST:
                for key, share in self.lexicon.meanings[phrase].items():
                    sure[key] = max(sure.get(key, 0.0), share * like / best)
        return sure

    def _likeness(self, words: tuple[Word, ...]) -> Mapping[Phrase, float]:
        stems = [piece for word in words if word.is_known for piece in word.stems]
        likeness = self.lexicon.nearest(dict.fromkeys(stems), self._weight(words))
        for phrase in self._joined(words):
            likeness[phrase] = 1.0
        return likeness

    def _joined(self, words: tuple[Word, ...]) -> Iterable[Phrase]:
        """The whole question written in one word: "Kurzzeit Pflege"."""
        joined = (stem(fold("".join(word.typed for word in words))),)
        return [joined] if len(words) > 1 and joined in self.lexicon.meanings else []

    def _weight(self, words: Iterable[Word]) -> float:
        return sum(self.lexicon.rarity(piece) for word in words for piece in word.stems)

    def _term_unit(self, meant: Mapping[str, float], words: Iterable[Word]) -> Unit:
        choices = [choice for key, sure in meant.items() for choice in self._kin(key, sure)]
        stems = tuple(dict.fromkeys(piece for word in words for piece in word.stems))
        return Unit((*choices, Choice(stems, TEXT)))

    def _kin(self, key: str, sure: float) -> Iterable[Choice]:
        """A term, the terms below it, and, weakly, the one above it."""
        strength = max(round(KIND * sure), 1)
        yield Choice((key,), strength)
        for lower in self.lexicon.below.get(key, ()):
            yield Choice((lower,), max(strength - 1, 1))
        if sure == 1.0 and self.lexicon.terms[key].parent:
            yield Choice((self.lexicon.terms[key].parent,), 2)


def _telling_words(text: str) -> list[str]:
    typed = raw_words(text)
    return [word for word in typed if fold(word) not in STOP]


def _word_unit(word: Word) -> Unit:
    return Unit((Choice(word.stems, TEXT),))


def _is_weak(word: Word) -> bool:
    return all(piece in WEAK for piece in word.stems)
