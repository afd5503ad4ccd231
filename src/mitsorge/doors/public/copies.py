"""Finished pages and cards in the memory of this process. A copy is found by a name that says all it depends on."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from threading import Lock
from typing import Generic, TypeVar

from django.utils.safestring import SafeString

from mitsorge.domain.directory.queries import Card, Figures

PAGES = 256
CARDS = 5_000
LARGEST = 200_000
"""Bytes; larger pages are made anew each time."""


class Copies:
    """The most recently used pages; safe between threads. At most 50 MB, usually far less."""

    def __init__(self, limit: int = PAGES) -> None:
        self.limit = limit
        self._lock = Lock()
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, name: str) -> bytes | None:
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
            return self._kept.get(name)

    def put(self, name: str, body: bytes) -> None:
        if len(body) > LARGEST:
            return
        with self._lock:
            self._kept[name] = body
            while len(self._kept) > self.limit:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Shelf(Generic[Key, Value]):
    """Values of one state (of the directory, on one day, in one language); another state begins anew."""

    def __init__(self, limit: int = CARDS) -> None:
        self.limit = limit
        self._shelf: tuple[Hashable, dict[Key, Value]] = (None, {})

    def of(
        self,
        keys: Sequence[Key],
        *,
        state: Hashable,
        make: Callable[[list[Key]], Mapping[Key, Value]],
    ) -> dict[Key, Value]:
        """The values by key; `make` is asked for those not kept, and for nothing where all are."""
        kept_state, kept = self._shelf
        if kept_state != state or not self.limit:
            kept = {}
        missing = [key for key in keys if key not in kept]
        found = make(missing) if missing else {}
        if found and len(kept) + len(found) <= self.limit:
            self._shelf = (state, {**kept, **found})  # one assignment: threads see old or new
        return {
            key: kept[key] if key in kept else found[key]
            for key in keys
            if key in kept or key in found
        }


copies = Copies()
figure_copies: Shelf[str, Figures] = Shelf()
tile_copies: Shelf[str | None, SafeString] = Shelf()
card_copies: Shelf[int, Card] = Shelf()
drawn_copies: Shelf[tuple[int, bool], str] = Shelf()
