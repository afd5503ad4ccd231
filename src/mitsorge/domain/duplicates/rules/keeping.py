"""Pairs with their evidence as JSON keeps them. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mitsorge.domain.duplicates.rules.evidence import Reason, ReasonCode
from mitsorge.domain.duplicates.rules.pairs import Pair


@dataclass(frozen=True)
class Kept:
    """Evidence as it was when it was stored; its reasons are read when somebody asks."""

    score: float
    rows: Sequence[Any]

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        return tuple(Reason(ReasonCode(code), one, two, bits) for code, one, two, bits in self.rows)


def packed(pair: Pair) -> list[Any]:
    """[first, second, score, [[code, first, second, weight] of each reason]]."""
    reasons = [[str(one.code), one.first, one.second, one.weight] for one in pair.evidence.reasons]
    return [pair.first, pair.second, pair.evidence.score, reasons]


def unpacked(row: Sequence[Any]) -> Pair:
    """What `packed` was given."""
    first, second, score, rows = row
    return Pair(first, second, Kept(score, rows))
