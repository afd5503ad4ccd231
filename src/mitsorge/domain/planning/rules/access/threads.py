"""Work in pieces, on every core that this process may use. Plain Python and numpy.

Threads of our own, not numba's: its thread pools may not be entered by two requests at a time, and not after a fork.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

SMALL = 20_000
"""With fewer cells a thread costs more than it brings."""
PIECES = 8
"""Pieces of work for each thread: a city takes longer than the country around it."""
Numbers = NDArray[np.intp]
Part = TypeVar("Part")


def in_slices(piece: Callable[[slice], None], count: int, *, of: int) -> None:
    """Calls `piece` with slices that cover 0 to `count` - 1; `of` is how many cells the work is about."""
    edges = np.linspace(0, count, _pieces(count, of) + 1).astype(int).tolist()
    _all(piece, [slice(a, b) for a, b in pairwise(edges)])


def in_stripes(piece: Callable[[Numbers], None], numbers: Numbers, *, of: int) -> None:
    """Calls `piece` with parts of the numbers, each taking every n-th: neighbours take equally long."""
    count = _pieces(len(numbers), of)
    _all(piece, [np.ascontiguousarray(numbers[k::count]) for k in range(count)])


def _pieces(count: int, of: int) -> int:
    return 1 if of < SMALL or _cores() < 2 else max(min(PIECES * _cores(), count), 1)


def _all(piece: Callable[[Part], None], parts: Sequence[Part]) -> None:
    """The loops let go of the interpreter's lock, so that threads help."""
    if len(parts) == 1:
        piece(parts[0])
        return
    with ThreadPoolExecutor(_cores()) as threads:
        list(threads.map(piece, parts))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
