"""Which pairs are looked at: those that share a rare value, or a pair of values that is rare."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mitsorge.domain.duplicates.rules.columns import Columns, Longs, Values

Keys = NDArray[np.uint64]
BLOCK = 30
"""A key that more entries carry leads to no pair."""
HINT = 1 / 5
"""A key carried by k others is 1/k of a hint; a pair is looked at from so many hints on."""
NAME_WORDS = 4
_MIX = np.uint64(0x9E3779B97F4A7C15)
_FOLD = np.uint64(29)
_KEPT = ~np.uint64((1 << 22) - 1)
"""A key is kept in its upper 42 bits; the entry stands in the lower ones, so that one sort orders both. Two keys that
fall together only lead to a pair looked at in vain; a directory holds fewer than four million entries."""
_RANKS = np.uint64(5)
"""Bits that hold how many others carry a key, fewer than `BLOCK`."""


@dataclass(frozen=True)
class Blocks:
    """All keys in order, each with the entry that carries it, each once per entry."""

    keys: Keys
    owners: NDArray[np.int32]

    def near(self, others: "Blocks", most: int) -> tuple[Longs, Longs]:
        """Of the others' entries and of these: places of the pairs that share enough keys, `most` of each other."""
        starts = np.searchsorted(self.keys, others.keys)
        lengths = np.searchsorted(self.keys, others.keys, side="right") - starts
        few = np.flatnonzero((lengths > 0) & (lengths <= BLOCK))
        lengths = lengths[few]
        behind = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        known = self.owners[np.repeat(starts[few], lengths) + behind].astype(np.int64)
        codes = np.repeat(others.owners[few].astype(np.int64) << 32, lengths) | known
        codes, back = np.unique(codes, return_inverse=True)
        hints = np.bincount(
            back, weights=np.repeat(1 / np.maximum(lengths, 1), lengths), minlength=len(codes)
        )
        order = np.lexsort((-hints, codes >> 32))
        order = order[hints[order] >= HINT]
        other = codes[order] >> 32
        rank = np.arange(len(order)) - np.searchsorted(other, other)
        codes = codes[order][rank < most]
        return codes >> 32, codes & 0xFFFFFFFF


def blocks(columns: Columns) -> Blocks:
    """Every key of every entry; at most 45 per entry."""
    found = [(_mixed(key, number), owner) for number, (key, owner) in enumerate(_keys(columns))]
    keys = np.concatenate([key for key, _owner in found])
    owners = np.concatenate([owner for _key, owner in found])
    both = np.sort(keys & _KEPT | owners.astype(np.uint64))
    fresh = np.ones(len(both), dtype=bool)
    fresh[1:] = both[1:] != both[:-1]
    both = both[fresh]
    return Blocks(both & _KEPT, (both & ~_KEPT).astype(np.int32))


def candidates(found: Blocks, size: int) -> tuple[Longs, Longs]:
    """Places (first < second) of the pairs worth a look, each once, in order."""
    edges = np.flatnonzero(np.append(np.insert(found.keys[1:] != found.keys[:-1], 0, True), True))
    lengths = np.diff(edges)
    codes = [np.empty(0, np.uint64)]
    for length in range(2, BLOCK + 1):
        starts = edges[:-1][lengths == length][:, None]
        one, two = np.triu_indices(length, 1)
        first, second = found.owners[starts + one], found.owners[starts + two]
        pairs = (first.astype(np.uint64) * np.uint64(size) + second.astype(np.uint64)).ravel()
        codes.append(pairs << _RANKS | np.uint64(length - 1))
    return _enough(np.sort(np.concatenate(codes)), size)


def _enough(codes: Keys, size: int) -> tuple[Longs, Longs]:
    """Of pairs in order, each with how many others carry the shared key: those with enough hints, each once."""
    hints = 1 / (codes & ((np.uint64(1) << _RANKS) - np.uint64(1))).astype(np.float32)
    pairs = (codes >> _RANKS).astype(np.int64)
    starts = np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)])
    total = np.add.reduceat(hints, starts) if len(starts) else hints
    kept = pairs[starts][total >= np.float32(HINT)]
    return kept // size, kept % size


def _mixed(key: Keys, salt: int) -> Keys:
    with np.errstate(over="ignore"):
        mixed = (key ^ np.uint64(salt + 1) * np.uint64(0x100000001B3)) * _MIX
        return (mixed ^ (mixed >> _FOLD)) * _MIX


def _keys(columns: Columns) -> Iterator[tuple[Keys, NDArray[np.int32]]]:
    """(key, entry) for each kind of key."""
    name, street, house = columns.name, columns.street, columns.house
    starts = columns.name.starts
    for field in (
        name,
        columns.alternate,
        columns.phone,
        columns.mail,
        columns.domain,
        columns.number,
    ):
        yield _single(field, NAME_WORDS)
    for second in (columns.postcode, house, columns.town, street, columns.number):
        yield _double(name, second, starts, NAME_WORDS, 1)
    yield _double(street, house, street.starts, 3, 1)
    yield _double(street, columns.postcode, street.hashes, 2, 1)
    for second in (columns.postcode, columns.town, columns.phone, columns.number):
        yield _double(house, second, house.hashes, 1, 2)
    yield _double(columns.number, columns.postcode, columns.number.hashes, 1, 1)
    yield _within(name)


def _single(field: Values, width: int) -> tuple[Keys, NDArray[np.int32]]:
    ids = field.ids[:, :width]
    places, at = np.nonzero(ids >= 0)
    return field.hashes[ids[places, at]], places.astype(np.int32)


def _double(
    first: Values, second: Values, hashes: Keys, width: int, width_second: int
) -> tuple[Keys, NDArray[np.int32]]:
    keys, owners = [np.empty(0, np.uint64)], [np.empty(0, np.int32)]
    if not first.words or not second.words:
        return keys[0], owners[0]
    ones, twos = first.ids[:, :width], second.ids[:, :width_second]
    for one, two in itertools.product(range(ones.shape[1]), range(twos.shape[1])):
        both = np.flatnonzero((ones[:, one] >= 0) & (twos[:, two] >= 0))
        keys.append(hashes[ones[both, one]] << np.uint64(32) | second.hashes[twos[both, two]])
        owners.append(both.astype(np.int32))
    return np.concatenate(keys), np.concatenate(owners)


def _within(field: Values) -> tuple[Keys, NDArray[np.int32]]:
    """Two words of the name together."""
    keys, owners = [], []
    for one, two in itertools.combinations(range(NAME_WORDS), 2):
        both = np.flatnonzero(field.ids[:, two] >= 0)
        first, second = field.hashes[field.ids[both, one]], field.hashes[field.ids[both, two]]
        keys.append(np.minimum(first, second) << np.uint64(32) | np.maximum(first, second))
        owners.append(both.astype(np.int32))
    return np.concatenate(keys), np.concatenate(owners)
