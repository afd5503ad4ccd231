"""Where new offers would reach most people who have none in reach. Plain Python, numpy and HiGHS.

Maximal covering location problem (Church and ReVelle 1974, Papers in Regional Science 32): choose k of the candidates so
that the people within `km` of one of them, or of an offer that stands already, are as many as possible. Places are not
counted: one offer covers everybody in its reach, however few places it has. HiGHS (Huangfu and Hall 2018, Mathematical
Programming Computation 10) solves it; greedy choice (never below 1 - 1/e of the optimum, Nemhauser, Wolsey and Fisher
1978) runs alongside and is the answer wherever the solver has none that is better.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from mitsorge.domain.planning.rules.access import STRAIGHT, Journeys, Points
from mitsorge.domain.planning.rules.access.points import Floats

Reach = NDArray[np.bool_]
"""(n_candidates, n_groups): whether a candidate reaches a group of cells."""


@dataclass(frozen=True)
class Siting:
    """`chosen`: candidates by number, rising; never more than asked, fewer where one more reaches nobody.

    `covered`: people within reach of an offer then, `covered_before` now, of `everybody`. `greedy`, `greedy_covered`: what
    greedy choice gives. `bound`: nobody can cover more; `is_proved`: the answer reaches it.
    """

    chosen: tuple[int, ...]
    covered: float
    covered_before: float
    everybody: float
    greedy: tuple[int, ...]
    greedy_covered: float
    bound: float

    @property
    def gap(self) -> float:
        """How far the best thinkable answer could still be above this one, as a share of it (0: none is better)."""
        return max(0.0, (self.bound - self.covered) / self.covered) if self.covered else 0.0

    @property
    def is_proved(self) -> bool:
        return self.gap <= 1e-6


def suggested(
    cells: Points,
    sites: Points,
    candidates: Points,
    *,
    k: int,
    km: float,
    seconds: float = 5.0,
    journeys: Journeys = STRAIGHT,
) -> Siting:
    """The best k candidates beside the sites that stand, by the `journeys` people have. After `seconds` the best found so far, with its gap.

    Raises `ValueError` for fewer than one site or a reach of 0 km. Weights of sites and candidates do not count.
    """
    if k < 1 or not 0 < km < np.inf:
        raise ValueError("at least one site and a reach above 0 km")
    here = journeys.within(cells, sites, km)
    weight, reach = _groups(cells, candidates, ~here.cells, km, journeys)
    greedy = _greedy(weight, reach, k)
    best, bound = _solved(weight, reach, k, greedy, seconds)
    best = max(
        _without_idle(weight, reach, best), greedy, key=lambda who: _gain(weight, reach, who)
    )
    return Siting(
        tuple(sorted(best)),
        here.people + _gain(weight, reach, best),
        here.people,
        here.everybody,
        tuple(sorted(greedy)),
        here.people + _gain(weight, reach, greedy),
        here.people + max(bound, _gain(weight, reach, best)),
    )


def _groups(
    cells: Points, candidates: Points, open_: Reach, km: float, journeys: Journeys
) -> tuple[Floats, Reach]:
    """Cells without an offer that the same candidates reach count as one: (n_groups,) people, and who reaches them."""
    open_ = open_ & (cells.weight > 0)
    left = Points(cells.lat[open_], cells.lon[open_], cells.weight[open_])
    weight, reach = left.weight, journeys.reached(left, candidates, km)
    some = reach.any(axis=0)
    if not some.any():
        return np.empty(0), np.zeros((len(candidates), 0), bool)
    kinds, group = np.unique(reach[:, some], axis=1, return_inverse=True)
    sums = np.bincount(group.ravel(), weight[some]).astype(np.float64, copy=False)
    return sums, kinds.astype(bool, copy=False)


def _gain(weight: Floats, reach: Reach, chosen: Sequence[int]) -> float:
    return float(weight[reach[list(chosen)].any(axis=0)].sum())


def _greedy(weight: Floats, reach: Reach, k: int) -> list[int]:
    """Whoever reaches most of those left, the first of equals."""
    chosen: list[int] = []
    left = weight.copy()
    while len(chosen) < min(k, len(reach)):
        gains = reach @ left
        best = int(np.argmax(gains))
        if gains[best] <= 0:
            break
        chosen.append(best)
        left[reach[best]] = 0.0
    return chosen


def _without_idle(weight: Floats, reach: Reach, chosen: Sequence[int]) -> list[int]:
    """Leaves out, one by one, candidates without whom nobody is reached less."""
    kept = list(chosen)
    for number in chosen:
        others = [each for each in kept if each != number]
        if _gain(weight, reach, others) >= _gain(weight, reach, kept):
            kept = others
    return kept


def _solved(
    weight: Floats, reach: Reach, k: int, start: Sequence[int], seconds: float
) -> tuple[list[int], float]:
    """The solver's choice and its upper bound; `start` and everybody in reach where it found nothing."""
    if not len(weight):
        return list(start), 0.0
    solver = highspy.Highs()
    for name, value in {"output_flag": False, "time_limit": seconds, "threads": 1, "mip_rel_gap": 0.0}.items():  # fmt: skip
        solver.setOptionValue(name, value)
    solver.passModel(_model(weight, reach, k))
    first = highspy.HighsSolution()
    first.col_value = [float(n in set(start)) for n in range(len(reach))] + list(
        reach[list(start)].any(axis=0).astype(float)
    )
    solver.setSolution(first)
    solver.run()
    return _read(solver, weight, len(reach), start)


def _read(
    solver: highspy.Highs, weight: Floats, candidates: int, start: Sequence[int]
) -> tuple[list[int], float]:
    info, everybody = solver.getInfo(), float(weight.sum())
    bound = info.mip_dual_bound if np.isfinite(info.mip_dual_bound) else everybody
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return list(start), min(bound, everybody)
    values = np.array(solver.getSolution().col_value[:candidates])
    return [int(number) for number in np.flatnonzero(values > 0.5)], min(bound, everybody)


def _model(weight: Floats, reach: Reach, k: int) -> highspy.HighsLp:
    """max Σ wᵢyᵢ; yᵢ ≤ Σ xⱼ over the candidates that reach i; Σ xⱼ ≤ k; x whole, 0 ≤ y ≤ 1. Columns: x, then y."""
    candidates, groups = reach.shape
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = candidates + groups, groups + 1
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = np.concatenate([np.zeros(candidates), weight])
    model.col_lower_ = np.zeros(candidates + groups)
    model.col_upper_ = np.ones(candidates + groups)
    model.row_lower_ = np.full(groups + 1, -highspy.kHighsInf)
    model.row_upper_ = np.append(np.zeros(groups), float(k))
    whole, any_ = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    model.integrality_ = [whole] * candidates + [any_] * groups
    _fill(model, reach)
    return model


def _fill(model: highspy.HighsLp, reach: Reach) -> None:
    """The rows, one after another: -1 for every candidate that reaches the group, +1 for the group; last, the number of sites."""
    candidates, groups = reach.shape
    index: list[NDArray[np.int32]] = []
    value: list[Floats] = []
    for group in range(groups):
        who = np.flatnonzero(reach[:, group])
        index.append(np.append(who, candidates + group).astype(np.int32))
        value.append(np.append(np.full(len(who), -1.0), 1.0))
    index.append(np.arange(candidates, dtype=np.int32))
    value.append(np.ones(candidates))
    starts = np.cumsum([0, *map(len, index)]).astype(np.int32)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = starts
    model.a_matrix_.index_ = np.concatenate(index)
    model.a_matrix_.value_ = np.concatenate(value)
