"""The index as it stands on one day: what may be seen, which facets hold, in which order equals stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from dateutil.relativedelta import relativedelta

from mitsorge.domain.directory.rules.days import DAYS_PER_MONTH, HIDING_CHOICES
from mitsorge.domain.directory.search.index import MAIN_KIND, Index
from mitsorge.domain.directory.search.lexicon import Lexicon, surfaces_of
from mitsorge.domain.directory.search.spelling import Spelling
from mitsorge.domain.directory.search.starts import Starts, all_suggestions
from mitsorge.domain.directory.search.words import fold, raw_words

PLACES_FREE, PLACES_WAITING, RECOGNIZED = "places:free", "places:waiting", "trait:45a"
UNTOLD = frozenset({"language:de"})
"""Options that would part nothing from nothing."""
NEVER_AGE = 2**16 - 1
"""Age in days of an entry that nobody ever confirmed; also the cap of all ages."""


@dataclass(frozen=True)
class View:
    """Everything here follows from the index, the lexicon and the day; nothing is ever changed."""

    index: Index
    lexicon: Lexicon
    on: date

    @cached_property
    def visible(self) -> np.ndarray:
        """Shown to the public on this day, shape (rows,): as `queries.visible_services`."""
        facts, day = self.index.facts, self.on.toordinal()
        shown = (facts["visible_from"] <= day) & (day < facts["visible_to"])
        months = self.lexicon.upkeep.hide_after_months
        if months not in HIDING_CHOICES:
            return shown
        return shown & (facts["said"] >= (self.on - relativedelta(months=months)).toordinal())

    @cached_property
    def keys(self) -> list[str]:
        """All facet keys in the order of the taxonomy, those that depend on the day last."""
        return [*self.lexicon.terms, PLACES_FREE, PLACES_WAITING, RECOGNIZED]

    @cached_property
    def bits(self) -> np.ndarray:
        """Which entries have which key, shape (keys, 64-bit words): counting is one `bitwise_count`."""
        return np.stack([packed(self.having(key)) for key in self.keys])

    @cached_property
    def number(self) -> dict[str, int]:
        return {key: number for number, key in enumerate(self.keys)}

    @cached_property
    def groups(self) -> dict[str, np.ndarray]:
        """Numbers of the keys by group; of kinds only those with none below, as the others add up from them."""
        found: dict[str, list[int]] = {}
        for key, number in self.number.items():
            if not (self.lexicon.below.get(key) or key in UNTOLD):
                found.setdefault(group_of(key), []).append(number)
        return {group: np.array(numbers, "i8") for group, numbers in found.items()}

    def having(self, key: str) -> np.ndarray:
        """The entries with a key or, for a term, with any term below it, shape (rows,)."""
        day, facts = self.on.toordinal(), self.index.facts
        if key == PLACES_FREE:
            return facts["free_until"] >= day
        if key == PLACES_WAITING:
            return facts["waiting_until"] >= day
        if key == RECOGNIZED:
            return facts["recognized_until"] >= day
        found = np.zeros(self.index.size, bool)
        for token in (key, *self.lexicon.below.get(key, ())):
            found[self.index.postings(token)[0]] = True
        return found

    @cached_property
    def ages(self) -> np.ndarray:
        """Days since each entry was confirmed, at most `NEVER_AGE`, shape (rows,)."""
        days = self.on.toordinal() - self.index.facts["assured"].astype("i8")
        return np.clip(days, 0, NEVER_AGE)

    @cached_property
    def faded(self) -> np.ndarray:
        """How far each entry has faded (`rules.days.faded`), shape (rows,)."""
        lasts = self.intervals
        return (self.ages >= lasts).astype("i8") + (self.ages >= 2 * lasts)

    @cached_property
    def intervals(self) -> np.ndarray:
        """For how many days the confirmation of each entry counts, by its main kind, shape (rows,)."""
        found = np.full(self.index.size, float(self.lexicon.upkeep.review_months))
        for key, months in self.lexicon.review_months.items():
            rows, levels = self.index.postings(key)
            found[rows[levels == MAIN_KIND]] = months
        return found * DAYS_PER_MONTH

    @cached_property
    def lots(self) -> np.ndarray:
        """A lot of 20 bits for each entry, drawn anew every day: among equals nobody stands first for long."""
        seed = np.uint64(self.on.toordinal() * 0x9E3779B97F4A7C15 % 2**64)
        mixed = self.index.facts["lot"].astype("u8") ^ seed
        for factor in (0xBF58476D1CE4E5B9, 0x94D049BB133111EB):
            mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(factor)
        return (mixed >> np.uint64(44)).astype("i8")

    def occurs(self, token: str) -> bool:
        """Whether a token stands in any entry shown on this day."""
        rows = self.index.postings(token)[0]
        return bool(self.visible[rows[:64]].any() or self.visible[rows].any())

    @cached_property
    def spelling(self) -> Spelling:
        """Words of the taxonomy and of the names shown on this day."""
        shown = self.index.names[self.visible]
        names = dict.fromkeys(name for group in shown for name in group)
        return Spelling({**surfaces_of(names), **self.lexicon.surfaces}, self.lexicon.often)

    @cached_property
    def starts(self) -> Starts:
        """All suggestions of this day, by the beginnings of their words."""
        return Starts(all_suggestions(self.lexicon, self.index.names[self.visible]))

    @cached_property
    def towns(self) -> frozenset[str]:
        """The folded words of all towns of entries shown on this day."""
        towns = {town for group in self.index.names[self.visible] for town in group[2:]}
        return frozenset(fold(word) for town in towns for word in raw_words(town))


def group_of(key: str) -> str:
    """ "payer" for "payer:spende"."""
    return key.partition(":")[0]


def packed(mask: np.ndarray) -> np.ndarray:
    """A mask of rows as 64-bit words."""
    padded = np.zeros(-(-len(mask) // 64) * 64, bool)
    padded[: len(mask)] = mask
    return np.packbits(padded).view("u8")


def matched(view: View, choices: Iterable[tuple[tuple[str, ...], int]]) -> np.ndarray:
    """The best of several ways for each entry: 0 for no match, else level × strength, shape (rows,)."""
    best = np.zeros(view.index.size, "i2")
    for tokens, strength in choices:
        rows, levels = _all_of(view, tokens)
        best[rows] = np.maximum(best[rows], levels.astype("i2") * strength)
    return best


def _all_of(view: View, tokens: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Rows that have all tokens, with the weakest of their levels."""
    rows, levels = view.index.postings(tokens[0])
    for token in tokens[1:]:
        of_row = np.zeros(view.index.size, "u1")
        others, other_levels = view.index.postings(token)
        of_row[others] = other_levels
        least = np.minimum(levels, of_row[rows])
        rows, levels = rows[least > 0], least[least > 0]
    return rows, levels
