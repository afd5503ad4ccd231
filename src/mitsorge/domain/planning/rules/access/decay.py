"""How the pull of a site falls with the distance. Plain Python and numpy."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from mitsorge.domain.planning.rules.access.points import Floats

BANDS = 8
"""More bands than these say nothing that a Gaussian would not say better; the kernels are built for them."""
SIGMAS = 8.0
"""Beyond eight sigma a Gaussian weight is below 1.3e-14."""


@dataclass(frozen=True)
class Step:
    """Bands of equal weight (E2SFCA, Luo and Qi 2009): `upto` in km, rising; a distance on a border is in the inner band."""

    upto: tuple[float, ...]
    each: tuple[float, ...]

    def __post_init__(self) -> None:
        if not 0 < len(self.upto) <= BANDS or len(self.upto) != len(self.each):
            raise ValueError(f"between one and {BANDS} bands, each with one weight")
        if self.upto[0] <= 0 or any(a >= b for a, b in pairwise(self.upto)):
            raise ValueError("bands rise from above 0 km")
        if not all(0 <= weight < np.inf for weight in self.each):
            raise ValueError("weights are not negative")

    @property
    def km(self) -> float:
        return self.upto[-1]

    def weights(self, km: Floats) -> Floats:
        each = np.append(self.each, 0.0)
        return each[np.searchsorted(self.upto, km, side="left")]


@dataclass(frozen=True)
class Gaussian:
    """exp(-d² / 2 sigma²) up to `km` (as Wan, Zou and Sternberg 2012; not set to zero at the border as in Dai 2010)."""

    km: float
    sigma: float

    def __post_init__(self) -> None:
        if not 0 < self.km <= SIGMAS * self.sigma < np.inf:
            raise ValueError(f"0 km < reach ≤ {SIGMAS:g} sigma")

    def weights(self, km: Floats) -> Floats:
        return np.where(km <= self.km, np.exp(-0.5 * (km / self.sigma) ** 2), 0.0)


@dataclass(frozen=True)
class Linear:
    """1 - d / km up to `km` (as a kernel: Polzin, Borges and Coelho 2014)."""

    km: float

    def __post_init__(self) -> None:
        if not 0 < self.km < np.inf:
            raise ValueError("a reach above 0 km")

    def weights(self, km: Floats) -> Floats:
        return np.maximum(1 - km / self.km, 0.0)


Decay = Step | Gaussian | Linear
"""A weight for each distance up to `km` (`km` itself still counts) and 0 beyond."""


def step(bands: Sequence[float], weights: Sequence[float]) -> Step:
    """Bands of equal weight: `step([5, 10, 15], [1, 0.68, 0.22])` with km."""
    return Step(tuple(map(float, bands)), tuple(map(float, weights)))


def gaussian(km: float, sigma: float) -> Gaussian:
    """A bell of width `sigma` (km), cut off at `km`."""
    return Gaussian(float(km), float(sigma))


def linear(km: float) -> Linear:
    """A straight line from 1 at the doorstep to 0 at `km`."""
    return Linear(float(km))
