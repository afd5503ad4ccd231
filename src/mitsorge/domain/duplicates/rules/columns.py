"""Records as columns of numbers, so that a million pairs can be compared at once."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from mitsorge.domain.duplicates.rules import normal
from mitsorge.domain.duplicates.rules.records import Record
from mitsorge.domain.duplicates.rules.shared import FREEMAIL, SHARES

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float32]
BEHIND = 200
"""A directory of a few entries knows little about what is rare: it counts as if so many others stood behind it."""
START = 4
TOWN_IN_NAME = 0.1
"""A name that tells its town says so little by it: the town is compared anyway."""


@dataclass(frozen=True)
class Values:
    """The values of one field. `ids`: records x width, the most telling value first, -1 for none.

    `bits`: how telling each value is, the negative binary logarithm of its share, with a 0 for "none" behind.
    """

    ids: Ints
    words: Sequence[str]
    bits: Floats
    told: Floats
    """Bits of each value in its entry: `bits` of it, or less where the entry says the same elsewhere."""

    @cached_property
    def texts(self) -> NDArray[np.object_]:
        return np.array([*self.words, ""], dtype=object)

    @cached_property
    def hashes(self) -> NDArray[np.uint64]:
        return _hashes(self.words)

    @cached_property
    def starts(self) -> NDArray[np.uint64]:
        """Of the first letters only: what a slip of the pen further behind leaves alone."""
        return _hashes([word[:START] for word in self.words])

    def rows(self, places: slice | Longs) -> "Values":
        return Values(self.ids[places], self.words, self.bits, self.told[places])

    def less(self, other: "Values", share: float) -> "Values":
        """Words that the same entry says in the other field, too, count for so little."""
        number = {word: at for at, word in enumerate(self.words)}
        mine = np.array([*(number.get(word, -2) for word in other.words), -2], dtype=np.int32)
        again = (self.ids[:, :, None] == mine[other.ids][:, None, :]).any(axis=2)
        return replace(self, told=np.where(again, self.told * np.float32(share), self.told))

    def wider(self, other: "Values") -> "Values":
        """Both fields of each entry in one; they share their words."""
        ids, told = np.hstack([self.ids, other.ids]), np.hstack([self.told, other.told])
        return Values(ids, self.words, self.bits, told)

    def columns(self, places: slice) -> "Values":
        return Values(self.ids[:, places], self.words, self.bits, self.told[:, places])

    def beside(self, known: "Values") -> "Values":
        """These entries and the known ones behind them; words are numbered in common, only those that are used."""
        used, back = np.unique(known.ids, return_inverse=True)
        number = {word: at for at, word in enumerate(self.words)}
        theirs = [-1 if at < 0 else number.setdefault(known.words[at], len(number)) for at in used]
        fresh = np.array(theirs, dtype=np.int32)
        bits = np.zeros(len(number) + 1, np.float32)
        bits[fresh] = known.bits[used]
        bits[: len(self.words)] = self.bits[:-1]
        bits[-1] = 0
        ids = np.concatenate([self.ids, fresh[back].reshape(known.ids.shape)])
        return Values(ids, list(number), bits, np.concatenate([self.told, known.told]))


def _hashes(words: Sequence[str]) -> NDArray[np.uint64]:
    found = (crc32(word.encode()) for word in (*words, ""))
    return np.fromiter(found, dtype=np.uint64, count=len(words) + 1)


class Rarity:
    """How many of `size` entries carry each value of a field."""

    def __init__(self, counts: Counter[str], size: int, *, everyday: bool = False) -> None:
        self.counts, self.size = counts, size
        self.behind = SHARES if everyday else {}

    def bits(self, words: Sequence[str]) -> Floats:
        """One per word and a 0 behind; a word nobody carries counts as carried once."""
        seen = np.fromiter(map(self.counts.__getitem__, words), np.float64, len(words))
        seen = np.maximum(seen, 1) + 0.5
        if self.behind:
            seen += np.array([self.behind.get(word, 0.0) * BEHIND for word in words])
        share = seen / (self.size + BEHIND)
        return np.append(np.maximum(-np.log2(share), 0.1), 0).astype(np.float32)


@dataclass(frozen=True)
class Columns:
    """All fields of all records. `name` and `alternate` share their words. `place`: latitude, longitude or NaN.

    `joined`: the name without blanks."""

    name: Values
    alternate: Values
    street: Values
    house: Values
    postcode: Values
    town: Values
    phone: Values
    mail: Values
    domain: Values
    number: Values
    kind: Values
    source: Values
    place: NDArray[np.float64]
    joined: NDArray[np.object_]
    rarity: dict[str, Rarity]

    @property
    def size(self) -> int:
        return len(self.place)

    def beside(self, known: "Columns", places: Longs) -> "Columns":
        """These records and, behind them, the known ones at `places`."""
        theirs = {name: getattr(known, name).rows(places) for name in (*WIDTHS, "alternate")}
        names = self.name.wider(self.alternate).beside(theirs["name"].wider(theirs["alternate"]))
        width = WIDTHS["name"]
        fields = {
            name: getattr(self, name).beside(theirs[name]) for name in WIDTHS if name != "name"
        }
        return Columns(
            name=names.columns(slice(0, width)),
            alternate=names.columns(slice(width, None)),
            **fields,
            place=np.concatenate([self.place, known.place[places]]),
            joined=np.concatenate([self.joined, known.joined[places]]),
            rarity=known.rarity,
        )

    @property
    def whole(self) -> float:
        """Bits that name one entry among all."""
        return float(np.log2(self.rarity["name"].size + BEHIND))


WIDTHS = {
    "name": 8, "street": 5, "house": 1, "postcode": 1, "town": 3, "phone": 3, "mail": 3, "domain": 3, "number": 3,
    "kind": 4, "source": 1,
}  # fmt: skip
EVERYDAY_FIELDS = frozenset(("name", "street"))


def columns(records: Sequence[Record], rarity: dict[str, Rarity] | None = None) -> Columns:
    """Records as columns; how rare a value is comes from `rarity`, else from the records themselves."""
    addresses = [normal.address(record.street) for record in records]
    rows: dict[str, list[tuple[str, ...]]] = {
        "name": [normal.name_words(record.name) for record in records],
        "street": [words for words, _house in addresses],
        "house": [(house,) if house else () for _words, house in addresses],
        "postcode": [_one(normal.digits(record.postcode)) for record in records],
        "town": [normal.town_words(record.town) for record in records],
        "phone": [_all(normal.phone, record.phones) for record in records],
        "mail": [_all(normal.mail, record.emails) for record in records],
        "domain": [_domains(record) for record in records],
        "number": [_all(normal.digits, record.numbers) for record in records],
        "kind": [_all(str.lower, record.kinds) for record in records],
        "source": [_one(record.source) for record in records],
    }
    known = rarity or {field: _rarity(field, rows[field]) for field in rows}
    rows["name"] += [normal.name_words(record.alternate_name) for record in records]
    fields = {field: _values(rows[field], WIDTHS[field], known[field]) for field in rows}
    names, size = fields.pop("name"), len(records)
    return Columns(
        name=names.rows(slice(0, size)).less(fields["town"], TOWN_IN_NAME),
        alternate=names.rows(slice(size, None)).less(fields["town"], TOWN_IN_NAME),
        joined=np.array(["".join(words) for words in rows["name"][:size]], dtype=object),
        **fields,
        place=_places(records),
        rarity=known,
    )


def _rarity(field: str, rows: Sequence[tuple[str, ...]]) -> Rarity:
    counts = Counter(chain.from_iterable(rows))
    return Rarity(counts, len(rows), everyday=field in EVERYDAY_FIELDS)


def _values(rows: Sequence[tuple[str, ...]], width: int, rarity: Rarity) -> Values:
    """Each row's `width` most telling values; the numbers of the words do not depend on the order of the rows."""
    words = sorted(set(chain.from_iterable(rows)))
    number = {word: at for at, word in enumerate(words)}
    lengths = np.fromiter(map(len, rows), np.int64, len(rows))
    flat = np.fromiter(map(number.__getitem__, chain.from_iterable(rows)), np.int64, lengths.sum())
    bits = rarity.bits(words)
    most_telling = np.argsort(-bits[:-1], kind="stable")
    rank = np.argsort(most_telling)
    owner = np.repeat(np.arange(len(rows)), lengths)
    ranked = np.sort(owner * len(words) + rank[flat])
    place = np.arange(len(flat)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    kept = place < width
    ids = np.full((len(rows), width), -1, dtype=np.int32)
    ids[owner[kept], place[kept]] = most_telling[ranked[kept] % max(len(words), 1)]
    return Values(ids, words, bits, bits[ids])


def _one(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _all(read: Callable[[str], str], texts: Sequence[str]) -> tuple[str, ...]:
    if len(texts) < 2:
        return _one(read(texts[0])) if texts else ()
    return tuple(dict.fromkeys(filter(None, map(read, texts))))


def _domains(record: Record) -> tuple[str, ...]:
    """Of web and mail addresses, without those of freemail and of pages for everyone."""
    if not record.websites and not record.emails:
        return ()
    hosts = map(normal.domain, chain(record.websites, map(normal.mail, record.emails)))
    return tuple(dict.fromkeys(host for host in hosts if host and host not in FREEMAIL))


def _places(records: Iterable[Record]) -> NDArray[np.float64]:
    nowhere = (np.nan, np.nan)
    found: list[Any] = [
        nowhere
        if record.latitude is None or record.longitude is None
        else (record.latitude, record.longitude)
        for record in records
    ]
    return np.array(found, dtype=np.float64).reshape(-1, 2)
