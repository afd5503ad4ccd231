"""Typing errors and half-typed words, mended with words that the public may see."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

SHORTEST = 4
COMPLETES_FROM = 4


def errors_allowed(length: int) -> int:
    """How many letters may be wrong in a word of this length: none below 5, one below 10, then two."""
    return 0 if length < 5 else 1 if length < 10 else 2


class Spelling:
    """`surfaces`: folded word to the word as written; `weights`: which of equally near words is meant."""

    def __init__(self, surfaces: Mapping[str, str], weights: Mapping[str, int]) -> None:
        self.surfaces, self.weights = surfaces, weights
        self.sorted = sorted(surfaces)
        self.by_start: dict[str, list[str]] = defaultdict(list)
        for folded in self.sorted:
            self.by_start[folded[:1]].append(folded)

    def mended(self, folded: str) -> str:
        """The word as written that was probably meant, or "". The first letter is believed first."""
        completed = self.completed(folded)
        if completed:
            return self.surfaces[completed]
        near = self._near(folded, self.by_start.get(folded[:1], ())) or self._near(
            folded, self.sorted
        )
        return self.surfaces[near] if near else ""

    def completed(self, folded: str) -> str:
        """The shortest word that begins with what was typed, or ""."""
        if len(folded) < COMPLETES_FROM:
            return ""
        start = bisect_left(self.sorted, folded)
        found = [word for word in self.sorted[start : start + 50] if word.startswith(folded)]
        return min(found, key=len, default="")

    def _near(self, folded: str, words: Iterable[str]) -> str:
        allowed = errors_allowed(len(folded))
        if not allowed:
            return ""
        like = [word for word in words if abs(len(word) - len(folded)) <= allowed]
        found = extract(folded, like, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        best = min(
            found, key=lambda item: (item[1], -self.weights.get(item[0], 0), item[0]), default=None
        )
        return str(best[0]) if best else ""
