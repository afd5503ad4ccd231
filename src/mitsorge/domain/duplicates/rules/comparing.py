"""Two entries, field by field: each comparison is one of a few levels, 0 where a side says nothing."""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from mitsorge.domain.duplicates.rules.columns import Columns, Longs, Values
from mitsorge.domain.duplicates.rules.words import Likeness, Overlap, Reals, hits, overlap

Levels = NDArray[np.uint8]
FIELDS = (
    "name",
    "mark",
    "address",
    "area",
    "distance",
    "phone",
    "mail",
    "domain",
    "number",
    "kind",
)
CHUNK = 1 << 15
TOGETHER = 0.8
"""From this share of unchanged letters on, two names without their blanks are alike."""
MARKS = frozenset((
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "nord", "sued", "ost", "west", "mitte", "north",
    "south", "east", "innen", "aussen", "a", "b", "c", "d", "oben", "unten",
))  # fmt: skip
"""Words that tell houses of one name apart, beside numbers."""


class Name(IntEnum):
    """How far two names say the same; three levels each, by how rare what they share is."""

    DIFFERENT = 0
    LITTLE = 1
    PARTLY = 2
    CONTAINED = 3
    SIMILAR = 4
    SAME = 5


class Street(IntEnum):
    MISSING = 0
    DIFFERENT = 1
    PARTLY = 2
    SIMILAR = 3
    SAME = 4


class Value(IntEnum):
    """A value is the same, nearly, or not; the same value shared by several or many says less."""

    MISSING = 0
    DIFFERENT = 1
    NEAR = 2
    SAME = 3
    SHARED = 4
    SHARED_BY_MANY = 5


SIZES = {
    "name": 19, "mark": 4, "address": 20, "area": 16, "distance": 5, "phone": 6, "mail": 6, "domain": 6, "number": 6, "kind": 4,
}  # fmt: skip
"""How many levels each field has; of two parts: the first times four plus the second."""


class Comparison:
    """Compares entries of these columns; words compared once are kept for the next pairs."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.name, self.street, self.town = (
            Likeness(values) for values in (columns.name, columns.street, columns.town)
        )
        self.is_mark = np.array([_is_mark(word) for word in columns.name.words] + [False])
        self.lengths = np.fromiter(map(len, columns.joined), np.int64, columns.size)
        self.has_alternate = columns.alternate.ids[:, 0] >= 0

    def levels(self, first: Longs, second: Longs) -> tuple[Levels, Reals]:
        """(pairs x FIELDS, 0 to 1 per pair: how alike the names are within their level)."""
        starts = range(0, len(first), CHUNK)
        parts = [self._levels(first[at : at + CHUNK], second[at : at + CHUNK]) for at in starts]
        if not parts:
            return np.empty((0, len(FIELDS)), np.uint8), np.empty(0, np.float32)
        levels, alike = zip(*parts, strict=True)
        return np.concatenate(levels), np.concatenate(alike)

    def _levels(self, first: Longs, second: Longs) -> tuple[Levels, Reals]:
        columns, whole = self.columns, self.columns.whole
        names, alike = self._names(first, second)
        found = {
            "name": names,
            "mark": self._marks(first, second),
            "address": self._street(first, second) * 4 + _value(columns.house, first, second, 0.66),
            "area": _value(columns.postcode, first, second, 0.75) * 4 + self._town(first, second),
            "distance": self._distance(first, second),
            "kind": _value(columns.kind, first, second, 0.8),
        }
        for field in ("phone", "mail", "domain", "number"):
            found[field] = _value(getattr(columns, field), first, second, 0.74, whole)
        return np.stack([found[field] for field in FIELDS], axis=1).astype(np.uint8), alike

    def _names(self, first: Longs, second: Longs) -> tuple[NDArray[np.int64], Reals]:
        columns = self.columns
        levels, alike = self._name(columns.name, columns.name, first, second)
        self._written_together(levels, first, second)
        either = np.flatnonzero(self.has_alternate[first] | self.has_alternate[second])
        if not len(either):
            return levels, alike
        for one, two in (
            (columns.alternate, columns.name),
            (columns.name, columns.alternate),
            (columns.alternate, columns.alternate),
        ):
            other, nuance = self._name(one, two, first[either], second[either])
            levels[either] = np.maximum(levels[either], other)
            alike[either] = np.maximum(alike[either], nuance)
        return levels, alike

    def _name(
        self, one: Values, two: Values, first: Longs, second: Longs
    ) -> tuple[NDArray[np.int64], Reals]:
        found = overlap(one, two, first, second, self.name)
        shorter, longer = found.of_shorter(), found.of_longer()
        level = np.select(
            [longer >= 0.93, longer >= 0.7, shorter >= 0.93, shorter >= 0.6, shorter >= 0.3],
            [Name.SAME, Name.SIMILAR, Name.CONTAINED, Name.PARTLY, Name.LITTLE],
            Name.DIFFERENT,
        )
        levels = np.where(found.both, 1 + level * 3 + self._rarity(found.shared), 0)
        return levels, np.where(found.both, longer, 0)

    def _rarity(self, shared: Reals) -> NDArray[np.int64]:
        whole = self.columns.whole
        return np.select([shared < 0.6 * whole, shared < whole], [0, 1], 2)

    def _written_together(self, levels: NDArray[np.int64], first: Longs, second: Longs) -> None:
        """ "Pflege Dienst" beside "Pflegedienst": alike without blanks is at least similar."""
        lengths = self.lengths[first], self.lengths[second]
        near = np.minimum(*lengths) >= np.maximum(*lengths) * TOGETHER
        at = np.flatnonzero((levels > 0) & (levels < 1 + 3 * Name.SIMILAR) & near)
        joined = self.columns.joined
        alike = cpdist(
            joined[first[at]], joined[second[at]],
            scorer=OSA.normalized_similarity, score_cutoff=TOGETHER, dtype=np.float32,
        )  # fmt: skip
        at = at[alike > 0]
        told = self.columns.name.told
        shared = np.minimum(told[first[at]].sum(1), told[second[at]].sum(1))
        levels[at] = 1 + 3 * Name.SIMILAR + self._rarity(shared)

    def _marks(self, first: Longs, second: Longs) -> NDArray[np.int64]:
        """1 both have other marks, 2 one has more, 3 the same; 0 no marks at all."""
        one, two = self.columns.name.ids[first], self.columns.name.ids[second]
        marks_one, marks_two = self.is_mark[one], self.is_mark[two]
        hit_one, hit_two = hits(one, two)
        left_one = (marks_one & ~hit_one).any(1)
        left_two = (marks_two & ~hit_two).any(1)
        any_mark = marks_one.any(1) | marks_two.any(1)
        return np.where(
            any_mark, np.select([left_one & left_two, left_one | left_two], [1, 2], 3), 0
        )

    def _street(self, first: Longs, second: Longs) -> NDArray[np.int64]:
        street = self.columns.street
        found = overlap(street, street, first, second, self.street)
        return _graded(found, 0.85, 0.6)

    def _town(self, first: Longs, second: Longs) -> NDArray[np.int64]:
        town = self.columns.town
        found = overlap(town, town, first, second, self.town)
        level = np.select([found.of_longer() >= 0.75, found.of_shorter() >= 0.6], [3, 2], 1)
        return np.where(found.both, level, 0)

    def _distance(self, first: Longs, second: Longs) -> NDArray[np.int64]:
        """1 beyond 5 km, 2 beyond 1 km, 3 beyond 200 m, 4 nearer; 0 where streets or no places are known."""
        columns = self.columns
        meters = _meters(columns.place[first], columns.place[second])
        addressed = (columns.street.ids[first, 0] >= 0) & (columns.street.ids[second, 0] >= 0)
        level = np.select([meters > 5000, meters > 1000, meters > 200], [1, 2, 3], 4)
        return np.where(np.isnan(meters) | addressed, 0, level)


def _graded(found: Overlap, same: float, similar: float) -> NDArray[np.int64]:
    shorter, longer = found.of_shorter(), found.of_longer()
    level = np.select(
        [longer >= same, (longer >= similar) | (shorter >= same), shorter >= 0.4],
        [Street.SAME, Street.SIMILAR, Street.PARTLY],
        Street.DIFFERENT,
    )
    return np.where(found.both, level, Street.MISSING)


def _value(
    field: Values, first: Longs, second: Longs, near: float, whole: float = 0.0
) -> NDArray[np.int64]:
    """The level of the rarest shared value; `whole` > 0: shared by more than about 10 or 30 entries says less."""
    if not field.words:
        return np.zeros(len(first), np.int64)
    one, two = field.ids[first], field.ids[second]
    both = (one[:, 0] >= 0) & (two[:, 0] >= 0)
    hit, _hit_two = hits(one, two)
    same = hit.any(1)
    level = np.where(both, Value.DIFFERENT, Value.MISSING)
    other = np.flatnonzero(both & ~same)
    alike = cpdist(
        field.texts[one[other, 0]], field.texts[two[other, 0]],
        scorer=OSA.normalized_similarity, score_cutoff=near, dtype=np.float32,
    )  # fmt: skip
    level[other[alike > 0]] = Value.NEAR
    missing = whole - np.where(hit, field.bits[one], 0).max(1) if whole else np.zeros(len(one))
    level[same] = np.select(
        [missing < 3.3, missing < 5], [Value.SAME, Value.SHARED], Value.SHARED_BY_MANY
    )[same]
    return level


def _meters(one: NDArray[np.float64], two: NDArray[np.float64]) -> Reals | NDArray[np.float64]:
    """Great circle, good to a percent at these lengths."""
    north = (one[:, 0] - two[:, 0]) * 111_320
    east = (one[:, 1] - two[:, 1]) * 111_320 * np.cos(np.radians((one[:, 0] + two[:, 0]) / 2))
    return np.hypot(north, east)


def _is_mark(word: str) -> bool:
    return word in MARKS or word.isdigit()
