"""A number that says what it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mitsorge.domain.planning.rules.codes import Quality


@dataclass(frozen=True)
class Indicator:
    """`value` = numerator / denominator × `per`; None where a part is unknown or nobody is there to divide by.

    `gaps` name what is missing in words of the reader; `at_least`: the numerator is a lower bound ("mindestens").
    """

    value: float | None
    numerator: float | None
    denominator: float | None
    as_of: date
    gaps: tuple[str, ...] = ()
    quality: Quality = Quality.OFFICIAL
    per: float = 1.0
    at_least: bool = False


def ratio(
    numerator: float | None,
    denominator: float | None,
    *,
    as_of: date,
    per: float = 1.0,
    gaps: Sequence[str] = (),
    quality: Quality = Quality.OFFICIAL,
    at_least: bool = False,
) -> Indicator:
    """A ratio with its parts. A denominator of zero gives no value: nobody lives there, nothing can be said."""
    value = numerator / denominator * per if numerator is not None and denominator else None
    return Indicator(value, numerator, denominator, as_of, tuple(gaps), quality, per, at_least)


def weakest(qualities: Sequence[Quality]) -> Quality:
    """What is made of several figures is as good as the worst of them: an estimate stays an estimate."""
    order = (Quality.ESTIMATED, Quality.SURVEY, Quality.OFFICIAL)
    return min(qualities, key=order.index, default=Quality.ESTIMATED)
