"""The attack that suppression must withstand: adding and taking away sums that are shown. Plain Python and numpy."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from mitsorge.domain.planning.rules.bands import Floats

CLOSE = 1e-9


def derivable(shown: Floats, wanted: Floats) -> NDArray[np.bool_]:
    """Which wanted sums (k × cells, 0 and 1) are sums and differences of the shown ones (m × cells): (k,).

    All else follows from it: every number that linear differencing can tell is a combination of rows.
    """
    if not len(wanted) or not len(shown):
        return np.zeros(len(wanted), bool)
    ways, *_rest = np.linalg.lstsq(shown.T, wanted.T, rcond=None)
    return np.asarray(np.abs(shown.T @ ways - wanted.T).max(axis=0) < CLOSE)


def too_close(people: Mapping[int, float], *, below: int) -> frozenset[int]:
    """First ages of nested groups ("ab 65", "ab 80") that are not told: too few, or too few between two that are told.

    The younger, wider groups are told first. `people`: first age → how many; groups nobody lives in are told.
    """
    told: list[float] = []
    silent = set()
    for age in sorted(people):
        count = people[age]
        apart = [abs(count - each) for each in (*told, 0.0)]
        if any(0 < each < below for each in apart):
            silent.add(age)
        else:
            told.append(count)
    return frozenset(silent)


def safe_sums(
    shown: Sequence[Floats],
    small: Sequence[Floats],
    more: Sequence[tuple[Floats, float]],
    *,
    below: int,
) -> list[bool]:
    """Which further sums can be shown, too: (cells of the sum, its value) each, tried in their order.

    Not those that are small themselves or with which one of the `small` sums could be computed.
    """
    known, answers = list(shown), []
    hidden = [*small, *(row for row, value in more if 0 < value < below)]
    for row, value in more:
        is_safe = not 0 < value < below
        if is_safe and hidden:
            is_safe = not derivable(np.array([*known, row]), np.array(hidden)).any()
        answers.append(is_safe)
        if is_safe:
            known.append(row)
    return answers
