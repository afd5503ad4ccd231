"""What readings say: the value from its parts, what is too small to be told, before and after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from mitsorge.domain.recommendations.rules.codes import Quality

PERCENT = "%"
_PLACES = Decimal("0.001")
_WORST_LAST = (Quality.SURE, Quality.LIKELY, Quality.HINT)


class NothingToDivideBy(Exception):
    """The denominator is zero: there is no value, and the reason is recorded instead."""


def value_of(numerator: int, denominator: int | None, unit: str) -> Decimal:
    """The value to three places; a percentage where the unit says so. Raises `NothingToDivideBy`."""
    if denominator is None:
        return Decimal(numerator)
    if denominator == 0:
        raise NothingToDivideBy
    share = Decimal(numerator) / denominator * (100 if unit.strip() == PERCENT else 1)
    return share.quantize(_PLACES, ROUND_HALF_UP)


class Hidden(StrEnum):
    """Why a number is not told."""

    NOT_READ = "NOT_READ"
    FEW = "FEW"  # fewer than the smallest number that is told
    NEARLY_ALL = "NEARLY_ALL"  # the remainder would tell of few


@dataclass(frozen=True)
class Seen:
    """A reading as it stands in the records."""

    on: date
    value: Decimal | None
    numerator: int | None = None
    denominator: int | None = None
    is_baseline: bool = False
    quality: Quality = Quality.LIKELY
    note: str = ""


def hidden(seen: Seen, suppress_below: int) -> Hidden | None:
    """Whether and why this reading must not be told. Zero is told: it is about nobody."""
    if seen.value is None:
        return Hidden.NOT_READ
    counted = seen.value if seen.numerator is None else seen.numerator
    if 0 < counted < suppress_below:
        return Hidden.FEW
    if seen.denominator is not None and 0 < seen.denominator - counted < suppress_below:
        return Hidden.NEARLY_ALL
    return None


class Direction(StrEnum):
    BETTER = "BETTER"
    WORSE = "WORSE"
    SAME = "SAME"


@dataclass(frozen=True)
class Effect:
    """Before and after. `quality` is that of the weaker reading: a comparison is never surer than its parts."""

    before: Seen
    after: Seen
    change: Decimal
    direction: Direction
    reached: bool | None
    quality: Quality


def effect(
    readings: Sequence[Seen],
    *,
    target: Decimal | None,
    lower_is_better: bool,
    suppress_below: int = 0,
) -> Effect | None:
    """The baseline (else the first reading) against the newest; None where two tellable numbers are missing."""
    told = [seen for seen in readings if hidden(seen, suppress_below) is None]
    starts = [seen for seen in told if seen.is_baseline] or told[:1]
    if not starts or told[-1] is starts[0]:
        return None
    before, after = starts[0], told[-1]
    change = (after.value or Decimal()) - (before.value or Decimal())
    return Effect(
        before=before,
        after=after,
        change=change,
        direction=_direction(change, lower_is_better),
        reached=_reached(after, target, lower_is_better),
        quality=max(before.quality, after.quality, key=_WORST_LAST.index),
    )


def _direction(change: Decimal, lower_is_better: bool) -> Direction:
    if not change:
        return Direction.SAME
    return Direction.BETTER if (change < 0) == lower_is_better else Direction.WORSE


def _reached(after: Seen, target: Decimal | None, lower_is_better: bool) -> bool | None:
    if target is None or after.value is None:
        return None
    return after.value <= target if lower_is_better else after.value >= target


def full_bar(readings: Sequence[Seen], target: Decimal | None) -> Decimal:
    """What a full bar means: the target, or the largest value where it lies above; at least 1."""
    values = [seen.value for seen in readings if seen.value is not None]
    return max([*values, target or Decimal(), Decimal()]) or Decimal(1)


def bar_width(value: Decimal, full: Decimal) -> float:
    """How long a bar is, from 0 to 100."""
    return round(float(min(max(value / full, Decimal()), Decimal(1)) * 100), 1)
