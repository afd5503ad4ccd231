"""The order of the hits. The result page explains it; it favors nobody.

How well it fits (with a place: the best are equal), whether it comes to the place, how near it is, how freshly it was
confirmed, and among equals a lot that is drawn anew every day. What was not confirmed within its interval
fades (`rules.days`): it fits less or, with a place, stands farther away.
"""

import numpy as np

from mitsorge.domain.directory.rules.days import FADED_KM, FADED_MATCH
from mitsorge.domain.directory.search.reach import Reach
from mitsorge.domain.directory.search.view import View

STEP = 4
"""Points of match that make no difference to the order."""
STEPS = 255
AS_GOOD = 88
"""With a place, what fits at least this percent of the best fits as well: the place decides."""
FARTHEST_KM = 2**13 - 1


def page_of(keys: np.ndarray, rows: np.ndarray, *, page: int, per_page: int) -> np.ndarray:
    """The rows of one page (counted from 1) in order, without sorting all of them."""
    start, end = (page - 1) * per_page, page * per_page
    if start >= len(rows):
        return rows[:0]
    if end < len(rows):
        nearest = np.argpartition(keys, end)[:end]
        keys, rows = keys[nearest], rows[nearest]
    return rows[np.argsort(keys)[start:end]]


def order_keys(view: View, rows: np.ndarray, points: np.ndarray, reach: Reach | None) -> np.ndarray:
    """One number for each row, the least first: 8 bits of match, 1 serves, 13 km, 16 age, 20 lot.

    Kilometers are whole: who is as near to within a kilometer is equally near.
    """
    fading = view.faded[rows]
    match = _steps(_fading(points[rows], fading) if reach is None else _leveled(points[rows]))
    keys = match << 50
    if reach is not None:
        km = np.minimum(reach.km[rows] + FADED_KM * fading, FARTHEST_KM).astype("i8")
        keys |= (~reach.serves[rows]).astype("i8") << 49 | km << 36
    return np.asarray(keys | view.ages[rows] << 20 | view.lots[rows])


def _steps(points: np.ndarray) -> np.ndarray:
    """How far from a perfect match, 0 the best."""
    return np.asarray(STEPS - np.minimum(points.astype("i8") // STEP, STEPS))


def _fading(points: np.ndarray, fading: np.ndarray) -> np.ndarray:
    """Points of what nobody confirmed for twice its interval count for less."""
    return np.where(fading > 1, points.astype("i8") * FADED_MATCH // 100, points)


def _leveled(points: np.ndarray) -> np.ndarray:
    """The points with all of the best raised to the same height: a house is not nearer for its name."""
    best = int(points.max(initial=0))
    return np.where(points * 100 >= best * AS_GOOD, best, points)
