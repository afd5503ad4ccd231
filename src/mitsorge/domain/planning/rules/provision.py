"""What the people of an area have of one kind of offer: places, the cover of their need, ways, access. Pure arrays.

Unconfirmed supply is uncertain: it is counted beside what is confirmed, never in it. Distances are in km.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mitsorge.domain.planning.rules.access.points import Floats
from mitsorge.domain.planning.rules.codes import Quality
from mitsorge.domain.planning.rules.indicator import Indicator, ratio
from mitsorge.domain.planning.rules.supply import (
    People,
    SupplyRow,
    open_offers,
    places_of,
    without_places,
)


class Lack(StrEnum):
    """Why a value is missing or a lower bound; `Indicator.gaps` holds these codes."""

    NO_PEOPLE = "NO_PEOPLE"
    TOO_FEW = "TOO_FEW"  # people, or people between two ages: nothing is told of them
    PEOPLE_PARTLY = "PEOPLE_PARTLY"
    NO_POINTS = "NO_POINTS"
    NO_PLACES = "NO_PLACES"  # offers, and none that is confirmed says how many places it has
    PLACES_PARTLY = "PLACES_PARTLY"
    NO_NEED = "NO_NEED"
    NEED_PARTLY = "NEED_PARTLY"
    COMES = "COMES"  # it comes to people: where its house stands says nothing


@dataclass(frozen=True)
class Stock:
    """The offers of an area, each counted once. `places`: of the confirmed ones, None where none of them says.

    `uncertain`: places of those nobody confirmed for long. `silent`: offers that do not say how many places they have;
    `is_partly`: a confirmed one is among them.
    """

    offers: int = 0
    stale: int = 0
    closed: int = 0
    silent: int = 0
    places: float | None = 0.0
    uncertain: float | None = 0.0
    is_partly: bool = False

    @property
    def confirmed(self) -> int:
        return self.offers - self.stale


@dataclass(frozen=True)
class Provision:
    """One area, or all together (`area` empty). Values are None where they cannot be known, each with its `gaps`.

    `people`: of the age asked for. `km`: people-weighted mean way to the nearest, second and third confirmed site.
    `within`: per 100 people. `per_1000`: confirmed places. `coverage`: confirmed places per 100 needed. `access`:
    places per 1,000 people when all compete (mean over the people of the area); its numerator is their share of places.
    """

    area: str
    name: str
    stock: Stock
    people: float | None
    per_1000: Indicator
    coverage: Indicator
    within: Indicator
    access: Indicator
    km: tuple[float | None, ...]


@dataclass(frozen=True)
class Lived:
    """The people of an area as they are counted. `partly`: a part of it has no figures; `hidden`: nothing may be told."""

    people: float | None
    as_of: date
    quality: Quality = Quality.OFFICIAL
    partly: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Needed:
    """Places a forecast asks for on the last day of a year; None: none does."""

    places: float | None
    as_of: date
    partly: bool = False


def stock_of(rows: Iterable[SupplyRow]) -> Stock:
    """The rows of an area; an offer with several sites there counts once."""
    every = list(rows)
    mine = open_offers(every)
    sure = [row for row in mine if row.confirmed]
    stale = [row for row in mine if not row.confirmed]
    return Stock(
        offers=len({row.service for row in mine}),
        stale=len({row.service for row in stale}),
        closed=len({row.service for row in every if row.closed}),
        silent=without_places(mine),
        places=_known(sure),
        uncertain=_known(stale),
        is_partly=without_places(sure) > 0,
    )


def _known(rows: Sequence[SupplyRow]) -> float | None:
    """Where offers are and none says how many places it has, the number is unknown, not zero."""
    if rows and all(row.places is None for row in rows):
        return None
    return places_of(rows)


def per_thousand(stock: Stock, lived: Lived) -> Indicator:
    """Confirmed places per 1,000 people."""
    gaps = [*_of_places(stock), *_of_people(lived)]
    return ratio(
        *(stock.places, lived.people),
        as_of=lived.as_of,
        per=1000,
        gaps=gaps,
        quality=lived.quality,
        at_least=Lack.PLACES_PARTLY in gaps,
    )


def coverage(stock: Stock, needed: Needed) -> Indicator:
    """Confirmed places per 100 that a forecast asks for; a need known in part would look covered and gives no value."""
    gaps = [*_of_places(stock)]
    gaps += [Lack.NO_NEED] if needed.places is None else [Lack.NEED_PARTLY] * needed.partly
    whole = None if needed.partly else needed.places
    return ratio(
        *(stock.places, whole),
        as_of=needed.as_of,
        per=100,
        gaps=gaps,
        quality=Quality.ESTIMATED,
        at_least=Lack.PLACES_PARTLY in gaps,
    )


def _of_places(stock: Stock) -> list[Lack]:
    if stock.places is None:
        return [Lack.NO_PLACES]
    return [Lack.PLACES_PARTLY] if stock.is_partly else []


def _of_people(lived: Lived) -> list[Lack]:
    if lived.hidden:
        return [Lack.TOO_FEW]
    if lived.people is None:
        return [Lack.NO_PEOPLE]
    return [Lack.PEOPLE_PARTLY] if lived.partly else []


def near(people: People, km: Floats, limit: float, lived: Lived) -> Indicator:
    """People within `limit` of the nearest site, per 100. `km` (n_points,): the way of each point, infinite without any."""
    gaps = [*_of_people(lived)]
    total = 0.0 if lived.hidden else float(people.people.sum())
    if not total and not lived.hidden:
        gaps.append(Lack.NO_POINTS)
    reached = float(people.people[km <= limit].sum()) if total else None
    return ratio(
        *(reached, total or None),
        as_of=lived.as_of,
        per=100,
        gaps=gaps,
        quality=Quality.ESTIMATED,
    )


def access(
    people: People, score: Floats, stock: Stock, lived: Lived, lacks: Sequence[Lack]
) -> Indicator:
    """The mean of `score` over the people of an area, per 1,000. `lacks`: what is unknown of the kind as a whole."""
    gaps = [*lacks, *_of_people(lived)]
    total = 0.0 if lived.hidden else float(people.people.sum())
    if not total and not lived.hidden:
        gaps.append(Lack.NO_POINTS)
    unknown = Lack.COMES in lacks or Lack.NO_PLACES in lacks
    share = None if unknown or not total else float((people.people * score).sum())
    return ratio(
        *(share, total or None),
        as_of=lived.as_of,
        per=1000,
        gaps=gaps,
        quality=Quality.ESTIMATED,
        at_least=Lack.PLACES_PARTLY in lacks,
    )
