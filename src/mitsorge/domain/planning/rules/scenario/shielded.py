"""What of a comparison may be told: no count below the limit, and none that follows from the others. Plain Python and numpy.

People nearer, further and neither are a table with a sum for each area and for all; so are better and worse off, and
those with and without an offer in reach. Each is protected by `rules.suppression`. Counts below the limit stay for the
page to call small; what would give one of them away is NaN.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from mitsorge.domain.planning.rules.scenario.comparison import Comparison, Effect
from mitsorge.domain.planning.rules.suppression import Mark, suppressed

PARTS = (
    ("after", ("nearer", "further", "same")),
    ("after", ("better", "worse", "alike")),
    ("after", ("within_after",)),
    ("before", ("within_before",)),
)
"""A sum, and the parts of it that are told; of one part alone the rest is a part, too."""
PAIRS = (("before", "after"), ("within_before", "within_after"))
"""The same people before and after: a small difference tells who changed."""
REST = ""


def shielded(found: Comparison, *, below: int) -> Comparison:
    """The comparison with NaN for whatever would give a small count away; nothing else changes."""
    effects = [*found.areas, found.total]
    silent = [set[str]() for _ in effects]
    for whole, parts in PARTS:
        _protect(effects, silent, whole, parts, below)
    for effect, names in zip(effects, silent, strict=True):
        names |= {b for a, b in PAIRS if 0 < abs(_round(effect, a) - _round(effect, b)) < below}
    *areas, total = (_without(each, names) for each, names in zip(effects, silent, strict=True))
    return replace(found, areas=tuple(areas), total=total)


def _without(effect: Effect, names: Iterable[str]) -> Effect:
    untold: dict[str, Any] = dict.fromkeys(names, float("nan"))
    return replace(effect, **untold)


def _round(effect: Effect, name: str) -> float:
    return float(np.rint(getattr(effect, name)))


def _protect(
    effects: Sequence[Effect],
    silent: Sequence[set[str]],
    whole: str,
    parts: Sequence[str],
    below: int,
) -> None:
    """Marks the parts and sums of one table in `silent`, the last effect being the sum of the others."""
    table = np.array([[_round(each, name) for name in parts] for each in effects[:-1]])
    if not len(table):
        return
    names = [*parts, whole]
    if len(parts) == 1:
        sums = np.array([[_round(each, whole)] for each in effects[:-1]])
        table, names = np.hstack([table, np.maximum(sums - table, 0.0)]), [*parts, REST, whole]
    marks = suppressed(table, below=below)
    for row, hidden in zip(silent, marks, strict=True):
        row |= {n for n, mark in zip(names, hidden, strict=True) if mark == Mark.PARTNER} - {REST}
