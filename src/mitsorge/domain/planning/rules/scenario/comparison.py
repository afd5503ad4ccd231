"""Two states beside each other: who gains, who loses, and what a person reached costs. Plain Python and numpy."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mitsorge.domain.planning.rules.access.points import Floats
from mitsorge.domain.planning.rules.scenario.state import SEVERAL, Applied, State

METRE = 0.001
"""km: a way that changes by less is the same way."""


@dataclass(frozen=True)
class Effect:
    """People of one area (`code`; None: outside all, "": everybody), before and after. `nearer`, `further`, `same`: by the way to the nearest offer.

    `better`, `worse`, `alike`: by places per person within reach. Each three add up to `after`. `within_…`: who has an
    offer in reach. `reached`: who has one now and had none; `lost` the other way round. `…_per_1000`: places per 1,000
    people within reach, weighted by people; None: nobody lives there, or no offer says how many places it has.
    `km_…`: how far the nearest offer is for one of them on average; None: nobody lives there, or there is no offer.
    """

    code: str | None
    before: float
    after: float
    nearer: float
    further: float
    same: float
    better: float
    worse: float
    alike: float
    within_before: float
    within_after: float
    reached: float
    lost: float
    before_per_1000: float | None
    after_per_1000: float | None
    km_before: float | None
    km_after: float | None

    @property
    def moved(self) -> float:
        """People for whom something changes: the way, or the places within reach."""
        return max(self.nearer + self.further, self.better + self.worse)


@dataclass(frozen=True)
class Comparison:
    """Areas in the order of the state's codes, then cells outside all of them if there are any. `cost`: euros a year, None: unknown."""

    areas: tuple[Effect, ...]
    total: Effect
    cost: float | None

    @property
    def cost_per_person(self) -> float | None:
        """Euros a year per person who had no offer in reach and has one now; None: unknown, or nobody is reached."""
        if self.cost is None or self.total.reached <= 0:
            return None
        return self.cost / self.total.reached

    @property
    def touched(self) -> tuple[str, ...]:
        """Codes of the areas in which anybody gains or loses, by way or by places; whoever gains or loses most, first."""
        moved = {each.code: each.moved for each in self.areas if each.code and each.moved > 0}
        return tuple(sorted(moved, key=lambda code: (-moved[code], code)))


def compared(before: State, after: Applied) -> Comparison:
    """Both states have the same cells in the same order. Whoever changes is counted as of the later state."""
    if len(before.cells) != len(after.state.cells):
        raise ValueError("states of the same cells")
    columns = _columns(before, after.state)
    everywhere = np.ones(len(before.cells), bool)
    areas = [_effect(columns, before.area == n, code) for n, code in enumerate(before.codes)]
    if (outside := before.area < 0).any():
        areas.append(_effect(columns, outside, None))
    return Comparison(tuple(areas), _effect(columns, everywhere, ""), after.cost)


def side_by_side(before: State, results: Sequence[Applied]) -> tuple[Comparison, ...]:
    """Several scenarios over one present, in their order."""
    return tuple(compared(before, result) for result in results)


@dataclass(frozen=True, eq=False)
class _Columns:
    """What is compared, cell by cell. `way`: -1 nearer, 0, 1 further. `share`: 1 better, 0, -1 worse."""

    before: Floats
    after: Floats
    way: NDArray[np.int8]
    share: NDArray[np.int8]
    within_before: NDArray[np.bool_]
    within_after: NDArray[np.bool_]
    score_before: Floats | None
    score_after: Floats | None
    km_before: Floats
    km_after: Floats


def _columns(before: State, after: State) -> _Columns:
    way = _direction(before.nearest_km, after.nearest_km, np.full(len(before.cells), METRE))
    scores = before.score, after.score
    share = _direction(*scores, SEVERAL * np.maximum(*scores))
    return _Columns(
        *(before.people, after.people, way, share),
        *(before.nearest_km <= before.km, after.nearest_km <= before.km),
        *(scores[0] if before.has_places else None, scores[1] if after.has_places else None),
        *(before.nearest_km, after.nearest_km),
    )


def _direction(old: Floats, new: Floats, least: Floats) -> NDArray[np.int8]:
    """-1, 0, 1 for less, the same, more; infinite stays the same as infinite."""
    both = np.isinf(old) & np.isinf(new)
    change = np.where(both, 0.0, np.subtract(new, old, where=~both, out=np.zeros(len(old))))
    return np.where(np.abs(change) <= least, 0, np.sign(change)).astype(np.int8)


def _effect(columns: _Columns, here: NDArray[np.bool_], code: str | None) -> Effect:
    people = columns.after

    def count(which: NDArray[np.bool_]) -> float:
        return float(people[here & which].sum())

    return Effect(
        code,
        float(columns.before[here].sum()),
        float(people[here].sum()),
        count(columns.way < 0),
        count(columns.way > 0),
        count(columns.way == 0),
        count(columns.share > 0),
        count(columns.share < 0),
        count(columns.share == 0),
        float(columns.before[here & columns.within_before].sum()),
        count(columns.within_after),
        count(columns.within_after & ~columns.within_before),
        count(columns.within_before & ~columns.within_after),
        _per_1000(columns.score_before, columns.before, here),
        _per_1000(columns.score_after, people, here),
        _mean(columns.km_before, columns.before, here),
        _mean(columns.km_after, people, here),
    )


def _per_1000(score: Floats | None, people: Floats, here: NDArray[np.bool_]) -> float | None:
    mean = None if score is None else _mean(score, people, here)
    return None if mean is None else mean * 1000


def _mean(values: Floats, people: Floats, here: NDArray[np.bool_]) -> float | None:
    """Weighted by people. None where nobody lives, or where it would be infinite."""
    lived = here & (people > 0)
    if not lived.any() or np.isinf(values[lived]).any():
        return None
    return float((values[lived] * people[lived]).sum()) / float(people[lived].sum())
