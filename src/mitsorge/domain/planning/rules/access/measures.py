"""Accessibility when people compete: 2SFCA, E2SFCA, 3SFCA, over coordinates or over a table of costs. Plain Python and numpy.

2SFCA (Luo and Wang 2003, Environment and Planning B 30): every site within reach counts alike. E2SFCA (Luo and Qi 2009,
Health & Place 15): near sites count more, by `decay`. 3SFCA (Wan, Zou and Sternberg 2012, IJGIS 26): people divide
themselves among the sites they can choose from, before the sites divide their places among them.
"""

from dataclasses import dataclass

import numpy as np

from mitsorge.domain.planning.rules.access.catchment import Access, Catchment, over, settled
from mitsorge.domain.planning.rules.access.decay import Decay
from mitsorge.domain.planning.rules.access.points import BadPoints, Fault, Floats, Points
from mitsorge.domain.planning.rules.access.threads import Numbers


def two_step(
    demand: Points, supply: Points, *, km: float | None = None, decay: Decay | None = None
) -> Access:
    """2SFCA within `km`, or E2SFCA with a decay: places per person.

    Site: ratio = places / Σ people · w(d). Cell: score = Σ ratio · w(d), over great circles. Given both, sites count up
    to `km` or to the end of the decay, whichever is nearer.
    """
    return Catchment.of(demand, supply, km=km, decay=decay).access


def three_step(
    demand: Points, supply: Points, *, km: float | None = None, decay: Decay | None = None
) -> Access:
    """3SFCA: as `two_step`, with w · g in place of w, where g = w / Σ w over the sites that the cell can choose from."""
    return Catchment.of(demand, supply, km=km, decay=decay, three_steps=True).access


@dataclass(frozen=True, eq=False)
class Pairs:
    """A table of costs (minutes, km of road …): `cell` and `site` by number, `cost` each; three arrays of one length.

    Pairs that are not in the table are out of reach.
    """

    cell: Numbers
    site: Numbers
    cost: Floats


def two_step_costs(
    pairs: Pairs, people: Floats, places: Floats, *, most: float | None = None, decay: Decay | None = None
) -> Access:  # fmt: skip
    """As `two_step` over a table: `people` (n_cells,), `places` (n_sites,). `most` and the decay are in the unit of the costs.

    Raises BadPoints for costs and weights that cannot be computed with.
    """
    cell, site, pull = _weighed(pairs, people, places, most, decay)
    return _floated(cell, site, pull, people, places)


def three_step_costs(
    pairs: Pairs, people: Floats, places: Floats, *, most: float | None = None, decay: Decay | None = None
) -> Access:  # fmt: skip
    """As `three_step` over a table."""
    cell, site, pull = _weighed(pairs, people, places, most, decay)
    choice = _sums(cell, pull, people)
    return _floated(cell, site, over(pull * pull, choice[cell]), people, places)


def _floated(cell: Numbers, site: Numbers, share: Floats, people: Floats, places: Floats) -> Access:
    demand = _sums(site, share * people[cell], places)
    ratio = over(places, demand)
    score = _sums(cell, share * ratio[site], people)
    return Access(score, np.where(demand > 0, ratio, np.nan))


def _sums(into: Numbers, values: Floats, those: Floats) -> Floats:
    """The values added up by number: as many sums as `those`."""
    return np.bincount(into, values, len(those)).astype(np.float64, copy=False)


def _weighed(
    pairs: Pairs, people: Floats, places: Floats, most: float | None, decay: Decay | None
) -> tuple[Numbers, Numbers, Floats]:
    """The pairs in reach with their weight."""
    decay, most = settled(most, decay)
    _check(pairs, people, places)
    near = pairs.cost <= most
    return pairs.cell[near], pairs.site[near], decay.weights(pairs.cost[near])


def _check(pairs: Pairs, people: Floats, places: Floats) -> None:
    for weights in (people, places):
        Points(np.zeros(len(weights)), np.zeros(len(weights)), weights)
    if not len(pairs.cell) == len(pairs.site) == len(pairs.cost):
        raise BadPoints(Fault.LENGTHS)
    bad = ~(np.isfinite(pairs.cost) & (pairs.cost >= 0))
    bad |= (pairs.cell < 0) | (pairs.cell >= len(people))
    bad |= (pairs.site < 0) | (pairs.site >= len(places))
    if bad.any():
        raise BadPoints(Fault.COST, np.flatnonzero(bad))
    _, first = np.unique(pairs.cell * len(places) + pairs.site, return_index=True)
    if len(first) < len(pairs.cost):
        raise BadPoints(Fault.TWICE, np.setdiff1d(np.arange(len(pairs.cost)), first))
