"""What the people of the planning areas have of one kind of offer. Nothing of it is stored."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from mitsorge.domain.planning.models import Series
from mitsorge.domain.planning.queries.areas import way_of
from mitsorge.domain.planning.queries.figures import Network, network_regions
from mitsorge.domain.planning.queries.findings import (
    Present,
    judged,
)
from mitsorge.domain.planning.queries.homes import living_there
from mitsorge.domain.planning.queries.kinds import Kind
from mitsorge.domain.planning.queries.need import NeedTable, chosen_variant
from mitsorge.domain.planning.queries.roads import journeys
from mitsorge.domain.planning.queries.supply import supply_of
from mitsorge.domain.planning.rules import CareKind, Quality
from mitsorge.domain.planning.rules.access.points import Floats
from mitsorge.domain.planning.rules.bands import Band
from mitsorge.domain.planning.rules.provision import (
    Lack,
    Lived,
    Needed,
    Provision,
    Stock,
    access,
    coverage,
    near,
    per_thousand,
    stock_of,
)
from mitsorge.domain.planning.rules.regions import Region, finest_regions
from mitsorge.domain.planning.rules.supply import People, SupplyRow, open_offers
from mitsorge.domain.planning.rules.ways import NEAREST, Method, mean_ways, ranked, scores


@dataclass(frozen=True)
class Standing:
    """One kind over all areas. `rows`: the supply. `areas`: the finest in their order; `total`: all together;
    `elsewhere`: offers that lie in none of them, or nobody knows where.

    `series` None: nobody knows how many people of an age live where, only the supply is told; `counted`: its year.
    `need` None: no chosen forecast speaks for the kind; `year`: whose need is compared.
    """

    kind: Kind
    network: Network
    rows: tuple[SupplyRow, ...]
    areas: tuple[Provision, ...]
    total: Provision
    elsewhere: Stock
    method: Method = Method.FLAT
    year: int = 0
    series: Series | None = None
    counted: int | None = None
    is_grid: bool = False
    need: NeedTable | None = None

    @cached_property
    def needed_by_year(self) -> tuple[tuple[int, float | None], ...]:
        """Places of all areas together; None where a part of the network is unknown: a lower bound is no line."""
        need, care = self.need, self.kind.care
        if need is None or care is None:
            return ()
        codes = {each.area for each in self.areas}
        found = [(year, needed_places(need, codes, year, care)) for year in need.years]
        return tuple((year, None if each.partly else each.places) for year, each in found)


class Survey:
    """What several kinds are measured with, read once.

    14 queries: areas (3), series, figures, municipalities, cells, supply (6), forecast; with a grid, areas that are
    outlines and a chosen forecast 1 more each. `year`: whose need is compared, the nearest the forecast has;
    `years`: what else of it is wanted.
    """

    def __init__(
        self,
        kinds: Sequence[Kind],
        *,
        on: date,
        year: int,
        years: Collection[int] = (),
        ages: Collection[int] = (),
    ) -> None:
        self.on = on
        self.kinds, self.network = tuple(kinds), network_regions(on)
        bands = [Band(age) for age in sorted({age for kind in kinds for age in kind.ages})]
        self.living = living_there(self.network, bands, on) if self.network.regions else None
        terms = {kind.term for kind in kinds}
        self.supply = supply_of(terms, on=on, network=self.network)
        wanted = {*years, year, on.year}
        self.need = self._need(wanted) if any(kind.care for kind in kinds) else None
        told = self.need.years if self.need else ()
        self.year = year if year in told else min(told, key=lambda each: abs(each - year), default=year)  # fmt: skip

    def _need(self, wanted: Collection[int]) -> NeedTable | None:
        """Of the years the chosen forecast has; None where it has none of them. Findings ask for today's."""
        variant = chosen_variant()
        return way_of(variant, self.network, sorted(wanted)).need if variant else None

    @cached_property
    def finest(self) -> tuple[Region, ...]:
        return finest_regions(self.network.regions)

    def standing(self, kind: Kind, method: Method = Method.FLAT) -> Standing:
        """All finest areas and all together (no query)."""
        found = _Kind(self, kind, method)
        living = self.living
        return Standing(
            kind,
            self.network,
            found.rows,
            tuple(found.provision([region], region.code, region.name) for region in self.finest),
            found.provision(self.finest, "", self.network.name),
            found.elsewhere,
            method,
            self.year,
            living.series if living else None,
            living.year if living else None,
            living.is_grid if living else False,
            found.need,
        )

    def provision(self, kind: Kind, regions: Sequence[Region], code: str, name: str) -> Provision:
        """Some finest areas taken together (no query)."""
        return _Kind(self, kind, Method.FLAT).provision(regions, code, name)

    def findings(self, areas: Collection[str] | None = None) -> Present:
        """Gaps and overlaps of these kinds as `queries.findings.present` has them (no query)."""
        yards = tuple(yard for kind in self.kinds for yard in kind.yards)
        if self.living is None:
            return Present(yards=yards, network=self.network)
        return judged(yards, self.living, self.supply, self.need, on=self.on, areas=areas)


class _Kind:
    """One kind over the whole network: what is the same for every area is computed once."""

    def __init__(self, survey: Survey, kind: Kind, method: Method) -> None:
        self.survey, self.kind, self.method = survey, kind, method
        self.rows = tuple(row for row in survey.supply if row.term == kind.term)
        self.sure = [row for row in open_offers(self.rows) if row.confirmed]
        need = survey.need
        self.need = need if need and kind.care in need.care else None

    @cached_property
    def homes(self) -> People:
        """Everybody of the age of the kind, where they live."""
        living = self.survey.living
        if living is None:
            empty = np.empty(0)
            return People(empty, empty, empty, np.empty(0, dtype=np.str_))
        return living.everywhere([region.code for region in self.survey.finest], self.band)

    @cached_property
    def band(self) -> Band:
        return Band(self.kind.age_from)

    @cached_property
    def km(self) -> Floats:
        return ranked(self.homes, self.sure, NEAREST, journeys())

    @cached_property
    def score(self) -> Floats:
        if Lack.COMES in self.lacks or Lack.NO_PLACES in self.lacks or not len(self.homes.people):
            return np.zeros(len(self.homes.people))
        return scores(self.homes, self.sure, self.kind.km, self.method, journeys())

    @cached_property
    def lacks(self) -> list[Lack]:
        """What is unknown of the kind as a whole."""
        if any(not row.visited for row in self.sure):
            return [Lack.COMES]
        silent = [row for row in self.sure if row.places is None]
        if not silent:
            return []
        return [Lack.NO_PLACES] if len(silent) == len(self.sure) else [Lack.PLACES_PARTLY]

    def provision(self, regions: Sequence[Region], code: str, name: str) -> Provision:
        codes = {region.code for region in regions}
        lived, needed = self._lived(codes), self._needed(codes)
        stock = stock_of(row for row in self.rows if row.area in codes)
        mine = self._mine(codes)
        people = _part(self.homes, mine)
        km = self.km[mine]
        return Provision(
            *(code, name, stock, lived.people),
            per_1000=per_thousand(stock, lived),
            coverage=coverage(stock, needed),
            within=near(people, km[:, 0], self.kind.km, lived),
            access=access(people, self.score[mine], stock, lived, self.lacks),
            km=mean_ways(people, km) if self.sure and not lived.hidden else (None,) * NEAREST,
        )

    @property
    def elsewhere(self) -> Stock:
        codes = {region.code for region in self.survey.finest}
        return stock_of(row for row in self.rows if row.area not in codes)

    def _mine(self, codes: Collection[str]) -> np.ndarray:
        if len(codes) == len(self.survey.finest):
            return np.ones(len(self.homes.people), dtype=bool)
        return np.isin(self.homes.areas, sorted(codes))

    def _lived(self, codes: Collection[str]) -> Lived:
        """A sum with a hidden part is not told either: the difference to the others would tell it."""
        living, on = self.survey.living, self.survey.on
        if living is None:
            return Lived(None, on)
        if any(
            self.kind.age_from in living.silent(code)
            for code in codes
            if code in living.areas.areas
        ):
            return Lived(None, date(living.year, 12, 31), hidden=True)
        counts = [living.of(code, self.band) for code in codes if code in living.areas.areas]
        known = [count for count in counts if count is not None]
        partly = len(known) < len(counts) or any(code in living.areas.missing for code in codes)
        quality = Quality.ESTIMATED if self.band in living.areas.estimated else Quality(living.series.quality)  # fmt: skip
        people = sum(known) if known else None
        return Lived(people, date(living.year, 12, 31), quality, partly)

    def _needed(self, codes: Collection[str]) -> Needed:
        """Of the year asked for; a part that is unknown makes the sum a lower bound."""
        year = self.survey.year
        if self.need is None or self.kind.care is None:
            return Needed(None, date(year, 12, 31))
        return needed_places(self.need, codes, year, self.kind.care)


def needed_places(need: NeedTable, codes: Collection[str], year: int, care: CareKind) -> Needed:
    """What the forecast asks for in these areas together."""
    told = [region.code for region in need.regions if region.code in codes]
    cells = [need.cell(code, year, care) for code in told]
    known = [cell.places for cell in cells if cell.places is not None]
    partly = len(known) < len(codes) or any(cell.at_least for cell in cells)
    return Needed(sum(known) if known else None, date(year, 12, 31), partly)


def _part(people: People, mine: np.ndarray) -> People:
    return People(people.lat[mine], people.lon[mine], people.people[mine], people.areas[mine])
