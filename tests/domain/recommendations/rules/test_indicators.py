"""Values from their parts, small numbers, before and after."""

from datetime import date
from decimal import Decimal

import pytest

from mitsorge.domain.recommendations.rules import Quality
from mitsorge.domain.recommendations.rules.indicators import (
    Direction,
    Hidden,
    NothingToDivideBy,
    Seen,
    bar_width,
    effect,
    full_bar,
    hidden,
    value_of,
)

D = Decimal


def seen(year: int, value: int | None, **more) -> Seen:
    return Seen(date(year, 5, 1), None if value is None else D(value), **more)


@pytest.mark.parametrize(
    ("numerator", "denominator", "unit", "value"),
    [
        (27, None, "Plätze", D(27)),
        (10, 13, "%", D("76.923")),
        (4447, 24036, "%", D("18.501")),  # domain.md 3: the denominator trap, over all
        (4447, 20778, "%", D("21.402")),  # and without those who only draw the relief amount
        (1, 3, "je Ort", D("0.333")),
        (0, 5, "%", D(0)),
    ],
)
def test_the_value_follows_from_its_parts(numerator, denominator, unit, value) -> None:
    assert value_of(numerator, denominator, unit) == value


def test_nothing_is_divided_by_zero() -> None:
    with pytest.raises(NothingToDivideBy):
        value_of(3, 0, "%")


@pytest.mark.parametrize(
    ("one", "below", "why"),
    [
        (seen(2026, 4), 5, Hidden.FEW),
        (seen(2026, 5), 5, None),
        (seen(2026, 0), 5, None),
        (seen(2026, 4), 0, None),
        (seen(2026, 40, numerator=4, denominator=10), 5, Hidden.FEW),
        (seen(2026, 70, numerator=7, denominator=10), 5, Hidden.NEARLY_ALL),
        (seen(2026, 100, numerator=10, denominator=10), 5, None),
        (seen(2026, 50, numerator=10, denominator=20), 5, None),
        (seen(2026, None, note="Die Klinik hat nicht gemeldet."), 0, Hidden.NOT_READ),
    ],
)
def test_small_numbers_are_not_told(one: Seen, below: int, why: Hidden | None) -> None:
    assert hidden(one, below) == why


def test_before_and_after_are_no_surer_than_the_weaker_reading() -> None:
    rows = [seen(2023, 12, is_baseline=True, quality=Quality.SURE), seen(2024, None, note="x"),
            seen(2026, 27, quality=Quality.HINT)]  # fmt: skip
    found = effect(rows, target=D(30), lower_is_better=False)
    assert found is not None
    assert (found.change, found.direction, found.reached, found.quality) == (
        D(15),
        Direction.BETTER,
        False,
        Quality.HINT,
    )


@pytest.mark.parametrize(
    ("before", "after", "lower", "target", "direction", "reached"),
    [
        (40, 25, True, D(30), Direction.BETTER, True),
        (40, 45, True, D(30), Direction.WORSE, False),
        (12, 10, False, None, Direction.WORSE, None),
        (12, 12, False, D(12), Direction.SAME, True),
    ],
)
def test_the_direction_depends_on_what_is_good(
    before, after, lower, target, direction, reached
) -> None:
    found = effect([seen(2023, before), seen(2026, after)], target=target, lower_is_better=lower)
    assert found is not None
    assert (found.direction, found.reached) == (direction, reached)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [seen(2023, 12)],
        [seen(2023, 12), seen(2026, None, note="x")],
        [seen(2023, 3), seen(2026, 12)],
        [seen(2023, 12), seen(2025, 20, is_baseline=True)],
    ],
)
def test_one_number_is_no_comparison(rows: list[Seen]) -> None:
    assert effect(rows, target=None, lower_is_better=False, suppress_below=5) is None


def test_the_full_bar_is_the_target_or_the_largest_value() -> None:
    assert full_bar([seen(2023, 12), seen(2026, 27)], D(30)) == 30
    assert full_bar([seen(2023, 12), seen(2026, 45)], D(30)) == 45
    assert full_bar([seen(2023, 0)], None) == 1
    assert (bar_width(D(27), D(30)), bar_width(D(60), D(30)), bar_width(D(-2), D(30))) == (
        *(90.0, 100.0, 0.0),
    )
