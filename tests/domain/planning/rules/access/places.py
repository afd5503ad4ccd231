"""Invented cells and sites for the tests of accessibility."""

import numpy as np

from mitsorge.domain.planning.rules.access import Points


def scattered(count: int, seed: int, *, spread: float = 0.6, most: int = 900) -> Points:
    """Points around 50.9° north, 11.2° east, whole weights from 1."""
    random = np.random.default_rng(seed)
    lat = 50.9 + spread * (random.random(count) - 0.5)
    lon = 11.2 + 1.6 * spread * (random.random(count) - 0.5)
    return Points(lat, lon, random.integers(1, most, count).astype(float))


def furthest(ours: np.ndarray, theirs: np.ndarray) -> float:
    """The largest relative difference; NaN only where both are NaN, 0 only where both are 0."""
    np.testing.assert_array_equal(np.isnan(ours), np.isnan(theirs))
    np.testing.assert_array_equal(ours == 0, theirs == 0)
    told = ~np.isnan(theirs) & (theirs != 0)
    return float(np.max(np.abs(ours[told] / theirs[told] - 1), initial=0.0))
