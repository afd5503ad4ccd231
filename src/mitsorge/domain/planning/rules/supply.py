"""What there is of one kind of offer, and how far people have to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from mitsorge.domain.planning.rules.access import (
    STRAIGHT,
    Journeys,
    Points,
    great_circle,
    nearest,
)

MANY_PAIRS = 2_000_000
"""From so many pairs of cells and sites on the compiled search is worth its start."""


@dataclass(frozen=True)
class Reach:
    """Where an offer comes to: everywhere, whole planning areas, round its site, or to points (middles of places)."""

    everywhere: bool = False
    areas: frozenset[str] = frozenset()
    radius_km: float | None = None
    points: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class SupplyRow:
    """One offer at one site; an offer without a site stands here once, without a point.

    `exact` false: the point is the middle of its municipality (a protected address, or no better one is known).
    `places` None: not reported, or not to be told apart between several sites. `days`: age of the confirmation;
    None: never confirmed. `area`: code of the finest planning area its point lies in; empty outside or unknown.
    """

    term: str
    service: int
    uid: UUID
    name: str
    organization: str
    lat: float | None = None
    lon: float | None = None
    exact: bool = True
    places: float | None = None
    confirmed: bool = False
    days: int | None = None
    closed: bool = False
    area: str = ""
    place: str = ""
    visited: bool = True
    """People come to it (places on site); otherwise it comes to people, and its reach counts, too."""
    reach: Reach = field(default_factory=Reach)


@dataclass(frozen=True, eq=False)
class People:
    """Where people of one age live: degrees and people of each point, and the planning area it belongs to."""

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    people: NDArray[np.float64]
    areas: NDArray[np.str_]

    @property
    def points(self) -> Points:
        return Points(self.lat, self.lon, self.people)

    def of(self, area: str) -> "People":
        mine = self.areas == area
        return People(self.lat[mine], self.lon[mine], self.people[mine], self.areas[mine])


def distances(
    people: People, offers: Sequence[SupplyRow], journeys: Journeys = STRAIGHT
) -> NDArray[np.float64]:
    """Km of each point to the nearest of these offers, 0 where one comes there; infinite without any.

    In a straight line, or on the road with the `journeys` of a network. The radius of an offer is always straight.
    """
    found = np.full(len(people.lat), np.inf)
    sites = list(_points(offers))
    if sites and len(found):
        found = _nearest(people, np.array(sites, dtype=float), journeys)
    for offer in offers:
        if not offer.visited:
            found[_reached(people, offer)] = 0.0
    return found


def _points(offers: Iterable[SupplyRow]) -> Iterable[tuple[float, float]]:
    for offer in offers:
        if offer.lat is not None and offer.lon is not None:
            yield offer.lat, offer.lon
        if not offer.visited:
            yield from offer.reach.points


def is_near(people: People, offer: SupplyRow, km: float, journeys: Journeys = STRAIGHT) -> bool:
    """Whether the offer is within `km` of anybody. A road is never shorter than the straight line."""
    near = bool((distances(people, [offer]) <= km).any())
    return near and (
        not journeys.on_roads or bool((distances(people, [offer], journeys) <= km).any())
    )


def _nearest(
    people: People, sites: NDArray[np.float64], journeys: Journeys = STRAIGHT
) -> NDArray[np.float64]:
    if journeys.on_roads:
        return journeys.nearest(people.points, _ends(sites))
    if len(people.lat) * len(sites) > MANY_PAIRS:
        return nearest(people.points, _ends(sites))[:, 0]
    lat, lon = people.lat[:, None], people.lon[:, None]
    km = great_circle(lat, lon, sites[:, 0][None, :], sites[:, 1][None, :])
    return np.asarray(km.min(axis=1), dtype=np.float64)


def _ends(sites: NDArray[np.float64]) -> Points:
    return Points(sites[:, 0], sites[:, 1], np.ones(len(sites)))


def _reached(people: People, offer: SupplyRow) -> NDArray[np.bool_]:
    reach = offer.reach
    if reach.everywhere:
        return np.ones(len(people.lat), dtype=bool)
    found = np.isin(people.areas, sorted(reach.areas))
    if reach.radius_km is not None and offer.lat is not None and offer.lon is not None:
        site = np.array([[offer.lat, offer.lon]])
        found |= _nearest(people, site) <= reach.radius_km
    return np.asarray(found, dtype=bool)


def open_offers(rows: Iterable[SupplyRow]) -> list[SupplyRow]:
    """Without those closed for a while."""
    return [row for row in rows if not row.closed]


def places_of(rows: Iterable[SupplyRow]) -> float:
    """The sum of what is known: a lower bound where one is unknown (`without_places`)."""
    return sum(row.places for row in rows if row.places is not None)


def without_places(rows: Iterable[SupplyRow]) -> int:
    """How many offers did not say how many places they have."""
    return len({row.service for row in rows if row.places is None})
