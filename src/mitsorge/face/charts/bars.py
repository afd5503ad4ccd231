"""Bars whose table is the chart."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """`width`: 0 to 100 of the longest, None where the number is unknown or not shown; `words`: the number as read."""

    name: str
    words: str
    width: float | None
    link: str = ""


def bars(rows: Iterable[tuple[str, float | None, str, str]]) -> list[Bar]:
    """(name, number, words, link) → bars from zero; all as wide as their number says."""
    kept = list(rows)
    longest = max((value or 0 for _name, value, _words, _link in kept), default=0)
    return [Bar(name, words, _width(value, longest), link) for name, value, words, link in kept]


def _width(value: float | None, longest: float) -> float | None:
    if value is None:
        return None
    return round(100 * value / longest, 2) if longest else 0.0
