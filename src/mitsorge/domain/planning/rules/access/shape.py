"""A decay as the numbers that the compiled loops read. Plain Python and numpy."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.polynomial import chebyshev

from mitsorge.domain.planning.rules.access.decay import BANDS, Gaussian, Linear, Step
from mitsorge.domain.planning.rules.access.distances import chord_of
from mitsorge.domain.planning.rules.access.points import EARTH_KM, Floats

DEGREE = 12
ROOTS = 32
"""The Gaussian is fitted as its 32nd root, which a low degree meets to the last digits."""


@dataclass(frozen=True)
class Shape:
    """`numbers`: what the loops read (their length names the kind of decay); `limit`: the largest squared chord that counts."""

    numbers: tuple[float, ...]
    limit: float


def shaped(decay: Step | Gaussian | Linear, km: float, *, squared: bool = False) -> Shape:
    """The weight of the decay (or its square, for 3SFCA) up to `km`."""
    limit = chord_of(km) ** 2
    if isinstance(decay, Step):
        return Shape(_bands(decay, squared), limit)
    if isinstance(decay, Gaussian):
        power = (2 if squared else 1) / ROOTS
        return Shape(_fitted(lambda d: np.exp(-0.5 * power * (d / decay.sigma) ** 2), limit), limit)
    per_chord = _fitted(lambda d: d / _chord(d) / decay.km, limit)
    return Shape((*per_chord, float(squared)), limit)


def _bands(decay: Step, squared: bool) -> tuple[float, ...]:
    """The outermost band stands in for those that are missing."""
    missing = BANDS - len(decay.upto)
    upto = decay.upto + decay.upto[-1:] * missing
    each = decay.each + decay.each[-1:] * missing
    return (*(chord_of(km) ** 2 for km in upto), *(w * w if squared else w for w in each))


def _fitted(of_km: Callable[[Floats], Floats], limit: float) -> tuple[float, ...]:
    """A function of the distance as a polynomial of the squared chord, between 0 and `limit`."""

    nodes = chebyshev.chebpts1(DEGREE + 1)
    km = 2 * EARTH_KM * np.arcsin(np.sqrt((nodes + 1) * limit / 2) / 2)
    coefficients = chebyshev.cheb2poly(chebyshev.chebfit(nodes, of_km(km), DEGREE))
    return (2 / limit, *(float(c) for c in coefficients))


def _chord(km: Floats) -> Floats:
    return 2 * np.sin(km / (2 * EARTH_KM))
