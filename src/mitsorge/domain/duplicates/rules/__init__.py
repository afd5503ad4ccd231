"""Finds the same thing twice. Plain Python and numpy: records in, pairs with their evidence out."""

from mitsorge.domain.duplicates.rules.evidence import Evidence, Grounds, Reason, ReasonCode
from mitsorge.domain.duplicates.rules.pairs import (
    THRESHOLD,
    Index,
    Pair,
    candidates,
    find,
    score,
)
from mitsorge.domain.duplicates.rules.records import Record

__all__ = [
    "THRESHOLD",
    "Evidence",
    "Grounds",
    "Index",
    "Pair",
    "Reason",
    "ReasonCode",
    "Record",
    "candidates",
    "find",
    "score",
]
