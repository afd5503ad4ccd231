"""Bars made of parts: each part with a pattern of its own, its number in the table beside."""

from collections.abc import Sequence
from dataclasses import dataclass

PATTERNS = ("full", "lines", "dots", "cross", "pale")
MOST = len(PATTERNS)


@dataclass(frozen=True)
class Stack:
    """One bar: a number for each part, None where nothing is drawn, and the same in words."""

    name: str
    values: Sequence[float | None]
    words: Sequence[str]
    total: str


@dataclass(frozen=True)
class Part:
    """A piece of a bar: where it begins and how wide it is, in hundredths of the longest bar."""

    x: float
    width: float
    pattern: str


@dataclass(frozen=True)
class DrawnStack:
    """`words`: the numbers of its parts as they are read, in the order of the legend."""

    name: str
    parts: tuple[Part, ...]
    words: tuple[str, ...]
    total: str


@dataclass(frozen=True)
class StackChart:
    """`legend`: (pattern, name) of each part."""

    legend: tuple[tuple[str, str], ...]
    stacks: tuple[DrawnStack, ...]


def stacks(names: Sequence[str], rows: Sequence[Stack]) -> StackChart | None:
    """The chart; None with nothing known. Raises `ValueError` for more than five parts."""
    if len(names) > MOST:
        raise ValueError(f"more than {MOST} parts cannot be told apart")
    longest = max((sum(value or 0 for value in row.values) for row in rows), default=0)
    if not longest:
        return None
    return StackChart(
        tuple(zip(PATTERNS, names, strict=False)),
        tuple(
            DrawnStack(row.name, _parts(row.values, longest), tuple(row.words), row.total)
            for row in rows
        ),
    )


def _parts(values: Sequence[float | None], longest: float) -> tuple[Part, ...]:
    found: list[Part] = []
    start = 0.0
    for pattern, value in zip(PATTERNS, values, strict=False):
        if value:
            width = 100 * value / longest
            found.append(Part(round(start, 2), round(width, 2), pattern))
            start += width
    return tuple(found)
