"""Who lives in the planning areas: people by age and sex, cut to the bands wanted, with what is estimated and missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from mitsorge.domain.planning.rules.bands import Band, Cutting, Floats, Why, cutting, disjoint
from mitsorge.domain.planning.rules.codes import Sex
from mitsorge.domain.planning.rules.tables import SEXES, Place, Row, Table

Structure = Mapping[Sex, Mapping[Band, float]]
"""People by age and sex in a larger area: how to cut what is coarser."""


@dataclass(frozen=True)
class Residents:
    """`people` (areas × years × bands × sexes), NaN where unknown.

    `missing`: parts of an area without a figure; its numbers are lower bounds. `empty`: areas where nobody lives.
    """

    areas: tuple[str, ...]
    years: tuple[int, ...]
    bands: tuple[Band, ...]
    sexes: tuple[Sex, ...]
    people: Floats
    estimated: frozenset[Band] = frozenset()
    refused: Mapping[Band, Why] = field(default_factory=dict)
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def empty(self) -> tuple[str, ...]:
        nobody = (self.people == 0).all(axis=(1, 2, 3))
        return tuple(area for area, none in zip(self.areas, nobody, strict=True) if none)


def residents(
    table: Table,
    members: Mapping[str, Sequence[Place]],
    *,
    years: Sequence[int],
    bands: Sequence[Band],
    sexes: Sequence[Sex],
    structure: Structure | None = None,
) -> Residents:
    """People of the areas as the table has them in these years. `members`: area → the places it is the sum of.

    A part without figures is named in `missing`; an area none of whose parts has one is unknown.
    """
    knife = _Knife(table, tuple(bands), tuple(sexes), structure)
    people = np.full((len(members), len(years), len(bands), len(sexes)), np.nan)
    missing: dict[str, list[str]] = {}
    for row, (area, places) in enumerate(members.items()):
        for column, year in enumerate(years):
            for place in places:
                part = knife.cut(place, year)
                if np.isnan(part).any():
                    missing.setdefault(area, []).append(place[1])
                people[row, column] = _plus(people[row, column], part)
    named = {area: tuple(dict.fromkeys(parts)) for area, parts in missing.items()}
    return Residents(
        *(tuple(members), tuple(years), tuple(bands), tuple(sexes), people),
        *(frozenset(knife.estimated), knife.refused, named),
    )


def _plus(so_far: Floats, more: Floats) -> Floats:
    """The sum of what is known; unknown only where nothing is."""
    nothing = np.isnan(so_far) & np.isnan(more)
    return np.asarray(np.where(nothing, np.nan, np.nan_to_num(so_far) + np.nan_to_num(more)))


class _Knife:
    """Cuts the rows of one table; rows with the same ages are cut in the same way, which is found once."""

    def __init__(
        self,
        table: Table,
        bands: tuple[Band, ...],
        sexes: tuple[Sex, ...],
        structure: Structure | None,
    ) -> None:
        self.table, self.bands, self.sexes, self.structure = table, bands, sexes, structure
        self.estimated: set[Band] = set()
        self.refused: dict[Band, Why] = {}
        self.known: dict[tuple[tuple[Band, ...], Sex, Sex], Cutting] = {}

    def cut(self, place: Place, year: int) -> Floats:
        """(bands × sexes) of one place, NaN where unknown."""
        people = np.full((len(self.bands), len(self.sexes)), np.nan)
        for column, sex in enumerate(self.sexes):
            row, source = self.table.row(place, year, sex), sex
            if not row:
                row, source = self.table.row(place, year, Sex.BOTH), Sex.BOTH
            known = {band: value for band, value in row.items() if value is not None}
            way = self._way(tuple(known), sex, source)
            people[:, column] = way.apply(np.array(list(known.values()), dtype=float))
            self.estimated |= way.estimated
            self.refused |= _reasons(way.refused, row) if row else {}
        return people

    def _way(self, given: tuple[Band, ...], sex: Sex, source: Sex) -> Cutting:
        if (given, sex, source) not in self.known:
            within, whole = _distributions(self.structure, sex, source)
            way = cutting(given, self.bands, within=within, whole=whole)
            self.known[given, sex, source] = way
        return self.known[given, sex, source]


def _distributions(
    structure: Structure | None, sex: Sex, source: Sex
) -> tuple[Mapping[Band, float] | None, Mapping[Band, float] | None]:
    if source == sex:
        return (structure or {}).get(sex), None
    within = (structure or {}).get(sex, {})
    return within, (structure or {}).get(Sex.BOTH, {Band(): 0.0})


def _reasons(refused: Mapping[Band, Why], row: Row) -> dict[Band, Why]:
    """Unknown values are a gap of the figures, not of the bands."""
    has_gaps = any(value is None for value in row.values())
    return {band: Why.UNKNOWN if has_gaps else why for band, why in refused.items()}


def structure_of(
    kreis: Table | None,
    place: Place | None,
    year: int,
    *,
    finer: Table | None = None,
    finer_place: Place | None = None,
    finer_year: int | None = None,
) -> Structure | None:
    """People of the Kreis by age and sex, its bands spread over finer ones of a larger area (single years of age).

    Without the Kreis the larger area alone. None where neither is known.
    """
    coarse = _known(kreis, place, year)
    fine = _known(finer, finer_place, year if finer_year is None else finer_year)
    if not coarse or not fine:
        found = coarse or fine
        return _with_both(found) if found else None
    return _with_both({sex: _spread(coarse[sex], fine.get(sex, {})) for sex in coarse})


def _known(table: Table | None, place: Place | None, year: int) -> dict[Sex, dict[Band, float]]:
    if table is None or place is None:
        return {}
    sexes = SEXES if table.has_sexes(place, year) else (Sex.BOTH,)
    rows = {sex: table.row(place, year, sex) for sex in sexes}
    return {sex: _numbers(row) for sex, row in rows.items() if _numbers(row)}


def _numbers(row: Row) -> dict[Band, float]:
    """What is known, without totals beside their parts."""
    known = {band: value for band, value in row.items() if value is not None}
    return {band: known[band] for band in disjoint(known)}


def _spread(coarse: Mapping[Band, float], fine: Mapping[Band, float]) -> dict[Band, float]:
    """Each coarse band over the fine ones that tile it; one that they do not tile stays as it is."""
    spread: dict[Band, float] = {}
    for band, people in coarse.items():
        inside = {each: n for each, n in fine.items() if each in band and each != band}
        total = sum(inside.values())
        tiled = total and sum(_width(each) for each in inside) == _width(band)
        spread |= {e: people * n / total for e, n in inside.items()} if tiled else {band: people}
    return spread


def _width(band: Band) -> int:
    return band.end - band.age_from


def _with_both(found: Mapping[Sex, Mapping[Band, float]]) -> Structure:
    if Sex.BOTH in found:
        return found
    bands = set.intersection(*(set(row) for row in found.values()))
    both = {band: sum(row[band] for row in found.values()) for band in bands}
    return {**found, Sex.BOTH: both}
