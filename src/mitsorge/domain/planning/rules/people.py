"""The people a forecast stands on: those of the areas as counted, the whole Kreis, and both projected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from mitsorge.domain.planning.rules.bands import Band, Floats
from mitsorge.domain.planning.rules.codes import Sex
from mitsorge.domain.planning.rules.forecast import Official, YearOutside, downscaled
from mitsorge.domain.planning.rules.need import Path
from mitsorge.domain.planning.rules.parameters import Parameters
from mitsorge.domain.planning.rules.residents import (
    Residents,
    Structure,
    residents,
    structure_of,
)
from mitsorge.domain.planning.rules.tables import Place, Table, place_of


@dataclass(frozen=True)
class Sources:
    """The series of a variant in memory. `structure`: people of the Kreis by age and sex, to cut coarser figures."""

    population: Table
    rates: Table
    projection: Table | None = None
    care: Table | None = None
    structure: Table | None = None


@dataclass(frozen=True)
class Question:
    """`members`: area → the places its people are counted in; `kreis`: five digits; `years` in order.

    `whole`: the areas that are the network together, nobody twice (empty: `members` are); what an area is told must not
    hang on which others were asked for.
    """

    members: Mapping[str, Sequence[Place]]
    kreis: str
    years: tuple[int, ...]
    path: Path = field(default_factory=Path)
    parameters: Parameters = field(default_factory=Parameters)
    whole: Mapping[str, Sequence[Place]] = field(default_factory=dict)

    @property
    def everywhere(self) -> Mapping[str, Sequence[Place]]:
        return self.whole or self.members


class NoFigures(ValueError):
    """A series has nothing for this network. `what`: "population" or "rates"."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


class People:
    """Observed people of areas in the bands of the rates, and their projection."""

    def __init__(
        self, sources: Sources, question: Question, *, bands: Sequence[Band], sexes: Sequence[Sex]
    ) -> None:
        self.sources, self.question, self.bands, self.sexes = sources, question, bands, sexes
        places = {place for parts in question.everywhere.values() for place in parts}
        self.years = sources.population.years(places)
        if not self.years:
            raise NoFigures("population")
        self.base_year = self.years[-1]
        self.kreis = self._kreis_table()
        self.ahead = place_of(sources.projection, question.kreis)

    def _kreis_table(self) -> Table | None:
        """Where the whole Kreis is counted by age: its own series, else the one of the areas, else nowhere."""
        for table in (self.sources.structure, self.sources.population):
            if place_of(table, self.question.kreis):
                return table
        return None

    def in_years(self, members: Mapping[str, Sequence[Place]], years: Sequence[int]) -> Residents:
        observed = [year for year in years if year in self.years]
        later = [year for year in years if year not in self.years]
        if any(year < self.base_year for year in later):
            raise YearOutside(later, self.years[0], self.years[-1])
        living = self._observed(self.sources.population, members, [*observed, self.base_year])
        people = np.full((len(members), len(years), *living.people.shape[2:]), np.nan)
        people[:, [years.index(year) for year in observed]] = living.people[:, :-1]
        if later:
            ahead = self._ahead(living.people[:, -1], self.base_year, later)
            people[:, [years.index(year) for year in later]] = ahead
        return replace(living, years=tuple(years), people=people)

    def whole(self, year: int) -> Residents | None:
        """The whole Kreis in one year: observed, else projected from its newest year; None where nobody counted it."""
        kreis = place_of(self.kreis, self.question.kreis)
        if self.kreis is None or kreis is None or kreis[1] != self.question.kreis:
            return None
        years = self.kreis.years([kreis])
        start = year if year in years else years[-1]
        living = self._observed(self.kreis, {kreis[1]: [kreis]}, [start])
        if start == year:
            return living
        ahead = self._ahead(living.people[:, 0], start, [year])
        return replace(living, years=(year,), people=ahead)

    def _observed(
        self, table: Table, members: Mapping[str, Sequence[Place]], years: Sequence[int]
    ) -> Residents:
        return residents(
            *(table, members),
            years=years,
            bands=self.bands,
            sexes=self.sexes,
            structure=self._structure(years[-1]),
        )

    def _structure(self, year: int) -> Structure | None:
        place = place_of(self.kreis, self.question.kreis)
        counted = self.kreis.years([place]) if self.kreis and place else ()
        ahead = self.sources.projection
        fine_years = ahead.years([self.ahead]) if ahead and self.ahead else ()
        return structure_of(
            *(self.kreis, place, _nearest(counted, year)),
            finer=ahead,
            finer_place=self.ahead,
            finer_year=_nearest(fine_years, year),
        )

    def _ahead(self, base: Floats, base_year: int, years: Sequence[int]) -> Floats:
        table, place = self.sources.projection, self.ahead
        if table is None or place is None:
            raise YearOutside(years, self.years[0], self.years[-1])
        official = self._official(table, place)
        return downscaled(base, official, base_year=base_year, years=years)

    def _official(self, table: Table, place: Place) -> Official:
        years = table.years([place])
        found = residents(
            *(table, {place[1]: [place]}),
            years=years,
            bands=self.bands,
            sexes=self.sexes,
        )
        return Official(years, found.people[0])


def _nearest(years: Sequence[int], year: int) -> int:
    return min(years, key=lambda each: (abs(each - year), each), default=year)
