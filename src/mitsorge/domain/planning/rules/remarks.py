"""What must be said beside a number: how it came about, what is estimated, what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class RemarkKind(StrEnum):
    """METHODS say how; the others are gaps and doubts."""

    PROJECTED = "PROJECTED"
    CALIBRATED = "CALIBRATED"
    SHARES = "SHARES"
    ESTIMATED = "ESTIMATED"
    NOT_CALIBRATED = "NOT_CALIBRATED"
    YEARS_DIFFER = "YEARS_DIFFER"
    REFUSED = "REFUSED"
    PARTS_MISSING = "PARTS_MISSING"
    NO_FIGURES = "NO_FIGURES"
    NOBODY = "NOBODY"
    NO_RATE = "NO_RATE"
    CONTRADICTION = "CONTRADICTION"
    COUNTED_TWICE = "COUNTED_TWICE"


METHODS = frozenset(
    {RemarkKind.PROJECTED, RemarkKind.CALIBRATED, RemarkKind.SHARES, RemarkKind.ESTIMATED}
)


@dataclass(frozen=True)
class Remark:
    """`values`: what the sentence names; its words are in `wording.remarks`."""

    kind: RemarkKind
    values: Mapping[str, Any] = field(default_factory=dict)
