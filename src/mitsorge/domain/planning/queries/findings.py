"""What is missing or doubled at present: current yardsticks over the finest areas. Nothing of it is stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from django.db.models import Q, QuerySet

from mitsorge.domain.planning.models import Finding, PopulationCell, Series, Yardstick
from mitsorge.domain.planning.queries.figures import (
    Network,
    age_structure,
    network_regions,
    series_about,
    tables_of,
)
from mitsorge.domain.planning.queries.need import NeedTable, chosen_variant, need_of
from mitsorge.domain.planning.queries.supply import supply_of
from mitsorge.domain.planning.rules import CareKind, Level, Quality, Sex, Subject
from mitsorge.domain.planning.rules.bands import Band
from mitsorge.domain.planning.rules.forecast import YearOutside
from mitsorge.domain.planning.rules.gaps import Found, Unjudged, network_mean, verdict
from mitsorge.domain.planning.rules.outlook import NoFigures
from mitsorge.domain.planning.rules.regions import finest_regions, members
from mitsorge.domain.planning.rules.residents import Residents, residents
from mitsorge.domain.planning.rules.supply import People, SupplyRow
from mitsorge.domain.planning.rules.tables import Place, Table
from mitsorge.domain.planning.rules.yards import Region, Yard
from mitsorge.foundation.places.models import Municipality


@dataclass(frozen=True)
class NotJudged:
    """A kind of offer in an area that could not be judged, and why."""

    term: str
    name: str
    area: str
    area_name: str
    age_from: int
    why: Unjudged


@dataclass(frozen=True)
class Present:
    """Everything of one day. `population` None: no figures were taken in yet."""

    found: tuple[Found, ...] = ()
    unjudged: tuple[NotJudged, ...] = ()
    yards: tuple[Yard, ...] = ()
    network: Network = field(default_factory=lambda: Network("", "", ()))
    population: Series | None = None
    year: int | None = None


def findings_now(on: date) -> list[Found]:
    """Gaps and overlaps of the day, in the order of the kinds and areas (queries: `present`)."""
    return list(present(on).found)


def current_yardsticks(on: date) -> QuerySet[Yardstick]:
    """Those in force on a day with their kind, by its name (1 query)."""
    in_force = Yardstick.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)
    return in_force.select_related("term").order_by("term__name", "age_from", "pk")


def yardsticks() -> QuerySet[Yardstick]:
    """All of them, also those that ended or begin later, the newest of a kind first (1 query)."""
    rows = Yardstick.objects.select_related("term")
    return rows.order_by("term__name", "age_from", "-valid_from", "pk")


def present(on: date) -> Present:
    """Every current yardstick in every finest area.

    At most 17 queries: yardsticks, areas (3), supply (7), series, figures, municipalities, cells (2), and with a
    chosen forecast its own (1 + 4). Fewer where there are no yardsticks, areas or figures.
    """
    yards = tuple(yard_of(each) for each in current_yardsticks(on))
    network = network_regions(on)
    if not yards or not network.regions:
        return Present(yards=yards, network=network)
    living = _living(network, yards, on)
    if living is None:
        return Present(yards=yards, network=network)
    supply = supply_of({yard.term for yard in yards}, on=on, network=network)
    need = _need(yards, on)
    found: list[Found] = []
    unjudged: list[NotJudged] = []
    for yard in yards:
        rows = [row for row in supply if row.term == yard.term]
        for region in _regions(yard, rows, living, need, on):
            judged = verdict(yard, region)
            found += judged.found
            unjudged += [_not_judged(yard, region, why) for why in judged.unjudged]
    return Present(*(tuple(found), tuple(unjudged), yards, network, living.series, living.year))


def yard_of(yardstick: Yardstick) -> Yard:
    """The yardstick as the rules want it; its kind must be loaded."""
    return Yard(
        term=yardstick.term.code,
        name=yardstick.term.name,
        age_from=yardstick.age_from,
        source=yardstick.source,
        valid_from=yardstick.valid_from,
        care=yardstick.care,
        max_km=yardstick.max_km,
        places_per_1000=yardstick.places_per_1000,
        coverage=yardstick.coverage,
        relative=yardstick.relative,
        overlap_above=yardstick.overlap_above,
    )


def _not_judged(yard: Yard, region: Region, why: Unjudged) -> NotJudged:
    return NotJudged(yard.term, yard.name, region.code, region.name, yard.age_from, why)


@dataclass(frozen=True)
class _Living:
    """The people of one series and year: of the areas, of their municipalities, and where they live."""

    series: Series
    year: int
    network: Network
    areas: Residents
    places: Residents
    middles: Mapping[str, tuple[float, float, int]]
    cells: People

    def of(self, area: str, band: Band) -> float | None:
        value = float(self.areas.people[self.areas.areas.index(area), 0, self._column(band), 0])
        return None if np.isnan(value) else value

    def total(self, band: Band) -> float:
        return float(np.nansum(self.areas.people[:, 0, self._column(band), 0]))

    def where(self, area: str, band: Band) -> tuple[People, bool]:
        """The people of an area at their points, and whether from a grid; as many as the area has."""
        count = self.of(area, band) or 0.0
        cells = self.cells.of(area)
        if cells.people.sum() > 0:
            share = cells.people * (count / cells.people.sum())
            return People(cells.lat, cells.lon, share, cells.areas), True
        return self._in_middles(area, band, count), False

    def _in_middles(self, area: str, band: Band, count: float) -> People:
        region = next(each for each in self.network.regions if each.code == area)
        known = [ags for ags in region.municipalities if ags in self.middles]
        weights = np.array([self._weight(ags, band) for ags in known], dtype=float)
        total = weights.sum()
        share = weights * (count / total) if total else weights
        points = np.array([self.middles[ags][:2] for ags in known], dtype=float).reshape(-1, 2)
        return People(points[:, 0], points[:, 1], share, np.array([area] * len(known)))

    def _weight(self, ags: str, band: Band) -> float:
        """The people of that age; where they are not counted, the inhabitants of the official register."""
        value = self.places.people[self.places.areas.index(ags), 0, self._column(band), 0]
        everywhere = self.places.people[:, 0, self._column(band), 0]
        return float(value) if not np.isnan(everywhere).any() else float(self.middles[ags][2])

    def _column(self, band: Band) -> int:
        return self.areas.bands.index(band)


def _living(network: Network, yards: Sequence[Yard], on: date) -> _Living | None:
    """The newest observed figures that speak for one of the areas."""
    bands = sorted({Band(yard.age_from) for yard in yards})
    every = list(series_about(Subject.POPULATION))
    observed = [each for each in every if not each.variant]
    tables = tables_of([each.pk for each in every], network.kreis)
    finest = [region.code for region in finest_regions(network.regions)]
    for series in observed:
        table = tables[series.pk]
        parts = members(network.regions, finest, table.places())
        year = _newest(table, parts, on)
        if year is not None:
            structure = age_structure(tables.values(), network.kreis, year)
            asked = {"years": [year], "bands": bands, "sexes": [Sex.BOTH], "structure": structure}
            areas = residents(table, parts, **asked)  # type: ignore[arg-type]  # as named above
            counted = residents(table, _municipal(network), **asked)  # type: ignore[arg-type]  # as named above
            middles, cells = _middles(network), _cells()
            return _Living(series, year, network, areas, counted, middles, cells)
    return None


def _newest(table: Table, parts: Mapping[str, Sequence[Place]], on: date) -> int | None:
    """The last year observed, none that lies ahead."""
    places = [place for found in parts.values() for place in found]
    return max((year for year in table.years(places) if year <= on.year), default=None)


def _municipal(network: Network) -> dict[str, list[Place]]:
    keys = sorted({ags for region in network.regions for ags in region.municipalities})
    return {ags: [(Level.MUNICIPALITY, ags)] for ags in keys}


def _middles(network: Network) -> dict[str, tuple[float, float, int]]:
    rows = Municipality.objects.filter(ags__in=_municipal(network), latitude__isnull=False)
    found = rows.order_by().values_list("ags", "latitude", "longitude", "population")
    return {ags: (float(lat), float(lon), people) for ags, lat, lon, people in found}


def _cells() -> People:
    """The cells of the newest grid that lie in planning areas (2 queries, 1 without any)."""
    newest = PopulationCell.objects.order_by("-series__as_of", "-series").values_list("series")[:1]
    number = newest.first()
    rows: list[tuple[float, float, float, str]] = []
    if number:
        cells = PopulationCell.objects.filter(series=number[0]).exclude(area_code="").order_by()
        rows = list(cells.values_list("latitude", "longitude", "population", "area_code"))
    numbers = np.array([row[:3] for row in rows], dtype=float).reshape(-1, 3)
    codes = np.array([row[3] for row in rows], dtype=np.str_)
    return People(numbers[:, 0], numbers[:, 1], numbers[:, 2], codes)


def _need(yards: Iterable[Yard], on: date) -> NeedTable | None:
    """The forecast a committee chose, for this year; None where there is none or it cannot be computed."""
    if not any(yard.care and (yard.coverage or yard.overlap_above) for yard in yards):
        return None
    variant = chosen_variant()
    try:
        return need_of(variant, years=[on.year]) if variant else None
    except (NoFigures, YearOutside):
        return None


def _regions(
    yard: Yard,
    rows: Sequence[SupplyRow],
    living: _Living,
    need: NeedTable | None,
    on: date,
) -> Iterable[Region]:
    band = Band(yard.age_from)
    names = {region.code: region.name for region in living.network.regions}
    quality = Quality(living.series.quality)
    if band in living.areas.estimated:
        quality = Quality.ESTIMATED
    for code in living.areas.areas:
        where, is_grid = living.where(code, band)
        yield Region(
            code=code,
            name=names[code],
            people=living.of(code, band),
            rows=rows,
            where=where,
            on=on,
            as_of=date(living.year, 12, 31),
            source=_source(living.series),
            quality=quality,
            at_least=code in living.areas.missing,
            grid=is_grid,
            needed=_places_needed(need, yard, code, on.year),
            need_source=str(need.variant) if need else "",
            mean=network_mean(rows, living.total(band)),
        )


def _source(series: Series) -> str:
    parts = (series.publisher, series.table_number, series.title)
    return ", ".join(part for part in parts if part)


def _places_needed(need: NeedTable | None, yard: Yard, area: str, year: int) -> float | None:
    """Only whole sums: a lower bound of the need would make a gap look covered."""
    if need is None or not yard.care or CareKind(yard.care) not in need.care:
        return None
    if area not in {region.code for region in need.regions}:
        return None
    cell = need.cell(area, year, CareKind(yard.care))
    return None if cell.at_least else cell.places


def handed_on() -> QuerySet[Finding]:
    """Findings that became an impulse or an item, the newest first, with both (1 query)."""
    return Finding.objects.select_related(
        "term", "planning_area", "impulse", "agenda_item__committee", "agenda_item__meeting"
    )


def handed_on_for(found: Found) -> QuerySet[Finding]:
    """What was handed on of the same kind, area and age (1 query)."""
    return handed_on().filter(
        kind=found.kind,
        term__code=found.term,
        planning_area__code=found.area,
        age_from=found.age_from,
    )
