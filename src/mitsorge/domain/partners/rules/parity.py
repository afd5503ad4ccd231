"""Which group of partners is missing, which weighs too much, and the three banks of Niedersachsen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mitsorge.domain.partners.rules.codes import Bank

BANKS = (Bank.MUNICIPALITIES, Bank.FACILITIES, Bank.FUNDS)
TOLERANCE = 10
"""Percentage points a share may lie beside its target before it is named."""


class Weight(StrEnum):
    """How a group weighs against its target."""

    MISSING = "MISSING"
    LIGHT = "LIGHT"
    FAIR = "FAIR"
    HEAVY = "HEAVY"
    UNTARGETED = "UNTARGETED"


@dataclass(frozen=True)
class Share:
    """A group's part of all partners: `percent` and `target` from 0 to 100; no target: None."""

    code: str
    count: int
    percent: float
    target: int | None
    weight: Weight


def shares(counted: Sequence[tuple[str, int, int | None]]) -> list[Share]:
    """(code, number of partners, target in percent) of every group → its share, in the given order."""
    total = sum(count for _code, count, _target in counted)
    return [_share(code, count, target, total) for code, count, target in counted]


def _share(code: str, count: int, target: int | None, total: int) -> Share:
    percent = 100 * count / total if total else 0.0
    return Share(code, count, percent, target, weight_of(count, percent, target))


def weight_of(count: int, percent: float, target: int | None) -> Weight:
    """Nobody at all is missing, unless the target is nobody. A share on the tolerance's edge is fair."""
    if not count and target != 0:
        return Weight.MISSING
    if target is None:
        return Weight.UNTARGETED
    if percent > target + TOLERANCE:
        return Weight.HEAVY
    return Weight.LIGHT if percent < target - TOLERANCE else Weight.FAIR


def missing_of_banks(counted: Mapping[Bank, int]) -> dict[Bank, int]:
    """Seats each of the three banks lacks to be as many as the largest of them.

    § 4 NPflegeG: municipalities, facilities and Pflegekassen in equal number, at least; others sit beside them.
    """
    most = max(counted.get(bank, 0) for bank in BANKS)
    return {bank: most - counted.get(bank, 0) for bank in BANKS}
