"""How many people need which care: population × rates, calibrated to the published total of the Kreis.

The basic forecast of German Sozialplanung ("Status-quo-Szenario", Statistische Ämter des Bundes und der Länder,
Demografischer Wandel in Deutschland, Heft 2): constant rates by age and sex, multiplied with a projection; the other
paths change the rates by a share each year.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from mitsorge.domain.planning.rules.bands import Band, Floats
from mitsorge.domain.planning.rules.codes import CareKind, RatePath, Sex
from mitsorge.domain.planning.rules.parameters import (
    CareParameters,
    Parameters,
    Value,
    capacity,
)


class NotFitting(ValueError):
    """Two tables that were to be multiplied do not have the same ages, or nothing to be calibrated with."""


@dataclass(frozen=True)
class Population:
    """`people` (areas × years × bands × sexes), NaN where unknown."""

    areas: tuple[str, ...]
    years: tuple[int, ...]
    bands: tuple[Band, ...]
    sexes: tuple[Sex, ...]
    people: Floats

    def __post_init__(self) -> None:
        shape = (len(self.areas), len(self.years), len(self.bands), len(self.sexes))
        if self.people.shape != shape:
            raise NotFitting(f"people has the shape {self.people.shape}, not {shape}")


@dataclass(frozen=True)
class Rates:
    """`share` (bands × sexes × care): the part of the people in need of care, 0 to 1; NaN where unknown."""

    bands: tuple[Band, ...]
    sexes: tuple[Sex, ...]
    care: tuple[CareKind, ...]
    share: Floats
    year: int
    """The year the rates are of: paths count from here."""


@dataclass(frozen=True)
class Path:
    """How the rates go on: `yearly` 0.01 is one per cent more of the rate each year (not one per cent of the people)."""

    kind: RatePath = RatePath.STATUS_QUO
    yearly: Value | None = None

    def factor(self, years: Sequence[int], start: int) -> Floats:
        """(years,): compounded from the year of the rates; years before it are left as they are."""
        if self.kind == RatePath.STATUS_QUO or self.yearly is None:
            return np.ones(len(years))
        passed = np.maximum(np.array(years, dtype=float) - start, 0)
        return np.asarray((1 + self._signed()) ** passed)

    def _signed(self) -> float:
        number = self.yearly.number if self.yearly else 0.0
        return -abs(number) if self.kind == RatePath.FALLING else number


@dataclass(frozen=True)
class Need:
    """`persons` (areas × years × bands × sexes × care), NaN where unknown.

    `uncovered`: ages that live there but for which there is no rate: they are missing in every sum.
    """

    areas: tuple[str, ...]
    years: tuple[int, ...]
    bands: tuple[Band, ...]
    sexes: tuple[Sex, ...]
    care: tuple[CareKind, ...]
    persons: Floats
    uncovered: tuple[Band, ...] = ()
    factor: Mapping[CareKind, float] = field(default_factory=dict)
    """By how much each kind was multiplied to meet the published total; empty: not calibrated."""

    def sums(self) -> Floats:
        """(areas × years × care): over ages and sexes. One unknown part makes the sum unknown (NaN)."""
        return np.asarray(self.persons.sum(axis=(2, 3)))

    def known(self) -> Floats:
        """(areas × years × care): over what is known, a lower bound where `sums` is unknown; NaN if nothing is known."""
        filled = np.nansum(self.persons, axis=(2, 3))
        nothing = np.isnan(self.persons).all(axis=(2, 3))
        return np.where(nothing, np.nan, filled)


def persons(population: Population, rates: Rates, path: Path | None = None) -> Need:
    """People in need = people × rates × path. Both must have the same sexes; ages are matched band by band.

    A band of the population without a rate is unknown and named in `uncovered`, never taken as zero. Cut the
    population to the bands of the rates first (`bands.cutting`): here nothing is cut.
    """
    if population.sexes != rates.sexes:
        raise NotFitting("the population and the rates do not tell the same sexes apart")
    share = _aligned(rates, population.bands)
    by_year = (path or Path()).factor(population.years, rates.year)
    grown = np.minimum(share[None, None] * by_year[None, :, None, None, None], 1.0)
    made = population.people[..., None] * grown
    uncovered = tuple(
        band for row, band in enumerate(population.bands) if np.isnan(share[row]).any()
    )
    return Need(
        *(population.areas, population.years, population.bands, population.sexes),
        *(rates.care, made, uncovered),
    )


def _aligned(rates: Rates, bands: Sequence[Band]) -> Floats:
    """(bands × sexes × care) for the bands of the population. A wider rate holds for every age inside it."""
    share = np.full((len(bands), len(rates.sexes), len(rates.care)), np.nan)
    for row, band in enumerate(bands):
        over = [number for number, wide in enumerate(rates.bands) if band in wide]
        if over:
            share[row] = rates.share[min(over, key=lambda n: rates.bands[n].end)]
    return share


def calibrated(
    need: Need, published: Mapping[CareKind, float], *, year: int, reference: Need | None = None
) -> Need:
    """The need scaled so that the sum of all areas meets the published total of the Kreis in that year.

    The factor of each kind is kept in `factor`; kinds without a published total are scaled like ALL where that has
    one, else left as they are. `reference`: the need of the whole Kreis in that year, where the areas are not all of
    it, or the year is not among theirs. Raises `NotFitting` where nothing is there to compare with.
    """
    base = reference or need
    if year not in base.years:
        raise NotFitting(f"there is no need of {year} to compare with")
    computed = np.nansum(base.known()[:, base.years.index(year)], axis=0)
    factor: dict[CareKind, float] = {}
    for column, kind in enumerate(base.care):
        if kind in published and not computed[column] > 0:
            raise NotFitting(f"nobody in need of {kind} was computed for {year}")
        if kind in published:
            factor[kind] = published[kind] / float(computed[column])
    scale = np.array([factor.get(kind, factor.get(CareKind.ALL, 1.0)) for kind in need.care])
    return replace(need, persons=need.persons * scale, factor=factor)


def shared_out(need: Need, shares: Mapping[CareKind, Value]) -> Need:
    """Rates tell only ALL: the other kinds as shares of it, each with its source. Kinds already there stay."""
    wanted = [kind for kind in shares if kind not in need.care]
    if not wanted:
        return need
    everyone = need.persons[..., need.care.index(CareKind.ALL)]
    extra = np.stack([everyone * shares[kind].number for kind in wanted], axis=-1)
    merged = np.concatenate([need.persons, extra], axis=-1)
    return replace(need, care=(*need.care, *wanted), persons=merged)


@dataclass(frozen=True)
class Capacities:
    """`places` and `staff` (full-time posts), both (areas × years × care); NaN where not computed."""

    places: Floats
    staff: Floats


def places_and_staff(need: Need, parameters: Parameters) -> Capacities:
    """What the need takes in places and posts, over what is known. Kinds without parameters stay unknown."""
    clients = need.known()
    places, staff = np.full_like(clients, np.nan), np.full_like(clients, np.nan)
    for column, kind in enumerate(need.care):
        one = capacity(1.0, parameters.care.get(kind, CareParameters()))
        if one.places is not None:
            places[..., column] = clients[..., column] * one.places
        if one.staff is not None:
            staff[..., column] = clients[..., column] * one.staff
    return Capacities(places, staff)
