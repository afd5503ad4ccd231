"""Free days of the Länder: what is computed, what stands in the table, what is not known."""

from datetime import date

import pytest

from mitsorge.domain.governance.rules.holidays import (
    Break,
    Free,
    Reason,
    breaks_in,
    free_days,
    public_in,
)

DAYS = [
    ("SN", date(2027, 11, 17), Reason(Free.PUBLIC, "Buß- und Bettag")),
    ("BB", date(2027, 11, 17), None),
    ("BB", date(2027, 10, 31), Reason(Free.PUBLIC, "Reformationstag")),
    ("BW", date(2027, 10, 31), Reason(Free.WEEKEND)),
    ("TH", date(2027, 9, 20), Reason(Free.PUBLIC, "Weltkindertag")),
    ("BW", date(2027, 1, 6), Reason(Free.PUBLIC, "Heilige Drei Könige")),
    ("SN", date(2027, 1, 6), None),
    ("BB", date(2027, 5, 17), Reason(Free.PUBLIC, "Pfingstmontag")),
    ("BB", date(2027, 6, 12), Reason(Free.WEEKEND)),
    ("SN", date(2026, 10, 12), Reason(Free.SCHOOL, "Herbstferien")),  # the first day
    ("SN", date(2026, 10, 23), Reason(Free.SCHOOL, "Herbstferien")),
    ("SN", date(2026, 10, 26), None),
    ("BW", date(2026, 10, 12), None),
    ("BW", date(2026, 10, 30), Reason(Free.SCHOOL, "Herbstferien")),  # the last day
    (
        "MV",
        date(2026, 10, 16),
        Reason(Free.SCHOOL, "Herbstferien"),
    ),  # general schools, not vocational
]


@pytest.mark.parametrize(("land", "day", "reason"), DAYS)
def test_why_a_day_is_free(land, day, reason):
    assert free_days(land, [day.year]).on(day) == reason


@pytest.mark.parametrize(("land", "count"), [("SN", 11), ("BW", 12), ("BB", 12), ("TH", 11)])
def test_number_of_public_holidays(land, count):
    """As many in 2026 as the Land's law names; Brandenburg counts Easter and Whit Sunday."""
    found = public_in(free_days(land, [2026]), date(2026, 1, 1), date(2026, 12, 31))
    assert len(found) == count


@pytest.mark.parametrize(
    "land", ["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"]
)  # fmt: skip
def test_every_land_is_known_for_the_same_whole_years(land):
    assert free_days(land, [2026]).years_known == frozenset(range(2025, 2030))


def test_years_beyond_the_table_are_not_guessed():
    free = free_days("SN", [2031])
    assert 2031 not in free.years_known
    assert free.on(date(2031, 7, 30)) is None
    assert free.on(date(2031, 12, 25)) == Reason(Free.PUBLIC, "Erster Weihnachtstag")


def test_an_unknown_land_has_the_holidays_of_all():
    free = free_days("XX", [2027])
    assert free.years_known == frozenset()
    assert len(free.public) == 9


def test_holidays_that_reach_into_a_period():
    found = breaks_in(free_days("SN", [2027]), date(2027, 1, 1), date(2027, 3, 1))
    assert found == [
        Break(date(2026, 12, 23), date(2027, 1, 2), "Weihnachtsferien"),
        Break(date(2027, 2, 8), date(2027, 2, 19), "Winterferien"),
    ]
