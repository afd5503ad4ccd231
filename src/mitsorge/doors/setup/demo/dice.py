"""Chance that falls the same every time: each record throws its own dice, seeded by its name."""

from collections.abc import Iterator, Mapping
from itertools import count
from random import Random


def dice(*parts: object) -> Random:
    """Dice for one record; the same parts give the same throws on every machine."""
    return Random("·".join(map(str, parts)))  # noqa: S311 - invented data, nothing secret


def evenly() -> Iterator[float]:
    """Numbers from 0 to 1 that fill the whole range from the first few on (multiples of the golden ratio)."""
    return ((number * 0.6180339887498949) % 1 for number in count(1))


def apportion(total: int, weights: Mapping[str, float]) -> dict[str, int]:
    """Whole numbers that add up to `total`, by largest remainder; the order of `weights` breaks ties."""
    whole = sum(weights.values())
    exact = {key: total * weight / whole for key, weight in weights.items()}
    counts = {key: int(value) for key, value in exact.items()}
    rest = total - sum(counts.values())
    order = sorted(weights, key=lambda key: counts[key] - exact[key])
    for key in order[:rest]:
        counts[key] += 1
    return counts
