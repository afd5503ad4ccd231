"""The definitions, written down without any cleverness: every cell with every site, distances by haversine."""

import math

import numpy as np

from mitsorge.domain.planning.rules.access import (
    EARTH_KM,
    Access,
    Decay,
    Gaussian,
    Linear,
    Points,
    Step,
)


def kilometres(cells: Points, sites: Points) -> np.ndarray:
    """(n_cells, n_sites)"""
    a, b = np.radians(cells.lat)[:, None], np.radians(sites.lat)
    across = np.radians(cells.lon[:, None] - sites.lon)
    half = np.sin((a - b) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(across / 2) ** 2
    return 2 * EARTH_KM * np.arcsin(np.sqrt(half))


def pull(km: float, decay: Decay) -> float:
    """One weight, with if and else."""
    if km > decay.km:
        return 0.0
    if isinstance(decay, Gaussian):
        return math.exp(-(km**2) / (2 * decay.sigma**2))
    if isinstance(decay, Linear):
        return 1 - km / decay.km
    assert isinstance(decay, Step)
    return next(w for border, w in zip(decay.upto, decay.each, strict=True) if km <= border)


def access(demand: Points, supply: Points, decay: Decay, *, three_steps: bool = False) -> Access:
    """2SFCA or 3SFCA over the whole matrix."""
    km = kilometres(demand, supply)
    weights = np.array([pull(d, decay) for d in km.ravel()]).reshape(km.shape)
    if three_steps:
        sums = weights.sum(axis=1, keepdims=True)
        weights = np.divide(weights**2, sums, out=np.zeros_like(weights), where=sums > 0)
    people = weights.T @ demand.weight
    ratio = np.full(len(supply), np.nan)
    np.divide(supply.weight, people, out=ratio, where=people > 0)
    return Access(weights @ np.nan_to_num(ratio), ratio)
