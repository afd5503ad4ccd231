"""How far two lists of words say the same: rare words count more, slips of the pen and abbreviations a little less."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from mitsorge.domain.duplicates.rules.columns import Longs, Values

Bools = NDArray[np.bool_]
Words = NDArray[np.signedinteger]
Reals = NDArray[np.floating]
Places = NDArray[np.int64] | slice
ALIKE = 0.66
"""From this share of unchanged letters on, a word may be a slip of the pen."""
SHORTENED = 0.85
"""How alike an abbreviation and its long form count."""
NOTHING = 0.4
"""So alike is worth nothing; from there on up to the same word the worth grows evenly."""


@dataclass(frozen=True)
class Overlap:
    """Per pair: bits of the words that both have, of the words only one has, and whether both have any."""

    shared: Reals
    only_first: Reals
    only_second: Reals
    both: Bools

    def of_shorter(self) -> Reals:
        """0 to 1: 1 where one says everything the other says, and perhaps more."""
        return self.shared / np.maximum(
            self.shared + np.minimum(self.only_first, self.only_second), 1e-6
        )

    def of_longer(self) -> Reals:
        """0 to 1: 1 where both say the same."""
        return self.shared / np.maximum(
            self.shared + np.maximum(self.only_first, self.only_second), 1e-6
        )


class Likeness:
    """How alike words are; what was once compared is kept."""

    def __init__(self, words: Values) -> None:
        self.texts, self.size = words.texts, len(words.words)
        self.shapes = _masks(words.words, _shape)
        self.letters = _masks(words.words, _letters)
        self.lengths = np.fromiter(map(len, words.texts), np.int16, self.size + 1)
        self.begins = _masks(words.words, _beginning)
        self.ends = np.array([word[0] + word[-1] for word in words.words] + [""])
        self.codes = np.empty(0, np.int64)
        self.found = np.empty(0, np.float32)

    def likely(self, first: NDArray[np.int32], second: NDArray[np.int32]) -> Bools:
        """A quick look, one per pair of words: False where they cannot be alike."""
        long, short = self._by_length(first, second)
        length, length_short = self.lengths[long], self.lengths[short]
        shared = np.bitwise_count(self.shapes[long] & self.shapes[short]).astype(np.int16)
        slip = (shared * 5 >= length_short * 2) & (length_short * 3 >= length * 2)
        return (length_short > 0) & (slip | self._perhaps_short(long, short))

    def _by_length(self, first: Words, second: Words) -> tuple[Words, Words]:
        longer = self.lengths[first] >= self.lengths[second]
        return np.where(longer, first, second), np.where(longer, second, first)

    def _perhaps_short(self, long: Words, short: Words) -> Bools:
        """False where `is_short_for` would say no."""
        begins = (self.begins[short] & ~self.shapes[long]) == 0
        inside = (self.letters[short] & ~self.letters[long]) == 0
        ends = self.ends[short] == self.ends[long]
        return begins | (inside & ends & (self.lengths[short] * 3 <= self.lengths[long] * 2))

    def alike(self, first: NDArray[np.int32], second: NDArray[np.int32]) -> Reals:
        """0 to 1 per pair of words; 0 where they are too different to be one word."""
        low, high = np.minimum(first, second).astype(np.int64), np.maximum(first, second)
        unique, back = np.unique(low * self.size + high, return_inverse=True)
        self._learn(unique)
        return self.found[np.searchsorted(self.codes, unique)][back]

    def _learn(self, codes: Longs) -> None:
        fresh = codes[~np.isin(codes, self.codes, assume_unique=True)]
        if not len(fresh):
            return
        known = np.concatenate([self.codes, fresh])
        found = np.concatenate([self.found, self._compare(fresh)])
        order = np.argsort(known)
        self.codes, self.found = known[order], found[order]

    def _compare(self, codes: Longs) -> Reals:
        first, second = self.texts[codes // self.size], self.texts[codes % self.size]
        alike = cpdist(
            first, second, scorer=OSA.normalized_similarity, score_cutoff=ALIKE, dtype=np.float32
        )
        perhaps = self._perhaps_short(*self._by_length(codes // self.size, codes % self.size))
        for at in np.flatnonzero((alike < SHORTENED) & perhaps):
            if is_short_for(first[at], second[at]):
                alike[at] = SHORTENED
        return alike


def is_short_for(one: str, two: str) -> bool:
    """ "amb" and "ambulanter", "pfldst" and "pflegedienst": a beginning, or first and last letter and some between."""
    short, long = sorted((one, two), key=len)
    if short[0].isdigit() or long[0].isdigit():
        return False
    if long.startswith(short):
        return True
    if short[0] != long[0] or short[-1] != long[-1] or len(short) * 3 > len(long) * 2:
        return False
    letters = iter(long)
    return len(short) > 1 and all(letter in letters for letter in short)


def overlap(
    first: Values, second: Values, ones: Places, twos: Places, likeness: Likeness
) -> Overlap:
    """Entries `ones` by `first` beside entries `twos` by `second`; both count words by the same numbers."""
    one, two = first.ids[ones], second.ids[twos]
    given_one, given_two = one >= 0, two >= 0
    hit_one, hit_two = (hit.astype(np.float32) for hit in hits(one, two))
    _add_alike(one, two, hit_one, hit_two, likeness)
    bits_one, bits_two = first.told[ones], second.told[twos]
    heard_one, heard_two = (bits_one * hit_one).sum(1), (bits_two * hit_two).sum(1)
    return Overlap(
        shared=np.minimum(heard_one, heard_two),
        only_first=bits_one.sum(1) - heard_one,
        only_second=bits_two.sum(1) - heard_two,
        both=given_one[:, 0] & given_two[:, 0],
    )


def hits(one: NDArray[np.int32], two: NDArray[np.int32]) -> tuple[Bools, Bools]:
    """Of each value on either side (rows x width, -1 for none) whether the other side has it, too."""
    hit_one, hit_two = np.zeros(one.shape[::-1], bool), np.zeros(two.shape[::-1], bool)
    others = np.ascontiguousarray(two.T)
    for mine, hit in zip(np.ascontiguousarray(one.T), hit_one, strict=True):
        for other, hit_other in zip(others, hit_two, strict=True):
            same = mine == other
            hit |= same
            hit_other |= same
    return hit_one.T & (one >= 0), hit_two.T & (two >= 0)


def _add_alike(
    one: NDArray[np.int32],
    two: NDArray[np.int32],
    hit_one: Reals,
    hit_two: Reals,
    likeness: Likeness,
) -> None:
    """Words without their like on the other side get the worth of the most alike one."""
    left = ((hit_one == 0) & (one >= 0))[:, :, None] & ((hit_two == 0) & (two >= 0))[:, None, :]
    pair, at_one, at_two = np.nonzero(left)
    likely = likeness.likely(one[pair, at_one], two[pair, at_two])
    pair, at_one, at_two = pair[likely], at_one[likely], at_two[likely]
    alike = likeness.alike(one[pair, at_one], two[pair, at_two])
    worth = np.clip((alike - NOTHING) / (1 - NOTHING), 0, 1)
    np.maximum.at(hit_one, (pair, at_one), worth)
    np.maximum.at(hit_two, (pair, at_two), worth)


def _masks(words: Iterable[str], mask: Callable[[str], int]) -> NDArray[np.uint64]:
    found = [mask(word) for word in words]
    return np.array([*found, 0], dtype=np.uint64)


def _shape(word: str) -> int:
    """64 bits of its pairs of letters, with a mark before and behind it."""
    return _beginning(word + "$")


def _beginning(word: str) -> int:
    bits, before = 0, 94
    for letter in word.encode():
        bits |= 1 << ((before * 31 + letter) & 63)
        before = letter
    return bits


def _letters(word: str) -> int:
    bits = 0
    for letter in word.encode():
        bits |= 1 << (letter & 63)
    return bits
