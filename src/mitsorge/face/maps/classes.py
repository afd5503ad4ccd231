"""The classes of a map: where they begin, which shade each has, how the legend says them."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

NO_CLASS = 0
"""Nothing is known: hatched, "keine Angabe"."""
SHADES = {1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
"""The shades (1 pale, 5 deep) of so many classes, as far apart as they can be."""
FILLS = ("none", "#e6ebf7", "#b9ccf2", "#829fde", "#476dbe", "#1b377e")
"""The shades of a picture that leaves the house; on a page they are `--ms-scale-1` to `-5` of the light look."""


@dataclass(frozen=True)
class Entry:
    """One line of a legend."""

    shade: int
    words: str


@dataclass(frozen=True)
class Classes:
    """`edges`: where each class after the first begins, rising. `is_even`: as many areas in each (quantiles)."""

    edges: tuple[float, ...]
    is_even: bool = False

    def shade(self, value: float | None) -> int:
        """1 (least) to 5 (most), or `NO_CLASS`. A value on an edge belongs to the class above it."""
        if value is None:
            return NO_CLASS
        return SHADES[len(self.edges) + 1][bisect_right(self.edges, value)]

    def legend(self, words: Callable[[str, str], str]) -> list[Entry]:
        """From least to most. `words(low, high)` says one class; the first has no low, the last no high."""
        lows, highs = ("", *map(_edge, self.edges)), (*map(_edge, self.edges), "")
        shades = SHADES[len(self.edges) + 1]
        return [
            Entry(shade, words(low, high))
            for shade, low, high in zip(shades, lows, highs, strict=True)
        ]


def _edge(value: float) -> str:
    return f"{value:.10g}"


def fixed(edges: Sequence[float]) -> Classes:
    """Classes that stay the same for every area and year, so that maps can be compared. At most 4 edges."""
    return Classes(tuple(edges))


def quantiles(values: Iterable[float | None], count: int = 5, digits: int = 0) -> Classes:
    """As many areas in each class as there can be; edges rounded, equal ones left out.

    Unknown values do not count. Fewer than two different values make one class.
    """
    known = sorted(value for value in values if value is not None)
    count = min(count, len(known))
    cuts = [known[len(known) * n // count] for n in range(1, count)] if known else []
    edges = sorted({round(cut, digits) for cut in cuts})
    return Classes(tuple(edge for edge in edges if known[0] < edge <= known[-1]), is_even=True)
