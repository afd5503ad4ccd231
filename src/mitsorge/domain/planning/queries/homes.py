"""The people of the planning areas by age, and where in them they live."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from django.conf import settings

from mitsorge.domain.planning.models import PopulationCell, Series
from mitsorge.domain.planning.queries.chosen import candidates
from mitsorge.domain.planning.queries.figures import (
    SUREST_FIRST,
    Network,
    age_structure,
    series_about,
    tables_of,
)
from mitsorge.domain.planning.rules import Level, Sex, Subject
from mitsorge.domain.planning.rules.bands import Band
from mitsorge.domain.planning.rules.choosing import Contradiction, contradictions, ranked
from mitsorge.domain.planning.rules.differencing import too_close
from mitsorge.domain.planning.rules.regions import finest_regions, members
from mitsorge.domain.planning.rules.residents import Residents, residents
from mitsorge.domain.planning.rules.supply import People
from mitsorge.domain.planning.rules.tables import Place
from mitsorge.foundation.places.models import Municipality
from mitsorge.foundation.places.queries.areas import areas_in_force


@dataclass(frozen=True)
class Living:
    """The people of one series and year: of the areas, of their municipalities, and where they live.

    `middles`: of municipalities, with their inhabitants; `centers`: of areas that are parts of a municipality.
    """

    series: Series
    year: int
    network: Network
    areas: Residents
    places: Residents
    middles: Mapping[str, tuple[float, float, int]]
    centers: Mapping[str, tuple[float, float]]
    cells: People
    contradictions: tuple[Contradiction, ...] = ()

    def of(self, area: str, band: Band) -> float | None:
        value = float(self.areas.people[self.areas.areas.index(area), 0, self._column(band), 0])
        return None if np.isnan(value) else value

    def silent(self, area: str) -> frozenset[int]:
        """First ages of which nothing is told here: too few people, or too few between two of the ages."""
        people = {band.age_from: self.of(area, band) for band in self.areas.bands}
        known = {age: count for age, count in people.items() if count is not None}
        return too_close(known, below=settings.SUPPRESS_BELOW)

    def total(self, band: Band) -> float:
        return float(np.nansum(self.areas.people[:, 0, self._column(band), 0]))

    @property
    def is_grid(self) -> bool:
        return bool(len(self.cells.people))

    def where(self, area: str, band: Band) -> tuple[People, bool]:
        """The people of an area at their points, and whether from a grid; as many as the area has."""
        count = self.of(area, band) or 0.0
        cells = self._cells_in(area)
        if cells.people.sum() > 0:
            share = cells.people * (count / cells.people.sum())
            return People(cells.lat, cells.lon, share, cells.areas), True
        return self._in_middles(area, band, count), False

    def everywhere(self, areas: Iterable[str], band: Band) -> People:
        """The people of these areas at their points, one area after the other; areas nobody counted are left out."""
        known = [area for area in areas if area in self.areas.areas]
        parts = [self.where(area, band)[0] for area in known]
        rows = [(each.lat, each.lon, each.people, each.areas) for each in parts]
        if not rows:
            return People(np.empty(0), np.empty(0), np.empty(0), np.empty(0, dtype=np.str_))
        return People(*(np.concatenate(column) for column in zip(*rows, strict=True)))

    def _cells_in(self, area: str) -> People:
        start, end = self._spans.get(area, (0, 0))
        cells = self.cells
        return People(
            *(cells.lat[start:end], cells.lon[start:end], cells.people[start:end]),
            cells.areas[start:end],
        )

    @cached_property
    def _spans(self) -> dict[str, tuple[int, int]]:
        """Where the cells of each area stand: they come in the order of areas."""
        codes = self.cells.areas
        borders = np.flatnonzero(codes[1:] != codes[:-1]) + 1
        starts = [0, *borders.tolist()] if len(codes) else []
        ends = [*starts[1:], len(codes)]
        return {str(codes[a]): (a, b) for a, b in zip(starts, ends, strict=bool(starts))}

    def _in_middles(self, area: str, band: Band, count: float) -> People:
        if area in self.centers:
            lat, lon, people = np.array([*self.centers[area], count]).reshape(3, 1)
            return People(lat, lon, people, np.array([area]))
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


def living_there(
    network: Network, bands: Sequence[Band], on: date, only: Collection[str] | None = None
) -> Living | None:
    """The observed figures to count with (`rules.choosing`), and which others contradict them; None without any.

    4 queries, 1 more with a grid, 1 more where areas are parts of a municipality. `only`: codes of the areas whose cells
    are read (None: all).
    """
    every = list(series_about(Subject.POPULATION))
    tables = tables_of([each.pk for each in every], network.kreis)
    finest = [region.code for region in finest_regions(network.regions)]
    observed = [each for each in every if not each.variant]
    found = ranked(candidates(observed, tables, network, finest, bands, until=on.year))
    if not found:
        return None
    chosen, *others = found
    table = tables[chosen.number]
    parts = members(network.regions, finest, table.places())
    structure = age_structure(tables.values(), network.kreis, chosen.year)
    areas, counted = (
        residents(
            table, where, years=[chosen.year], bands=bands, sexes=[Sex.BOTH], structure=structure
        )
        for where in (parts, _municipal(network))
    )
    series = next(each for each in observed if each.pk == chosen.number)
    told = tuple(contradictions(chosen, others))
    where = _middles(network), centers_of(network), _cells(only)
    return Living(series, chosen.year, network, areas, counted, *where, told)


def _municipal(network: Network) -> dict[str, list[Place]]:
    keys = sorted({ags for region in network.regions for ags in region.municipalities})
    return {ags: [(Level.MUNICIPALITY, ags)] for ags in keys}


def _middles(network: Network) -> dict[str, tuple[float, float, int]]:
    rows = Municipality.objects.filter(ags__in=_municipal(network), latitude__isnull=False)
    found = rows.order_by().values_list("ags", "latitude", "longitude", "population")
    return {ags: (float(lat), float(lon), people) for ags, lat, lon, people in found}


def centers_of(network: Network) -> dict[str, tuple[float, float]]:
    """The middles of the finest areas that are made of no municipality, as quarters are (1 query, none without)."""
    codes = [each.code for each in finest_regions(network.regions) if not each.municipalities]
    if not codes:
        return {}
    rows = areas_in_force().filter(code__in=codes, latitude__isnull=False).order_by()
    found = rows.values_list("code", "latitude", "longitude")
    return {code: (float(lat or 0), float(lon or 0)) for code, lat, lon in found}


def _cells(only: Collection[str] | None) -> People:
    """The cells of the surest and newest grid that lie in planning areas, area after area (2 queries, 1 without any)."""
    grids = Series.objects.filter(cells__isnull=False).order_by(SUREST_FIRST, "-as_of", "-pk")
    number = grids.values_list("pk").first()
    rows: list[tuple[float, float, float, str]] = []
    if number:
        cells = (
            PopulationCell.objects.filter(series=number[0])
            .exclude(area_code="")
            .order_by("area_code", "pk")
        )
        cells = cells if only is None else cells.filter(area_code__in=only)
        rows = list(cells.values_list("latitude", "longitude", "population", "area_code"))
    numbers = np.array([row[:3] for row in rows], dtype=float).reshape(-1, 3)
    codes = np.array([row[3] for row in rows], dtype=np.str_)
    return People(numbers[:, 0], numbers[:, 1], numbers[:, 2], codes)
