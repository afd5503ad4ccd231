"""Finished pages in the memory of this process. A copy is found by a name that says all it depends on."""

from collections import OrderedDict
from threading import Lock

PAGES = 256
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


copies = Copies()
