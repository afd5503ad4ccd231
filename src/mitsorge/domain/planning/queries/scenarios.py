"""Scenarios, and the present they are laid over: people at cells, offers at sites."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from django.db.models import QuerySet

from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.domain.directory.queries.terms import terms_to_choose
from mitsorge.domain.directory.rules import TermKind
from mitsorge.domain.planning.models import PopulationCell, Scenario, Series, Variant
from mitsorge.domain.planning.queries.figures import Network, network_regions
from mitsorge.domain.planning.queries.homes import living_there
from mitsorge.domain.planning.queries.need import NeedTable, need_of
from mitsorge.domain.planning.queries.reach import Reach, reach_of
from mitsorge.domain.planning.queries.roads import journeys
from mitsorge.domain.planning.queries.supply import supply_of
from mitsorge.domain.planning.rules.access import Points
from mitsorge.domain.planning.rules.access.points import Floats
from mitsorge.domain.planning.rules.bands import Band
from mitsorge.domain.planning.rules.forecast import YearOutside
from mitsorge.domain.planning.rules.outlook import NoFigures
from mitsorge.domain.planning.rules.regions import Region, finest_regions
from mitsorge.domain.planning.rules.scenario import Site, State
from mitsorge.domain.planning.rules.supply import SupplyRow
from mitsorge.foundation.places.models import Municipality, PlanningArea
from mitsorge.foundation.places.queries.areas import areas_in_force

OLDER = Band(65)
"""Whom the quarters of a city count."""
CENSUS_YEAR = 2022
"""Of `Municipality.population_67plus` (Zensus 2022)."""


@dataclass(frozen=True)
class People:
    """Where people were counted. `series` None: the middles of the municipalities with those of 67 and older.

    `is_grid` false with a series: those of 65 and older in the middles of areas that are parts of a municipality.
    `outside`: people in no planning area. `unknown`: names of municipalities and areas without a number or a middle,
    left out.
    """

    series: Series | None
    year: int
    outside: float = 0.0
    unknown: tuple[str, ...] = ()
    is_grid: bool = False


@dataclass(frozen=True)
class Spot:
    """A place a new offer can be put at: the middle of a municipality or of a planning area."""

    key: str
    name: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Present:
    """The state before any measure, with what must be said beside it.

    `asked`: the year of the scenario; `year_unknown`: no forecast speaks for it, the people are those counted.
    `closed`: offers that are closed for a while and left out. `rows` are all offers of the kind.
    """

    state: State
    people: People
    rows: tuple[SupplyRow, ...]
    spots: tuple[Spot, ...]
    asked: int
    network: Network
    reach: Reach
    year_unknown: bool = False
    closed: tuple[str, ...] = ()

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        return finest_regions(self.network.regions)

    @property
    def names(self) -> dict[str, str]:
        """Key of a site → its name."""
        return {site.key: site.name for site in self.state.sites}

    @property
    def area_names(self) -> dict[str, str]:
        return {region.code: region.name for region in self.regions}


def scenarios() -> QuerySet[Scenario]:
    """All scenarios by name, with kind and forecast (1 query)."""
    return Scenario.objects.select_related("term", "variant")


def kinds() -> QuerySet[TaxonomyTerm]:
    """Kinds of offers a scenario can be about (1 query)."""
    return terms_to_choose(TermKind.CARE).select_related("parent")


def present_of(
    scenario: Scenario, *, on: date, km: float | None = None, years: Collection[int] = ()
) -> Present:
    """Today's offers and people of the scenario's kind (13 queries; 1 more where planning areas are outlines, 4 more for each year with a forecast).

    `km`: how far an offer reaches; None: as far as the yardstick of its kind says. `years`: those that its measures ask
    for besides its own. A year the forecast does not have is named, not guessed.
    """
    reach = reach_of(scenario.term_id, on=on, km=km)
    network = network_regions(on)
    regions = finest_regions(network.regions)
    people, cells, area = _people(network, regions, on)
    rows = tuple(supply_of([scenario.term.code], on=on, network=network))
    growth = _growth(scenario.variant, regions, people.year, {scenario.year, *years})
    state = State(
        on=on,
        cells=cells,
        area=area,
        codes=tuple(region.code for region in regions),
        sites=tuple(_sites(row for row in rows if not row.closed)),
        km=reach.km,
        growth=growth,
        journeys=journeys(),
    )
    then = state.at(scenario.year) if scenario.variant_id else None
    closed = tuple(dict.fromkeys(row.name for row in rows if row.closed))
    unknown = then is None and scenario.year != people.year
    return Present(
        state=then or state,
        people=people,
        rows=rows,
        spots=tuple(_spots(network, regions, on)),
        asked=scenario.year,
        network=network,
        reach=reach,
        year_unknown=unknown,
        closed=closed,
    )


def _sites(rows: Iterable[SupplyRow]) -> Iterable[Site]:
    """An offer with several sites has a key for each: its uid and how many came before."""
    seen: dict[str, int] = {}
    for row in rows:
        uid = str(row.uid)
        number = seen[uid] = seen.get(uid, -1) + 1
        key = f"{uid}.{number}" if number else uid
        place = f", {row.place}" if row.place else ""
        yield Site(key, f"{row.name}{place}", row.lat, row.lon, row.places, row.confirmed)


def _people(
    network: Network, regions: Sequence[Region], on: date
) -> tuple[People, Points, np.ndarray]:
    """The newest grid, else the quarters of a city, else the municipalities of the Kreis (2 queries, 6 with quarters)."""
    series = Series.objects.filter(cells__isnull=False).order_by("-as_of", "-pk").first()
    if series is None:
        return _quarters(network, regions, on) or _municipalities(network, regions)
    columns = ("latitude", "longitude", "population", "area_code")
    rows = PopulationCell.objects.filter(series=series).order_by("pk").values_list(*columns)
    cells, area = _arrays(rows, {region.code: n for n, region in enumerate(regions)})
    outside = float(cells.weight[area < 0].sum())
    return People(series, series.as_of.year, outside, is_grid=True), cells, area


def _quarters(
    network: Network, regions: Sequence[Region], on: date
) -> tuple[People, Points, np.ndarray] | None:
    """Areas that are parts of a municipality, with their people in the middle; None where one is not, or nobody is counted."""
    if not regions or any(region.municipalities for region in regions):
        return None
    living = living_there(network, [OLDER], on)
    if living is None:
        return None
    told = [(region.code, living.of(region.code, OLDER)) for region in regions]
    rows = [(*living.centers[c], n, c) for c, n in told if n is not None and c in living.centers]
    cells, area = _arrays(rows, {region.code: n for n, region in enumerate(regions)})
    there = {row[3] for row in rows}
    unknown = tuple(region.name for region in regions if region.code not in there)
    return People(living.series, living.year, unknown=unknown), cells, area


def _municipalities(
    network: Network, regions: Sequence[Region]
) -> tuple[People, Points, np.ndarray]:
    numbers = {ags: n for n, region in enumerate(regions) for ags in region.municipalities}
    columns = ("latitude", "longitude", "population_67plus", "ags", "name")
    own = Municipality.objects.filter(body_ags5=network.kreis).order_by("ags")
    found = list(own.values_list(*columns))
    known = [row[:4] for row in found if None not in row[:3]]
    unknown = tuple(row[4] for row in found if None in row[:3])
    cells, area = _arrays(known, numbers)
    return People(None, CENSUS_YEAR, float(cells.weight[area < 0].sum()), unknown), cells, area


def _arrays(
    rows: Iterable[Sequence[object]], numbers: Mapping[str, int]
) -> tuple[Points, np.ndarray]:
    """Latitude, longitude, people and a key each → points, and the number of the planning area (-1: none)."""
    found = list(rows)
    table = np.array([row[:3] for row in found], dtype=np.float64).reshape(-1, 3)
    area = np.array([numbers.get(str(row[3]), -1) for row in found], dtype=np.intp)
    return Points(table[:, 0], table[:, 1], table[:, 2]), area


def _growth(
    variant: Variant | None, regions: Sequence[Region], base: int, years: Collection[int]
) -> dict[int, Floats]:
    """Year → need of that year as a multiple of the need in the year the people were counted, for each area and for all.

    Empty where the forecast has no figures for one of the two (4 queries for each year).
    """
    if variant is None:
        return {}
    found = {}
    for year in sorted(years):
        try:
            need = need_of(variant, [region.code for region in regions], sorted({base, year}))
        except (NoFigures, YearOutside):
            continue
        found[year] = _factors(need, regions, base, year)
    return found


def _factors(need: NeedTable, regions: Sequence[Region], base: int, year: int) -> Floats:
    """NaN where a part of an area is unknown: half of an area does not speak for it."""
    told = {region.code for region in need.regions}
    pairs = [
        (need.cell(region.code, base), need.cell(region.code, year))
        if region.code in told
        else None
        for region in regions
    ]
    pairs.append((need.total(base), need.total(year)) if told else None)
    return np.array(
        [
            then.persons / now.persons
            if pair
            and (now := pair[0]).persons
            and (then := pair[1]).persons is not None
            and not now.at_least
            and not then.at_least
            else np.nan
            for pair in pairs
        ]
    )


def _spots(network: Network, regions: Sequence[Region], on: date) -> Iterable[Spot]:
    """Municipalities with a middle; in a city of one municipality its finest planning areas (1 or 2 queries)."""
    own = Municipality.objects.filter(body_ags5=network.kreis, latitude__isnull=False)
    places = list(own.order_by("name", "ags").values_list("ags", "name", "latitude", "longitude"))
    if len(places) > 1:
        yield from (Spot(key, name, float(lat), float(lon)) for key, name, lat, lon in places)
        return
    codes = [region.code for region in regions]
    areas = areas_in_force(on).filter(code__in=codes, latitude__isnull=False).order_by("name")
    for area in areas.only("code", "name", "latitude", "longitude"):
        yield Spot(area.code, area.name, *_degrees(area))


def _degrees(area: PlanningArea) -> tuple[float, float]:
    return float(area.latitude or 0), float(area.longitude or 0)
