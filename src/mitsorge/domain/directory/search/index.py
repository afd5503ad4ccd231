"""The inverted index: immutable numpy arrays over all documents, patched by merging in what changed.

A token is a stem ("pfleg"), a facet key ("payer:spende") or an area ("area:M:12"). Rows are in the order of
the service ids, so a patched index equals a rebuilt one.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Self

import numpy as np

LATEST = date.max.toordinal()
MAIN_KIND, OTHER_KIND, MARK, MENTION = 4, 2, 3, 1
"""How strongly an entry stands for a token: its main kind, a further kind, a mark such as a target group."""
FACTS = np.dtype(
    [
        ("visible_from", "i4"),
        ("visible_to", "i4"),  # half-open
        ("assured", "i4"),  # 0: never
        ("said", "i4"),  # confirmed or, if never, came in or was changed
        ("free_until", "i4"),  # last day on which the report of free places counts
        ("waiting_until", "i4"),
        ("recognized_until", "i4"),
        ("radius", "i4"),
        ("lot", "i4"),  # of the slug: the same in every database
    ]
)
SITES = np.dtype([("row", "i4"), ("latitude", "f8"), ("longitude", "f8"), ("shown", "?")])


@dataclass(frozen=True)
class Document:
    """One row of `SearchDocument`."""

    service_id: int
    revision: int
    payload: Mapping[str, Any]

    def levels(self) -> dict[str, int]:
        """Everything this entry can be found by, with its level; a word counts with its highest."""
        found: dict[str, int] = {}
        for level, words in enumerate(self.payload["words"], start=MENTION):
            found |= dict.fromkeys(words.split(), level)
        found |= dict.fromkeys(self.payload["kinds"][1:], OTHER_KIND)
        found |= dict.fromkeys(filter(None, self.payload["kinds"][:1]), MAIN_KIND)
        found |= dict.fromkeys(self.payload["marks"], MARK)
        found |= dict.fromkeys([f"area:{area}" for area in self.payload["areas"]], MENTION)
        return found


class Numbers(dict[str, int]):
    """Numbers a token when it is first asked for by `[]`."""

    def __missing__(self, token: str) -> int:
        self[token] = number = len(self)
        return number


@dataclass(frozen=True)
class Index:
    """`starts[t]:starts[t + 1]` bounds the postings of token t in `rows` and `levels`.

    `tokens` is shared with later indexes and only ever grows: a number of no use here has no postings.
    """

    revision: int = 0
    ids: np.ndarray = field(default_factory=lambda: np.zeros(0, "i8"))
    tokens: Numbers = field(default_factory=Numbers)
    starts: np.ndarray = field(default_factory=lambda: np.zeros(1, "i8"))
    rows: np.ndarray = field(default_factory=lambda: np.zeros(0, "i4"))
    levels: np.ndarray = field(default_factory=lambda: np.zeros(0, "u1"))
    facts: np.ndarray = field(default_factory=lambda: np.zeros(0, FACTS))
    sites: np.ndarray = field(default_factory=lambda: np.zeros(0, SITES))
    names: np.ndarray = field(default_factory=lambda: np.zeros(0, object))

    @property
    def size(self) -> int:
        return len(self.ids)

    def postings(self, token: str) -> tuple[np.ndarray, np.ndarray]:
        """Rows and levels of a token; both empty for an unknown one."""
        number = self.tokens.get(token, len(self.starts))
        if number + 1 >= len(self.starts):
            return self.rows[:0], self.levels[:0]
        part = slice(self.starts[number], self.starts[number + 1])
        return self.rows[part], self.levels[part]

    def patched(
        self, *, revision: int, changed: Collection[Document], gone: Collection[int] = ()
    ) -> Self:
        """A new index in which the changed documents replace or join the old ones and the gone are missing."""
        out = [document.service_id for document in changed] + list(gone)
        kept = np.flatnonzero(~np.isin(self.ids, np.array(out, "i8")))
        fresh = _Fresh.of(sorted(changed, key=lambda document: document.service_id), self.tokens)
        ids = np.concatenate([self.ids[kept], fresh.ids])
        order = np.argsort(ids)
        place = np.empty(len(ids), "i4")
        place[order] = np.arange(len(ids), dtype="i4")
        old_place = np.full(self.size, -1, "i4")
        old_place[kept] = place[: len(kept)]
        starts, rows, levels = self._merge(old_place, fresh, place[len(kept) :])
        return type(self)(
            revision=revision,
            ids=ids[order],
            tokens=self.tokens,
            starts=starts,
            rows=rows,
            levels=levels,
            facts=np.concatenate([self.facts[kept], fresh.facts])[order],
            sites=_merge_sites(self.sites, old_place, fresh.sites, place[len(kept) :]),
            names=np.concatenate([self.names[kept], fresh.names])[order],
        )

    def _merge(
        self, old_place: np.ndarray, fresh: "_Fresh", new_place: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Old postings stay sorted (rows keep their order), so the new ones are only slotted in."""
        width = np.int64(max(len(old_place) + len(new_place), 1))
        old_tokens = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        alive = old_place[self.rows] >= 0 if self.size else np.zeros(0, bool)
        old_keys = old_tokens[alive] * width + old_place[self.rows[alive]]
        new_keys = fresh.tokens * width + new_place[fresh.rows] if len(fresh.rows) else fresh.tokens
        order = np.argsort(new_keys, kind="stable")
        at = np.searchsorted(old_keys, new_keys[order])
        keys = np.insert(old_keys, at, new_keys[order])
        levels = np.insert(self.levels[alive], at, fresh.levels[order])
        starts = np.searchsorted(keys, np.arange(len(self.tokens) + 1) * width)
        return starts, (keys % width).astype("i4"), levels

    @cached_property
    def site_rows(self) -> np.ndarray:
        """The row of each site, ascending, in one piece of memory."""
        return np.ascontiguousarray(self.sites["row"])

    @cached_property
    def has_one_site_each(self) -> bool:
        """Whether no entry has several sites, so that its nearest one need not be looked for."""
        return bool(np.all(np.diff(self.site_rows) > 0))

    @cached_property
    def vectors(self) -> np.ndarray:
        """Sites on the unit sphere, shape (3, n): a distance is then one dot product."""
        latitude, longitude = (
            np.radians(self.sites["latitude"]),
            np.radians(self.sites["longitude"]),
        )
        return np.stack(
            [
                np.cos(latitude) * np.cos(longitude),
                np.cos(latitude) * np.sin(longitude),
                np.sin(latitude),
            ]
        )


@dataclass(frozen=True)
class _Fresh:
    """Documents as arrays, with rows counted from 0."""

    ids: np.ndarray
    tokens: np.ndarray
    rows: np.ndarray
    levels: np.ndarray
    facts: np.ndarray
    sites: np.ndarray
    names: np.ndarray

    @classmethod
    def of(cls, documents: list[Document], numbers: Numbers) -> Self:
        """`numbers` learns the tokens it does not know yet."""
        tokens: list[int] = []
        rows: list[int] = []
        levels: list[int] = []
        for row, document in enumerate(documents):
            found = document.levels()
            tokens += map(numbers.__getitem__, found)
            rows += [row] * len(found)
            levels += found.values()
        return cls(
            ids=np.array([document.service_id for document in documents], "i8"),
            tokens=np.array(tokens, "i8"),
            rows=np.array(rows, "i4"),
            levels=np.array(levels, "u1"),
            facts=np.array([tuple(item.payload["facts"]) for item in documents], FACTS),
            sites=np.array(
                [
                    (row, *site)
                    for row, item in enumerate(documents)
                    for site in item.payload["sites"]
                ],
                SITES,
            ),
            names=_objects([tuple(document.payload["names"]) for document in documents]),
        )


def _objects(values: list[tuple[str, ...]]) -> np.ndarray:
    array = np.empty(len(values), object)
    array[:] = values
    return array


def _merge_sites(
    old: np.ndarray, old_place: np.ndarray, new: np.ndarray, new_place: np.ndarray
) -> np.ndarray:
    old, new = old.copy(), new.copy()
    if len(old):
        old["row"] = old_place[old["row"]]
    if len(new):
        new["row"] = new_place[new["row"]]
    sites = np.concatenate([old[old["row"] >= 0], new])
    return sites[np.argsort(sites["row"], kind="stable")]
