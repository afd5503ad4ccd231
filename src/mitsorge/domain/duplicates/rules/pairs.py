"""The same thing twice: found in a whole directory, or beside one new entry.

One configuration for every directory: no labels, nothing set per list. Missing values are neutral.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mitsorge.domain.duplicates.rules import blocking, weighing
from mitsorge.domain.duplicates.rules.blocking import Blocks
from mitsorge.domain.duplicates.rules.columns import Columns, Longs, Rarity, columns
from mitsorge.domain.duplicates.rules.comparing import Comparison, Levels
from mitsorge.domain.duplicates.rules.evidence import Evidence, evidence
from mitsorge.domain.duplicates.rules.records import Record
from mitsorge.domain.duplicates.rules.weighing import Reals, Weights

THRESHOLD = 0.0
"""Bits: from here on a pair is rather one thing than two."""


@dataclass(frozen=True)
class Pair:
    """Two entries by their keys, `first` < `second`; from a check the new entry is `first`."""

    first: int
    second: int
    evidence: Evidence


@dataclass(frozen=True)
class Index:
    """Everything known about a directory. Does not change; build it anew where entries changed."""

    records: Sequence[Record]
    rarity: dict[str, Rarity]
    blocks: Blocks
    weights: Weights
    pairs: tuple[Pair, ...]
    looked_at: int

    @classmethod
    def build(cls, records: Sequence[Record], *, one_to_one: bool = False) -> "Index":
        """Compares the whole directory; `pairs` is what `find` returns, `looked_at` how many pairs were compared."""
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
        rows = weights.parts(levels[kept]), levels[kept], scores[kept]
        told = _told(ordered, first[kept], second[kept], *rows)
        return cls(ordered, table.rarity, found, weights, tuple(told), len(first))

    def check(self, record: Record) -> list[Pair]:
        """Entries that may be the same as this one, best first; the entry with its own key is left out."""
        mine = columns([record], self.rarity)
        places, hints = self.blocks.of(blocking.blocks(mine).keys)
        nearest = places[np.argsort(-hints, kind="stable")][:LIMIT]
        others = [self.records[at] for at in nearest if self.records[at].key != record.key]
        return compare(record, others, self.rarity, self.weights)

    def score(self, first: Record, second: Record) -> Evidence:
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


def score(first: Record, second: Record, index: Index | None = None) -> Evidence:
    """How likely two entries are the same; without an index by what is known beforehand."""
    known = index or _EMPTY
    one, two = sorted((first, second), key=_order)
    table = columns([one, two], known.rarity)
    levels, alike = Comparison(table).levels(np.array([0]), np.array([1]))
    weights = known.weights
    scores = weights.scores(levels, alike)
    return evidence(
        one, two, levels[0].tolist(), weights.parts(levels)[0].tolist(), float(scores[0])
    )


def compare(
    record: Record, others: Sequence[Record], rarity: dict[str, Rarity], weights: Weights
) -> list[Pair]:
    """Those of the others that may be the same as the record, best first."""
    if not others:
        return []
    table: Columns = columns([record, *others], rarity)
    second = np.arange(1, len(others) + 1)
    first = np.zeros_like(second)
    levels, alike = Comparison(table).levels(first, second)
    scores = weights.scores(levels, alike)
    kept = np.flatnonzero(scores >= THRESHOLD)
    rows = weights.parts(levels[kept]), levels[kept], scores[kept]
    return _told([record, *others], first[kept], second[kept], *rows)


def _order(record: Record) -> tuple[object, ...]:
    return (record.key, record.name, record.street, repr(record))


def _told(
    records: Sequence[Record],
    first: Longs,
    second: Longs,
    parts: Reals,
    levels: Levels,
    scores: Reals,
) -> list[Pair]:
    """With evidence, best first, equal ones by their keys."""
    found = []
    rows = (first, second, levels, parts, scores)
    for one, two, *rest in zip(*(column.tolist() for column in rows), strict=True):
        known = records[one], records[two]
        found.append(Pair(known[0].key, known[1].key, evidence(*known, *rest)))
    return sorted(found, key=lambda pair: (-pair.evidence.score, pair.first, pair.second))


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
