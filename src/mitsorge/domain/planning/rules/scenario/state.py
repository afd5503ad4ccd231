"""The present as a scenario sees it, and what it becomes when changes are applied one after another. Plain Python and numpy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mitsorge.domain.planning.rules.access import STRAIGHT, Journeys, Points
from mitsorge.domain.planning.rules.access.points import Floats
from mitsorge.domain.planning.rules.scenario.changes import (
    AddNeighbours,
    AddSite,
    Change,
    ChangeRate,
    ChangeYear,
    CloseSite,
    MoveSite,
    ResizeSite,
)

COSTLY = (AddSite, AddNeighbours, MoveSite, ResizeSite)
"""Measures that can say what they cost."""
SEVERAL = 1e-9
"""Scores are the same up to this share: they are sums taken in another order."""


class Why(StrEnum):
    """Why a change could not be applied."""

    NO_SUCH_SITE = "NO_SUCH_SITE"
    """The offer it names is not there (any more)."""
    ALREADY_THERE = "ALREADY_THERE"
    """A site with this key stands already."""
    UNPLACED = "UNPLACED"
    """The offer has no coordinates, so what moves or closes there changes no distance."""
    YEAR_UNKNOWN = "YEAR_UNKNOWN"
    """No forecast speaks for this year, or it has nothing for these areas."""


@dataclass(frozen=True)
class Site:
    """An offer at a place. `places` None: nobody said how many; it counts for distances, not for places per person."""

    key: str
    name: str
    lat: float | None
    lon: float | None
    places: float | None = None
    confirmed: bool = True

    @property
    def is_placed(self) -> bool:
        return self.lat is not None and self.lon is not None


@dataclass(frozen=True)
class Unapplied:
    """A change left out: the how-manieth (from 0), what, why, and the day of the present it was held against."""

    number: int
    change: Change
    why: Why
    on: date


@dataclass(frozen=True, eq=False)
class State:
    """People at cells and offers at sites on the day `on`. `cells.weight`: who lives there (n_cells,), before growth.

    `area`: for each cell its number in `codes`, or -1 outside all of them. `growth`: year → factor for each area and, last, for cells
    outside all of them (len(codes) + 1,); NaN: unknown. `year` None: the people as counted.
    """

    on: date
    cells: Points
    area: NDArray[np.intp]
    codes: tuple[str, ...]
    sites: tuple[Site, ...]
    km: float
    growth: Mapping[int, Floats] = field(default_factory=dict)
    year: int | None = None
    rate: float = 1.0
    journeys: Journeys = STRAIGHT

    @cached_property
    def people(self) -> Floats:
        """Who is counted at each cell in the year and at the rate of this state: (n_cells,)."""
        if self.year is None:
            return self.cells.weight * self.rate
        return self.cells.weight * self.growth[self.year][self.area] * self.rate

    @cached_property
    def nearest_km(self) -> Floats:
        """To the nearest offer with coordinates, also one without known places: (n_cells,), infinite without any."""
        return self.journeys.nearest(self.cells, _points(s for s in self.sites if s.is_placed))

    @cached_property
    def score(self) -> Floats:
        """Places per person within reach (2SFCA, Luo and Wang 2003): (n_cells,). Offers without known places are left out."""
        demand = Points(self.cells.lat, self.cells.lon, self.people)
        counted = [s for s in self.sites if s.is_placed and s.places is not None]
        return self.journeys.two_step(demand, _points(counted), km=self.km).score

    @property
    def has_places(self) -> bool:
        """Whether places per person can be told: some offer with coordinates says how many it has."""
        return any(site.is_placed and site.places is not None for site in self.sites)

    def at(self, year: int) -> "State | None":
        """The people of that year, None where the growth is unknown for an area in which somebody lives."""
        factors = self.growth.get(year)
        if factors is None or np.isnan(factors[self.area][self.cells.weight > 0]).any():
            return None
        return replace(self, year=year)


@dataclass(frozen=True, eq=False)
class Applied:
    """A state with the changes it took and those it could not take."""

    state: State
    taken: tuple[Change, ...] = ()
    left: tuple[Unapplied, ...] = ()

    @property
    def cost(self) -> float | None:
        """Euros a year of all measures that were taken. None: none costs anything, or one did not say what."""
        costs = [each.cost for each in self.taken if isinstance(each, COSTLY)]
        known = [cost for cost in costs if cost is not None]
        return sum(known) if known and len(known) == len(costs) else None


def applied(present: State, changes: Iterable[Change]) -> Applied:
    """The changes one upon another. What cannot be applied is left out and listed, the rest goes on."""
    state = present
    taken: list[Change] = []
    left: list[Unapplied] = []
    for number, change in enumerate(changes):
        result = _after(state, change)
        if isinstance(result, Why):
            left.append(Unapplied(number, change, result, present.on))
        else:
            state, taken = result, [*taken, change]
    return Applied(state, tuple(taken), tuple(left))


def _after(state: State, change: Change) -> State | Why:
    if isinstance(change, ChangeRate):
        return replace(state, rate=state.rate * change.factor)
    if isinstance(change, ChangeYear):
        return state.at(change.year) or Why.YEAR_UNKNOWN
    found = next((site for site in state.sites if site.key == change.site), None)
    if isinstance(change, (AddSite, AddNeighbours)):
        if found:
            return Why.ALREADY_THERE
        made = Site(change.site, change.name, change.lat, change.lon, change.places)
        return replace(state, sites=(*state.sites, made))
    if found is None:
        return Why.NO_SUCH_SITE
    return _changed(state, found, change)


def _changed(state: State, found: Site, change: CloseSite | MoveSite | ResizeSite) -> State | Why:
    if isinstance(change, MoveSite):
        now = replace(found, lat=change.lat, lon=change.lon)
    elif not found.is_placed:
        return Why.UNPLACED
    elif isinstance(change, ResizeSite):
        now = replace(found, places=change.places)
    else:
        return replace(state, sites=tuple(site for site in state.sites if site is not found))
    return replace(state, sites=tuple(now if site is found else site for site in state.sites))


def _points(sites: Iterable[Site]) -> Points:
    """Sites with coordinates; unknown places weigh nothing here (the caller has left them out where weights count)."""
    rows = [(site.lat, site.lon, site.places or 0.0) for site in sites]
    table = np.array(rows, dtype=np.float64).reshape(-1, 3)
    return Points(table[:, 0], table[:, 1], table[:, 2])
