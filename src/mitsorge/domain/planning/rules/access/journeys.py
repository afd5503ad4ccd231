"""How far people have it: on roads where a network was prepared, else in a straight line. Plain Python and numpy.

Who meets no road of the network (a hut in the woods, an offer beyond the extract) is measured in a straight line, and
`aside` says how many that are: nobody is left out, and nobody becomes unreachable by a gap in a map.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mitsorge.domain.planning.rules.access.catchment import Access
from mitsorge.domain.planning.rules.access.distances import great_circle
from mitsorge.domain.planning.rules.access.measures import Pairs, two_step, two_step_costs
from mitsorge.domain.planning.rules.access.nearness import Within, nearest
from mitsorge.domain.planning.rules.access.points import Floats, Points
from mitsorge.domain.planning.rules.access.roads import Router
from mitsorge.domain.planning.rules.access.threads import Numbers


@dataclass(frozen=True, eq=False)
class Journeys:
    """`router` None: great circles. All costs are km."""

    router: Router | None = None

    @property
    def on_roads(self) -> bool:
        return self.router is not None

    def nearest(self, cells: Points, sites: Points) -> Floats:
        """To the nearest site of each cell: (n_cells,), infinite without any site."""
        if self.router is None:
            return nearest(cells, sites)[:, 0]
        lost, wild = self._nowhere(cells), self._nowhere(sites)
        km = self.router.nearest(cells, sites)
        km[lost] = nearest(_some(cells, lost), sites)[:, 0]
        if len(wild):
            km = np.minimum(km, nearest(cells, _some(sites, wild))[:, 0])
        return km

    def pairs(self, cells: Points, sites: Points, *, most: float) -> Pairs:
        """Every cell with every site within `most` km on the road. Needs a router."""
        if self.router is None:
            raise ValueError("great circles need no table of pairs")
        found = self.router.pairs(cells, sites, most=most)
        straight = great_circle(cells.lat[:, None], cells.lon[:, None], sites.lat, sites.lon)
        aside = np.zeros(straight.shape, bool)
        aside[found.cells_nowhere, :] = aside[:, found.sites_nowhere] = True
        cell, site = np.nonzero(aside & (straight <= most))
        return Pairs(
            np.concatenate([found.pairs.cell, cell]),
            np.concatenate([found.pairs.site, site]),
            np.concatenate([found.pairs.cost, straight[cell, site]]),
        )

    def within(self, cells: Points, sites: Points, km: float) -> Within:
        """The people who have a site within `km`."""
        near = self.nearest(cells, sites) <= km
        return Within(near, float(cells.weight[near].sum()), float(cells.weight.sum()))

    def reached(self, cells: Points, sites: Points, km: float) -> NDArray[np.bool_]:
        """(n_sites, n_cells): whether the cell is within `km` of the site."""
        found = np.zeros((len(sites), len(cells)), bool)
        if self.router is not None:
            pairs = self.pairs(cells, sites, most=km)
            found[pairs.site, pairs.cell] = True
            return found
        for number in range(len(sites)):
            one = slice(number, number + 1)
            found[number] = great_circle(cells.lat, cells.lon, sites.lat[one], sites.lon[one]) <= km
        return found

    def matrix(self, cells: Points, sites: Points) -> Floats:
        """Every way: (n_cells, n_sites), however far."""
        if self.router is None:
            return great_circle(cells.lat[:, None], cells.lon[:, None], sites.lat, sites.lon)
        pairs = self.pairs(cells, sites, most=np.inf)
        found = np.full((len(cells), len(sites)), np.inf)
        found[pairs.cell, pairs.site] = pairs.cost
        return found

    def two_step(self, demand: Points, supply: Points, *, km: float) -> Access:
        """2SFCA within `km` on the road or in a straight line (`measures.two_step`)."""
        if self.router is None:
            return two_step(demand, supply, km=km)
        pairs = self.pairs(demand, supply, most=km)
        return two_step_costs(pairs, demand.weight, supply.weight, most=km)

    def aside(self, points: Points) -> int:
        """How many of them meet no road and are measured in a straight line; 0 without a network."""
        return len(self._nowhere(points))

    def _nowhere(self, points: Points) -> Numbers:
        return self.router.met(points).nowhere if self.router else np.empty(0, np.intp)


STRAIGHT = Journeys()
"""In a straight line."""


def _some(points: Points, which: Numbers) -> Points:
    return Points(points.lat[which], points.lon[which], points.weight[which])
