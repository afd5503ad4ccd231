"""How far people have it to offers of one kind, and what their places are worth when all compete. Pure arrays.

Distances are km, in a straight line or on the road.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum

import numpy as np

from mitsorge.domain.planning.rules.access import (
    STRAIGHT,
    Decay,
    Journeys,
    Pairs,
    Points,
    gaussian,
    linear,
    nearest,
    step,
    three_step,
    three_step_costs,
    two_step,
    two_step_costs,
)
from mitsorge.domain.planning.rules.access.points import Floats
from mitsorge.domain.planning.rules.supply import MANY_PAIRS, People, SupplyRow, distances

NEAREST = 3
"""So many nearest sites are told: one to have, one to choose, one when both are full."""
STEPS, WEIGHTS = (1 / 3, 2 / 3, 1.0), (1.0, 0.68, 0.22)
"""Thirds of the reach and what a site there counts: the slow decay of Luo and Qi 2009, Health & Place 15."""
SIGMAS = 3.0
"""The Gaussian ends at three sigma: at the border a site counts 1 %."""


class Method(StrEnum):
    """How the pull of a site falls with the distance. FLAT: 2SFCA; the next three: E2SFCA; CHOICE: 3SFCA in steps."""

    FLAT = "FLAT"
    STEPS = "STEPS"
    GAUSSIAN = "GAUSSIAN"
    LINEAR = "LINEAR"
    CHOICE = "CHOICE"


def ranked(
    people: People,
    offers: Sequence[SupplyRow],
    k: int = NEAREST,
    journeys: Journeys = STRAIGHT,
) -> Floats:
    """Km of each point to its k nearest sites, rising: (n_points, k); infinite where there are fewer.

    The first column is that of `supply.distances`: an offer that comes to a point is 0 km away, and counts once however
    many sites it has.
    """
    visited = [row for row in offers if row.visited and row.lat is not None]
    found = np.full((len(people.lat), k), np.inf)
    if visited and len(people.lat):
        found = _nearest(people, _points(visited, places=False), k, journeys)
    for rows in _by_service(row for row in offers if not row.visited):
        column = distances(people, rows, journeys)[:, None]
        found = np.sort(np.concatenate([found, column], axis=1), axis=1)[:, :k]
    return found


def _nearest(people: People, sites: Points, k: int, journeys: Journeys) -> Floats:
    """The compiled search is worth its start from `MANY_PAIRS` on."""
    if not journeys.on_roads and len(people.lat) * len(sites) > MANY_PAIRS:
        return nearest(people.points, sites, k=k)
    km = np.sort(journeys.matrix(people.points, sites), axis=1)[:, :k]
    return np.pad(km, ((0, 0), (0, k - km.shape[1])), constant_values=np.inf)


def _by_service(rows: Iterable[SupplyRow]) -> Iterable[list[SupplyRow]]:
    found: dict[int, list[SupplyRow]] = {}
    for row in rows:
        found.setdefault(row.service, []).append(row)
    return found.values()


def mean_ways(people: People, km: Floats) -> tuple[float | None, ...]:
    """The people-weighted mean of each column of `ranked`; None where somebody has no such site, or nobody lives."""
    total = float(people.people.sum())
    lives = people.people > 0
    if not total:
        return (None,) * km.shape[1]
    sums = (people.people[lives, None] * km[lives]).sum(axis=0) / total
    return tuple(float(each) if np.isfinite(each) else None for each in sums)


def decay_of(method: Method, km: float) -> Decay | None:
    """None for FLAT: every site within reach counts alike."""
    if method in (Method.STEPS, Method.CHOICE):
        return step([part * km for part in STEPS], WEIGHTS)
    if method == Method.GAUSSIAN:
        return gaussian(km, km / SIGMAS)
    return linear(km) if method == Method.LINEAR else None


def scores(
    people: People,
    offers: Sequence[SupplyRow],
    km: float,
    method: Method,
    journeys: Journeys = STRAIGHT,
) -> Floats:
    """Places per person at each point when all compete for them: (n_points,). Offers without known places are left out."""
    counted = [row for row in offers if row.lat is not None and row.places is not None]
    supply, decay = _points(counted, places=True), decay_of(method, km)
    choice = method == Method.CHOICE
    demand = people.points
    if not journeys.on_roads and len(demand) * len(supply) > MANY_PAIRS:
        measure = three_step if choice else two_step
        return measure(demand, supply, km=km, decay=decay).score
    ways = journeys.matrix(demand, supply)
    cell, site = np.nonzero(ways <= km)
    pairs = Pairs(cell, site, ways[cell, site])
    by_table = three_step_costs if choice else two_step_costs
    return by_table(pairs, people.people, supply.weight, most=km, decay=decay).score


def _points(rows: Sequence[SupplyRow], *, places: bool) -> Points:
    table = [(row.lat or 0.0, row.lon or 0.0, (row.places or 0.0) if places else 1.0) for row in rows]  # fmt: skip
    columns = np.array(table, dtype=np.float64).reshape(-1, 3)
    return Points(columns[:, 0], columns[:, 1], columns[:, 2])
