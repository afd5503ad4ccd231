"""Who lives in the municipalities and how many are 67 or older: what every installation knows before any import.

The share is that of the Zensus 2022 (15 May 2022), the people those of the municipal register (31 December 2022); the
number of older people is their product, rounded: computed, not counted.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from mitsorge.domain.planning.rules.bands import Floats
from mitsorge.domain.planning.rules.codes import Quality
from mitsorge.domain.planning.rules.differencing import safe_sums
from mitsorge.domain.planning.rules.indicator import Indicator, ratio
from mitsorge.domain.planning.rules.regions import Region, finest_regions
from mitsorge.domain.planning.rules.suppression import Margins, Mark, suppressed

CENSUS_DAY, REGISTER_DAY = date(2022, 5, 15), date(2022, 12, 31)
AGE = 67


@dataclass(frozen=True)
class Place:
    """A municipality by its key. None: unknown."""

    key: str
    name: str
    people: int | None
    older: int | None

    @property
    def share(self) -> Indicator:
        return older_share([self])


def people_of(places: Sequence[Place]) -> int | None:
    """All together; None where one of them is unknown or there is none."""
    known = [place.people for place in places if place.people is not None]
    return sum(known) if known and len(known) == len(places) else None


def older_share(places: Iterable[Place]) -> Indicator:
    """Older people in hundred, of the places where both are known; `gaps` names the others."""
    kept = list(places)
    known = [p for p in kept if p.people is not None and p.older is not None]
    return ratio(
        float(sum(p.older or 0 for p in known)) if known else None,
        float(sum(p.people or 0 for p in known)) if known else None,
        as_of=CENSUS_DAY,
        per=100,
        gaps=[p.name for p in kept if p not in known],
        quality=Quality.ESTIMATED,
        at_least=0 < len(known) < len(kept),
    )


def places_in(
    region: Region, regions: Sequence[Region], places: Mapping[str, Place]
) -> list[Place]:
    """The municipalities of an area, those of its child areas where it names none itself, by name."""
    keys = set(_keys(region, regions))
    return sorted((places[key] for key in keys if key in places), key=lambda p: (p.name, p.key))


def _keys(region: Region, regions: Sequence[Region]) -> tuple[str, ...]:
    if region.municipalities:
        return region.municipalities
    children = [each for each in regions if each.parent == region.code]
    return tuple(key for child in children for key in _keys(child, regions))


def hidden(regions: Sequence[Region], places: Mapping[str, Place], *, below: int) -> frozenset[str]:
    """Keys of municipalities and codes of areas whose older people are not told, also against taking differences.

    One table for all pages: what one page shows must not give away what another hides.
    """
    finest = [region for region in finest_regions(regions) if region.municipalities]
    keys = sorted(places)
    group = {key: n for n, region in enumerate(finest) for key in region.municipalities}
    groups = [group.get(key, len(finest)) for key in keys]
    used = {n: place for place, n in enumerate(sorted(set(groups)))}
    if not keys:
        return frozenset()
    table = np.array([[_number(places[key].older)] for key in keys])
    margins = Margins(rows=False, groups=[used[n] for n in groups])
    marks = suppressed(table, below=below, margins=margins)[:, 0]
    named: list[str] = [*keys, *(finest[n].code if n < len(finest) else "" for n in sorted(used))]
    silent = frozenset(_not_shown(named, marks))
    return silent | _wider(regions, places, silent, below)


def _wider(
    regions: Sequence[Region], places: Mapping[str, Place], silent: frozenset[str], below: int
) -> frozenset[str]:
    """Areas made of areas whose sum would give one of the silent ones away; the largest are told first."""
    keys = sorted(places)
    finest = {region.code for region in finest_regions(regions)}
    parts = {region.code: _members(region, regions, keys) for region in regions}
    cells = {key: (np.array(keys) == key).astype(float) for key in keys} | parts
    count = np.array([places[key].older or 0 for key in keys], dtype=float)
    base = [name for name in cells if name in finest or name in places]
    shown = [cells[name] for name in base if name not in silent] + [np.ones(len(keys))]
    small = [cells[name] for name in base if 0 < cells[name] @ count < below]
    wide = sorted((r.code for r in regions if r.code not in finest), key=lambda c: -parts[c].sum())
    safe = safe_sums(shown, small, [(parts[c], float(parts[c] @ count)) for c in wide], below=below)
    return frozenset(code for code, is_safe in zip(wide, safe, strict=True) if not is_safe)


def _members(region: Region, regions: Sequence[Region], keys: Sequence[str]) -> Floats:
    """1 for each municipality of the area, 0 for the others."""
    return np.isin(keys, _keys(region, regions)).astype(float)


def _number(value: int | None) -> float:
    return float("nan") if value is None else float(value)


def _not_shown(names: Sequence[str], marks: Collection[int]) -> list[str]:
    return [name for name, mark in zip(names, marks, strict=False) if mark != Mark.SHOWN]
