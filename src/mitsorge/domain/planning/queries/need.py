"""The need a variant computes, area by area and year by year."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from django.db.models import QuerySet

from mitsorge.domain.planning.models import Variant
from mitsorge.domain.planning.queries.figures import Network, network_regions, tables_of
from mitsorge.domain.planning.rules import CareKind, Quality, RatePath, Sex
from mitsorge.domain.planning.rules.bands import Band
from mitsorge.domain.planning.rules.indicator import Indicator, ratio
from mitsorge.domain.planning.rules.need import Capacities, Path, places_and_staff
from mitsorge.domain.planning.rules.outlook import Outlook, Question, Sources, outlook
from mitsorge.domain.planning.rules.parameters import Parameters, parameters_from
from mitsorge.domain.planning.rules.people import People
from mitsorge.domain.planning.rules.regions import Region, finest_regions, members
from mitsorge.domain.planning.rules.remarks import METHODS, Remark
from mitsorge.domain.planning.rules.residents import Residents
from mitsorge.domain.planning.wording.remarks import remark_words

YEARS = tuple(range(2025, 2041))
SERIES = ("population", "rates", "projection", "care", "structure")
"""The fields of a variant that name a series."""


@dataclass(frozen=True)
class Cell:
    """Persons in need, places and full-time posts of one area (or all), year and kind; None: unknown.

    `people`: who lives there in the ages the rates cover; `at_least`: a part is unknown, the numbers are lower bounds ("mindestens").
    """

    persons: float | None
    people: float | None
    places: float | None
    staff: float | None
    at_least: bool = False


@dataclass(frozen=True)
class Step:
    """One line of the sum: people × rate × factor = persons. `rate` with the path of that year, before calibration."""

    band: Band
    sex: Sex
    people: float | None
    rate: float | None
    factor: float
    persons: float | None


@dataclass(frozen=True)
class NeedTable:
    """What `need_of` found. `regions` and `years` in the order of the arrays of `outlook.need`."""

    variant: Variant
    network: Network
    regions: tuple[Region, ...]
    years: tuple[int, ...]
    outlook: Outlook
    capacities: Capacities
    parameters: Parameters

    @property
    def care(self) -> tuple[CareKind, ...]:
        return self.outlook.need.care

    @property
    def remarks(self) -> tuple[Remark, ...]:
        return self.outlook.remarks

    def cell(self, area: str, year: int, care: CareKind = CareKind.ALL) -> Cell:
        """One area by its code. Raises `KeyError`, `ValueError` for what the table does not have."""
        return self._cell([self._rows[area]], year, care)

    def total(self, year: int, care: CareKind = CareKind.ALL) -> Cell:
        """All areas of the table together; an area without figures makes it a lower bound."""
        return self._cell(list(self._rows.values()), year, care)

    def indicator(self, area: str | None, year: int, care: CareKind = CareKind.ALL) -> Indicator:
        """The share of those in need among who lives there in the ages of the rates, in hundreds; `area` None: all areas."""
        cell = self.cell(area, year, care) if area is not None else self.total(year, care)
        return ratio(
            cell.persons,
            cell.people,
            as_of=date(year, 12, 31),
            per=100,
            gaps=self.gaps(),
            quality=Quality.ESTIMATED,
            at_least=cell.at_least,
        )

    def gaps(self) -> tuple[str, ...]:
        """What is missing or doubtful, a sentence each; how it was computed is told by the other `remarks`."""
        names = {region.code: region.name for region in self.regions}
        return tuple(remark_words(r, names) for r in self.remarks if r.kind not in METHODS)

    def steps(self, area: str, year: int, care: CareKind = CareKind.ALL) -> tuple[Step, ...]:
        """How the number of one area came about, by age and sex. Kinds made by shares have the steps of their total."""
        need, rates = self.outlook.need, self.outlook.rates
        row, column = self._rows[area], self.years.index(year)
        told = care if care in rates.care else CareKind.ALL
        kind = need.care.index(told)
        factor = need.factor.get(told, need.factor.get(CareKind.ALL, 1.0))
        return tuple(
            Step(
                band,
                sex,
                _known(self.outlook.residents.people[row, column, b, s]),
                _known(self._rate(b, s, rates.care.index(told), column)),
                factor,
                _known(need.persons[row, column, b, s, kind]),
            )
            for b, band in enumerate(need.bands)
            for s, sex in enumerate(need.sexes)
        )

    def _rate(self, band: int, sex: int, care: int, column: int) -> float:
        share = self.outlook.rates.share[band, sex, care]
        path = path_of(self.variant, self.parameters)
        grown = share * path.factor(self.years, self.outlook.rates.year)[column]
        return float(np.minimum(grown, 1.0))

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        return {region.code: row for row, region in enumerate(self.regions)}

    @cached_property
    def _known_persons(self) -> np.ndarray:
        return self.outlook.need.known()

    @cached_property
    def _whole_persons(self) -> np.ndarray:
        return self.outlook.need.sums()

    def _cell(self, rows: Sequence[int], year: int, care: CareKind) -> Cell:
        column, kind = self.years.index(year), self.care.index(care)
        persons = self._known_persons[rows, column, kind]
        whole = self._whole_persons[rows, column, kind]
        people = self.outlook.residents.people[rows, column]
        partial = any(self.regions[row].code in self.outlook.residents.missing for row in rows)
        return Cell(
            _sum(persons),
            _sum(people),
            _sum(self.capacities.places[rows, column, kind]),
            _sum(self.capacities.staff[rows, column, kind]),
            bool(partial or np.isnan(whole).any()),
        )


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _sum(values: np.ndarray) -> float | None:
    """Of what is known; None where nothing is."""
    return None if np.isnan(values).all() else float(np.nansum(values))


def need_of(
    variant: Variant,
    areas: Collection[str] | None = None,
    years: Sequence[int] = YEARS,
) -> NeedTable:
    """Persons, places and posts per area and year (4 queries). `areas`: codes, None: the finest of the network.

    Raises `outlook.NoFigures` where a series has nothing for this network, `forecast.YearOutside` for a year that
    neither the population nor the projection has.
    """
    network, sources = _read(variant)
    parameters = parameters_from(variant.parameters)
    question = _question(variant, network, sources, areas, years, parameters)
    found = outlook(sources, question)
    regions = tuple(r for code in question.members for r in network.regions if r.code == code)
    capacities = places_and_staff(found.need, parameters)
    return NeedTable(variant, network, regions, tuple(years), found, capacities, parameters)


def residents_of(
    variant: Variant,
    bands: Sequence[Band],
    areas: Collection[str] | None = None,
    years: Sequence[int] = YEARS,
    *,
    sexes: Sequence[Sex] = (Sex.BOTH,),
) -> Residents:
    """Who lives in the areas, observed and projected as the forecast does it (4 queries): the 80-year-olds of 2040.

    Each band grows as it does in the official projection: finer bands tell more. Raises as `need_of` does.
    """
    network, sources = _read(variant)
    question = _question(variant, network, sources, areas, years, Parameters())
    people = People(sources, question, bands=bands, sexes=sexes)
    return people.in_years(question.members, question.years)


def _read(variant: Variant) -> tuple[Network, Sources]:
    network = network_regions()
    numbers = series_of(variant)
    tables = tables_of(numbers.values(), network.kreis)
    return network, Sources(**{name: tables[number] for name, number in numbers.items()})


def _question(
    variant: Variant,
    network: Network,
    sources: Sources,
    areas: Collection[str] | None,
    years: Sequence[int],
    parameters: Parameters,
) -> Question:
    finest = [region.code for region in finest_regions(network.regions)]
    counted = sources.population.places()
    whole = members(network.regions, finest, counted)
    parts = whole if areas is None else members(network.regions, areas, counted)
    path = path_of(variant, parameters)
    return Question(parts, network.kreis, tuple(years), path, parameters, whole)


def series_of(variant: Variant) -> dict[str, int]:
    """The ids of the series a variant stands on, by what they are to it; those it has not are left out."""
    found = {name: getattr(variant, f"{name}_id") for name in SERIES}
    return {name: number for name, number in found.items() if number}


def path_of(variant: Variant, parameters: Parameters) -> Path:
    return Path(RatePath(variant.path), parameters.yearly)


def variants() -> QuerySet[Variant]:
    """All forecasts by name, with their series and who chose them (1 query)."""
    return Variant.objects.select_related(
        "population", "projection", "structure", "rates", "care", "chosen_by"
    )


def chosen_variant() -> Variant | None:
    """The forecast a committee chose, the latest choice first (1 query)."""
    return variants().filter(chosen_on__isnull=False).order_by("-chosen_on", "-pk").first()
