"""How good the answers are: the judged queries against an invented directory."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import log2
from pathlib import Path
from typing import Any

from mitsorge.domain.directory.models import Attribute, Service
from mitsorge.domain.directory.rules import TermKind
from mitsorge.domain.directory.search import SearchRequest, SearchResult, find
from mitsorge.foundation.places.queries import locate_text

DATA = Path(__file__).resolve().parent.parent / "tests/domain/directory/data"
QUERIES = DATA / "judged_queries.toml"
HOLD_OUT = DATA / "holdout_queries.toml"
FIRST_ANSWER = {
    "queries": 82,
    "ndcg_at_10": 0.673,
    "precision_at_3": 0.741,
    "zero_hit_rate": 0.194,
    "honest_empty_rate": 0.900,
}
"""The hold-out asked blind, before the words that it showed to be missing were added: what new words from new people
may expect. What later versions reach on it is an upper bound.
"""
CUT, FIRST, RELEVANT = 10, 3, 2
"""nDCG at 10; precision at 3, where grades 2 and 3 are relevant."""


@dataclass(frozen=True)
class Judged:
    """One query and how it was answered. `gains`: grades of the first ten hits."""

    query: Mapping[str, Any]
    result: SearchResult
    gains: tuple[int, ...] = ()
    ideal: tuple[int, ...] = ()

    @property
    def ndcg(self) -> float:
        return _dcg(self.gains) / _dcg(self.ideal)

    @property
    def precision(self) -> float:
        """Of the first three; of fewer where the directory has fewer that are relevant."""
        possible = min(FIRST, sum(gain >= RELEVANT for gain in self.ideal))
        return min(sum(gain >= RELEVANT for gain in self.gains[:FIRST]) / possible, 1.0)


@dataclass(frozen=True)
class Quality:
    """`found`: answers to queries that should find; `none`: to those that should not."""

    found: list[Judged] = field(default_factory=list)
    none: list[Judged] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        return {
            "queries": len(self.found) + len(self.none),
            "ndcg_at_10": _mean(item.ndcg for item in self.found),
            "precision_at_3": _mean(item.precision for item in self.found),
            "zero_hit_rate": _mean(item.result.total == 0 for item in self.found),
            "honest_empty_rate": _mean(item.result.total == 0 for item in self.none),
        }


def judge(*, on: date, queries: Path = QUERIES) -> Quality:
    """Ask every judged query of the directory in the database; a service is as good as its best kind."""
    kinds = _kinds()
    quality = Quality()
    for query in tomllib.loads(queries.read_text(encoding="utf-8"))["query"]:
        where = locate_text(query["wo"], on=on) if query.get("wo") else None
        result = find(SearchRequest(on=on, what=query["q"], where=where))
        if query.get("none"):
            quality.none.append(Judged(query, result))
        else:
            quality.found.append(_judged(query, result, kinds))
    return quality


def _judged(query: Mapping[str, Any], result: SearchResult, kinds: dict[int, set[str]]) -> Judged:
    grades = {
        pk: max((query["grades"].get(code, 0) for code in codes), default=0)
        for pk, codes in kinds.items()
    }
    gains = tuple(grades.get(hit.service_id, 0) for hit in result.hits[:CUT])
    return Judged(query, result, gains, tuple(sorted(grades.values(), reverse=True)[:CUT]))


def _kinds() -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    rows = Attribute.objects.filter(term__kind=TermKind.CARE)
    for pk, code in rows.values_list("service_id", "term__code"):
        found.setdefault(pk, set()).add(code)
    return found


def _dcg(gains: Iterable[int]) -> float:
    return sum((2**gain - 1) / log2(at + 2) for at, gain in enumerate(gains))


def _mean(values: Iterable[float]) -> float:
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else 0.0


def weak(quality: Quality, below: float = 0.8) -> Iterator[Judged]:
    """Answers worth a look."""
    yield from (item for item in quality.found if item.ndcg < below)
    yield from (item for item in quality.none if item.result.total)


def answers(quality: Quality) -> dict[str, list[str | int]]:
    """What each query found: the total, then the addresses of the first ten."""
    slugs = dict(Service.objects.values_list("pk", "slug"))
    return {
        f"{item.query['q']} | {item.query.get('wo', '')}": [
            item.result.total,
            *(slugs[hit.service_id] for hit in item.result.hits[:CUT]),
        ]
        for item in (*quality.found, *quality.none)
    }
