"""Official projections brought down to small areas, with the method named.

Methods after Smith, Tayman and Swanson, State and Local Population Projections (2001), chapter 8: "constant share"
(here: ratio) and "shift-share". Neither knows what is built or who moves where inside the Kreis.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from mitsorge.domain.planning.rules.bands import Floats


class Method(StrEnum):
    """RATIO: every age and sex of an area grows as in the projection. SHIFT_SHARE: its share goes on as it changed."""

    RATIO = "RATIO"
    SHIFT_SHARE = "SHIFT_SHARE"


class YearOutside(ValueError):
    """A year was asked for that the series does not have. `years`: those missing; `first`, `last`: what it has."""

    def __init__(self, years: Sequence[int], first: int, last: int) -> None:
        self.years, self.first, self.last = tuple(years), first, last
        super().__init__(f"{list(years)} not within {first} to {last}")


@dataclass(frozen=True)
class Official:
    """A projection of the larger area. `people` (years × bands × sexes), NaN where unknown."""

    years: tuple[int, ...]
    people: Floats

    def of(self, years: Sequence[int]) -> Floats:
        """(years × bands × sexes). Raises `YearOutside`; nothing is extrapolated."""
        missing = [year for year in years if year not in self.years]
        if missing:
            raise YearOutside(missing, self.years[0], self.years[-1])
        return self.people[[self.years.index(year) for year in years]]


@dataclass(frozen=True)
class Earlier:
    """The areas and the larger area some years before the base: `base` (areas × bands × sexes)."""

    year: int
    base: Floats
    official: Floats


def downscaled(
    base: Floats,
    official: Official,
    *,
    base_year: int,
    years: Sequence[int],
    method: Method = Method.RATIO,
    earlier: Earlier | None = None,
) -> Floats:
    """(areas × years × bands × sexes) from `base` (areas × bands × sexes) of the base year.

    Where the larger area has nobody of an age in the base year, the small one is unknown (NaN), unless it has nobody
    either. SHIFT_SHARE: share(t) = share(base) + (t − base) / (base − earlier) × (share(base) − share(earlier)); a
    share that would fall below zero is unknown, never cut off. Raises `YearOutside`.
    """
    start, later = official.of([base_year])[0], official.of(years)
    share = _share(base, start)
    if method == Method.RATIO:
        return np.asarray(share[:, None] * later[None])
    if earlier is None or earlier.year >= base_year:
        raise ValueError("shift-share needs a year before the base")
    yearly = (share - _share(earlier.base, earlier.official)) / (base_year - earlier.year)
    passed = np.array([year - base_year for year in years], dtype=float)
    shares = share[:, None] + passed[None, :, None, None] * yearly[:, None]
    return np.asarray(np.where(shares < 0, np.nan, shares) * later[None])


def _share(small: Floats, large: Floats) -> Floats:
    """The small part in the large one; NaN where the large one has nobody but the small one somebody."""
    filled = np.where(large > 0, large, np.nan)
    share = small / filled[None]
    return np.asarray(np.where((small == 0) & ~(large[None] > 0), 0.0, share))
