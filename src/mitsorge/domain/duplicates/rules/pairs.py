"""The same thing twice: found in a whole directory, or beside one new entry.

One configuration for every directory: no labels, nothing set per list. Missing values are neutral.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from mitsorge.domain.duplicates.rules import blocking, weighing
from mitsorge.domain.duplicates.rules.blocking import Blocks
from mitsorge.domain.duplicates.rules.columns import Columns, Longs, columns
from mitsorge.domain.duplicates.rules.comparing import Comparison, Levels
from mitsorge.domain.duplicates.rules.evidence import Evidence, Grounds
from mitsorge.domain.duplicates.rules.records import Record
from mitsorge.domain.duplicates.rules.weighing import Reals, Weights
from mitsorge.foundation.calm import calm

THRESHOLD = 0.0
"""Bits: from here on a pair is rather one thing than two."""


@dataclass(frozen=True)
class Pair:
    """Two entries by their keys, `first` < `second`; from a check the new entry is `first`."""

    first: int
    second: int
    evidence: Grounds


@dataclass(frozen=True)
class Index:
    """Everything known about a directory. Does not change; build it anew where entries changed."""

    records: Sequence[Record]
    table: Columns
    blocks: Blocks
    weights: Weights
    pairs: tuple[Pair, ...]
    looked_at: int

    @classmethod
    def build(cls, records: Sequence[Record], *, one_to_one: bool = False) -> "Index":
        """Compares the whole directory; `pairs` is what `find` returns, `looked_at` how many pairs were compared."""
        with calm():
            return cls._built(records, one_to_one=one_to_one)

    @classmethod
    def _built(cls, records: Sequence[Record], *, one_to_one: bool) -> "Index":
        ordered = sorted(records, key=lambda record: record.key)
        table = columns(ordered)
        found = blocking.blocks(table)
        first, second = blocking.candidates(found, table.size)
        levels, alike = Comparison(table).levels(first, second)
        weights = weighing.learned(levels)
        scores = weights.scores(levels, alike)
        kept = np.flatnonzero(scores >= THRESHOLD)
        if one_to_one:
            kept = _one_to_one(ordered, first, second, scores, kept)
        told = _told(weights, levels[kept], scores[kept])
        rows = zip(first[kept].tolist(), second[kept].tolist(), told, strict=True)
        pairs = sorted(
            (tell(ordered[one], ordered[two]) for one, two, tell in rows), key=_best_first
        )
        return cls(ordered, table, found, weights, tuple(pairs), len(first))

    def check(self, record: Record) -> list[Pair]:
        """Entries that may be the same as this one, best first; the entry with its own key is left out."""
        return self.check_all([record])[0]

    def check_all(self, records: Sequence[Record]) -> list[list[Pair]]:
        """The same for each of many; among themselves they are not compared."""
        mine = columns(records, self.table.rarity)
        first, known = self.blocks.near(blocking.blocks(mine), LIMIT)
        places, second = np.unique(known, return_inverse=True)
        both = Comparison(mine.beside(self.table, places))
        levels, alike = both.levels(first, second + len(records))
        scores = self.weights.scores(levels, alike)
        kept = np.flatnonzero(scores >= THRESHOLD)
        found: list[list[Pair]] = [[] for _record in records]
        told = _told(self.weights, levels[kept], scores[kept])
        for new, old, tell in zip(first[kept].tolist(), known[kept].tolist(), told, strict=True):
            one, two = records[new], self.records[old]
            if one.key != two.key:
                found[new].append(tell(one, two))
        return [sorted(pairs, key=_best_first) for pairs in found]

    def score(self, first: Record, second: Record) -> Grounds:
        """Of two entries, whether they stand in the directory or not; the order does not matter."""
        return score(first, second, self)


LIMIT = 200
"""A new entry is compared with at most so many."""


def candidates(records: Sequence[Record]) -> tuple[Longs, Longs]:
    """Keys (first < second) of the pairs worth a look."""
    ordered = sorted(records, key=lambda record: record.key)
    table = columns(ordered)
    first, second = blocking.candidates(blocking.blocks(table), table.size)
    keys = np.array([record.key for record in ordered], dtype=np.int64)
    return keys[first], keys[second]


def find(records: Sequence[Record], *, one_to_one: bool = False) -> list[Pair]:
    """Pairs that are rather one thing than two, best first; the order of the records does not matter.

    `one_to_one`: the records are lists without duplicates of their own (`source`); each entry has at most one partner.
    """
    return list(Index.build(records, one_to_one=one_to_one).pairs)


def score(first: Record, second: Record, index: Index | None = None) -> Grounds:
    """How likely two entries are the same; without an index by what is known beforehand."""
    known = index or _EMPTY
    one, two = sorted((first, second), key=_order)
    table = columns([one, two], known.table.rarity)
    levels, alike = Comparison(table).levels(np.array([0]), np.array([1]))
    (tell,) = _told(known.weights, levels, known.weights.scores(levels, alike))
    return tell(one, two).evidence


def _order(record: Record) -> tuple[object, ...]:
    return (record.key, record.name, record.street, repr(record))


def _best_first(pair: Pair) -> tuple[float, int, int]:
    return (-pair.evidence.score, pair.first, pair.second)


def _told(
    weights: Weights, levels: Levels, scores: Reals
) -> Iterator[Callable[[Record, Record], Pair]]:
    """Per row what makes a pair with its evidence of the two records."""
    parts = weights.parts(levels)
    for row in zip(levels.tolist(), parts.tolist(), scores.tolist(), strict=True):
        yield partial(_pair, row)


def _pair(row: tuple[list[int], list[float], float], one: Record, two: Record) -> Pair:
    levels, parts, score = row
    return Pair(one.key, two.key, Evidence(round(score, 2), one, two, levels, parts))


def _one_to_one(
    records: Sequence[Record], first: Longs, second: Longs, scores: np.ndarray, kept: Longs
) -> Longs:
    """Best pairs first, between different sources, each record once."""
    taken: set[int] = set()
    chosen = []
    for at in kept[np.argsort(-scores[kept], kind="stable")].tolist():
        one, two = int(first[at]), int(second[at])
        if records[one].source == records[two].source or taken & {one, two}:
            continue
        taken |= {one, two}
        chosen.append(at)
    return np.array(chosen, dtype=np.int64)


_EMPTY = Index.build([])
