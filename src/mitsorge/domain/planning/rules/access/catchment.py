"""Floating catchments: what places are worth to the people around them, when all of those compete for them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mitsorge.domain.planning.rules.access.decay import Decay, Step
from mitsorge.domain.planning.rules.access.ground import Ground, Spot, laid_out
from mitsorge.domain.planning.rules.access.passes import Passes, kernels
from mitsorge.domain.planning.rules.access.places import Places
from mitsorge.domain.planning.rules.access.points import Floats, Points
from mitsorge.domain.planning.rules.access.shape import Shape, shaped


@dataclass(frozen=True, eq=False)
class Access:
    """`score`: places per person within reach of each cell, (n_cells,). `ratio`: places per person at each site, (n_sites,).

    A cell that no site reaches scores 0. A site that nobody reaches has the ratio NaN and adds to no score.
    """

    score: Floats
    ratio: Floats

    @property
    def without_places(self) -> NDArray[np.bool_]:
        """Cells that score 0: (n_cells,)."""
        return self.score == 0

    @property
    def without_people(self) -> NDArray[np.bool_]:
        """Sites in whose reach nobody lives, and sites that were removed: (n_sites,)."""
        return np.isnan(self.ratio)


@dataclass(frozen=True, eq=False)
class Prepared:
    """What does not change with the sites. `pull`: the decay; `share`: what a pair counts (its square in 3SFCA)."""

    ground: Ground
    km: float
    pull: Shape
    share: Shape
    three_steps: bool


@dataclass(frozen=True, eq=False)
class Catchment:
    """A problem with its solution, from which a changed one is derived without computing everything again.

    Cells and decay stay; sites are numbered as they came and keep their number, `added` takes the next one. Every
    change returns a new catchment and leaves this one as it is, so that variants can be laid side by side and
    changes put one upon another. A change equals a full run to the last digits: the sums around the changed site are
    taken anew, in the same order. With 2SFCA only cells within reach of the site change, with 3SFCA cells within reach
    (a changed weight) or three times the reach (an added, moved or removed site); all others keep every bit, so that
    `after.score != before.score` says who gains or loses.
    """

    prepared: Prepared
    places: Places
    demand: Floats
    """Weighted people at each site by number: (n_sites,)."""
    choice: Floats
    """3SFCA: the weighted number of sites that each cell chooses from, in the order of the ground. Empty in 2SFCA."""
    sums: Floats
    """Σ ratio · share for each cell, in the order of the ground."""

    @classmethod
    def of(
        cls, demand: Points, supply: Points, *, km: float | None = None, decay: Decay | None = None, three_steps: bool = False
    ) -> "Catchment":  # fmt: skip
        """A full run. Within `km` or where `decay` ends, whichever is nearer; without a decay every site in reach counts alike."""
        decay, km = settled(km, decay)
        ground = laid_out(demand, km, kernels())
        pull, share = shaped(decay, km), shaped(decay, km, squared=three_steps)
        prepared = Prepared(ground, km, pull, share, three_steps)
        return cls(prepared, Places.of(supply, ground.middle), *(np.empty(0),) * 3).full()

    def full(self) -> "Catchment":
        """The same sites computed from the start."""
        prepared, there = self.prepared, self.places.there
        demand, choice = np.zeros(len(there)), np.empty(0)
        if prepared.three_steps:
            choice = self._passes(prepared.pull).spread(np.ones(np.count_nonzero(there)))
        passes = self._passes(prepared.share)
        demand[passes.sites.order] = passes.gather(self._people(choice))
        fresh = replace(self, demand=demand, choice=choice)
        return replace(fresh, sums=passes.spread(fresh._ratios(passes)))

    def changed(self, number: int, weight: float) -> "Catchment":
        """The site has `weight` places."""
        fresh = replace(self, places=self.places.changed(number, weight))
        return fresh._summed([self.places.spot(number)], 1)

    def added(self, lat: float, lon: float, weight: float) -> "Catchment":
        """One more site; its number is `len(ratio) - 1`."""
        spot = (lat, lon)
        places, demand = self.places.added(spot, weight), np.append(self.demand, 0.0)
        return replace(self, places=places, demand=demand)._resettled([spot])

    def moved(self, number: int, lat: float, lon: float) -> "Catchment":
        """The site stands elsewhere."""
        spots = [self.places.spot(number), (lat, lon)]
        return replace(self, places=self.places.moved(number, spots[1]))._resettled(spots)

    def removed(self, number: int) -> "Catchment":
        """The site is closed: nobody chooses it any more. Its number stays, its ratio is NaN."""
        spot = self.places.spot(number)
        return replace(self, places=self.places.removed(number))._resettled([spot])

    @cached_property
    def access(self) -> Access:
        """Scores in the order of the cells, ratios in the order of the sites."""
        score = np.empty(len(self.sums))
        score[self.prepared.ground.order] = (
            over(self.sums, self.choice) if self.prepared.three_steps else self.sums
        )
        ratio = np.full(len(self.demand), np.nan)
        counted = self.places.there & (self.demand > 0)
        ratio[counted] = self.places.weight[counted] / self.demand[counted]
        return Access(score, ratio)

    @property
    def score(self) -> Floats:
        return self.access.score

    @property
    def ratio(self) -> Floats:
        return self.access.ratio

    @cached_property
    def sites(self) -> Points:
        """The sites that are there, in the order of their numbers."""
        return self.places.points()

    def _resettled(self, spots: Sequence[Spot]) -> "Catchment":
        """After sites came or went at the spots: choices and demand around them, then the sums."""
        prepared, fresh, reaches = self.prepared, self, 1
        if prepared.three_steps:
            passes = self._passes(prepared.pull)
            ones = np.ones(len(passes.sites.order))
            choice = passes.spread_again(self.choice, spots, prepared.km, ones)
            fresh, reaches = replace(self, choice=choice), 3
        return fresh._demanded(spots, reaches - 1)._summed(spots, reaches)

    def _demanded(self, spots: Sequence[Spot], reaches: int) -> "Catchment":
        """Demand anew at the sites within so many reaches of the spots (at the very spot, at least)."""
        passes = self._passes(self.prepared.share)
        near = passes.sites.near(spots, self.prepared.km * reaches * (1 + 1e-9) + 1e-6)
        demand = self.demand.copy()
        only = replace(passes, sites=near)
        demand[near.order] = only.gather(self._people(self.choice))
        return replace(self, demand=demand)

    def _summed(self, spots: Sequence[Spot], reaches: int) -> "Catchment":
        """Sums anew for the cells within so many reaches of the spots."""
        passes = self._passes(self.prepared.share)
        km = self.prepared.km * reaches * (1 + 1e-9) + 1e-6
        return replace(self, sums=passes.spread_again(self.sums, spots, km, self._ratios(passes)))

    def _passes(self, shape: Shape) -> Passes:
        return Passes(self.prepared.ground, self.places.sites, shape)

    def _people(self, choice: Floats) -> Floats:
        weight = self.prepared.ground.weight
        return over(weight, choice) if self.prepared.three_steps else weight

    def _ratios(self, passes: Passes) -> Floats:
        order = passes.sites.order
        return over(self.places.weight[order], self.demand[order])


def settled(km: float | None, decay: Decay | None) -> tuple[Decay, float]:
    """The decay to use and how far it counts. Without a decay: 1 up to `km` (2SFCA)."""
    if decay is None and km is None:
        raise ValueError("a reach in km, a decay, or both")
    if km is not None and not 0 < km < np.inf:
        raise ValueError("a reach above 0 km")
    decay = decay or Step((float(km or 0),), (1.0,))
    return decay, decay.km if km is None else min(float(km), decay.km)


def over(above: Floats, below: Floats) -> Floats:
    """above / below, and 0 where there is nothing below."""
    return np.divide(above, below, out=np.zeros(len(above)), where=below > 0)
