"""What a rhythm wants: how many meetings a year, around which days, from when on silence is a warning."""

from datetime import date, time
from decimal import Decimal

import pytest

from mitsorge.domain.governance.rules.procedure import Rules
from mitsorge.domain.governance.rules.rhythm import (
    Report,
    Silence,
    Slot,
    Table,
    ideals,
    owed,
    reports,
    silence,
    usual,
)


def slots(*days: date, starts: time = time(14), minutes: int = 120) -> tuple[Slot, ...]:
    return tuple(Slot(day, starts, minutes) for day in days)


def table(per_year: str | None, *days: date, **more) -> Table:
    return Table(1, Decimal(per_year) if per_year else None, slots(*days), **more)


LAST_CONFERENCE = date(2025, 5, 20)
OWED = [
    ("four round tables a year", table("4"), 2027, 4),
    ("a network day a year", table("1"), 2027, 1),
    ("every half year (Nordrhein-Westfalen: two a year)", table("2"), 2027, 2),
    ("one and a half a year counts up", table("1.5"), 2027, 2),
    ("no rhythm", table(None), 2027, 0),
    ("every two years, one year after", table("0.5", LAST_CONFERENCE), 2026, 0),
    ("every two years, two years after", table("0.5", LAST_CONFERENCE), 2027, 1),
    ("every two years, three years after", table("0.5", LAST_CONFERENCE), 2028, 1),
    ("every two years, never held", table("0.5"), 2026, 1),
]


@pytest.mark.parametrize(("case", "of", "year", "count"), OWED, ids=[row[0] for row in OWED])
def test_how_many_a_year(case, of, year, count):
    assert owed(year, of) == count


def test_even_spread_without_a_year_before():
    assert ideals(2027, table("4")) == [
        date(2027, 2, 15), date(2027, 5, 17), date(2027, 8, 17), date(2027, 11, 16),
    ]  # fmt: skip


def test_a_year_after_those_of_the_year_before():
    before = table("2", date(2026, 3, 4), date(2026, 9, 16))
    assert ideals(2027, before) == [date(2027, 3, 3), date(2027, 9, 15)]


def test_what_is_planned_takes_the_nearest_day():
    planned = table("4", date(2027, 5, 4))
    assert ideals(2027, planned) == [date(2027, 2, 15), date(2027, 8, 17), date(2027, 11, 16)]


def test_more_planned_than_owed_wants_nothing():
    assert ideals(2027, table("1", date(2027, 3, 3), date(2027, 6, 2))) == []


def test_a_rhythm_of_two_years_wants_the_day_it_falls_due():
    assert ideals(2027, table("0.5", LAST_CONFERENCE)) == [date(2027, 5, 20)]


def test_an_extraordinary_meeting_fills_no_rhythm():
    extra = Slot(date(2027, 5, 4), time(9), 60, is_extraordinary=True)
    of = Table(1, Decimal(1), (extra,))
    assert ideals(2027, of) == [date(2027, 7, 2)]
    assert usual(of) is None


def test_usual_is_what_most_had():
    of = Table(
        1,
        Decimal(4),
        slots(date(2026, 2, 3), date(2026, 5, 5), starts=time(17))
        + slots(date(2026, 8, 19), starts=time(9)),
    )
    assert usual(of) == Slot(date(2026, 5, 5), time(17), 120)


def test_a_draw_goes_to_the_youngest():
    of = table("4", date(2026, 2, 3), date(2026, 5, 6))
    assert usual(of) == Slot(date(2026, 5, 6), time(14), 120)


ON = date(2026, 11, 22)
SILENT = [
    ("nine months, two a year", table("2", date(2026, 2, 18)), Silence(9, Decimal(2), date(2026, 2, 18))),
    ("the period ends today", table("2", date(2026, 5, 22)), Silence(6, Decimal(2), date(2026, 5, 22))),
    ("one day left", table("2", date(2026, 5, 23)), None),
    ("one is planned", table("2", date(2026, 2, 18), date(2027, 1, 12)), None),
    ("no rhythm", table(None, date(2020, 2, 18)), None),
    ("every two years", table("0.5", date(2025, 5, 20)), None),
    ("every two years, missed", table("0.5", date(2024, 5, 20)), Silence(30, Decimal("0.5"), date(2024, 5, 20))),
    ("never met, since long", table("2", since=date(2026, 1, 1)), Silence(10, Decimal(2), None)),
    ("never met, nobody knows since when", table("2"), None),
    ("ended", table("2", date(2026, 2, 18), until=date(2026, 6, 1)), None),
]  # fmt: skip


@pytest.mark.parametrize(("case", "of", "found"), SILENT, ids=[row[0] for row in SILENT])
def test_silence(case, of, found):
    assert silence(of, on=ON) == found


def test_yearly_report_of_nordrhein_westfalen():
    """§ 8 (2) APG NRW practice: the minutes of the year to the ministry by 31 December."""
    found = reports(2027, Rules(source="x", report_to="Ministerium", report_day="12-31"), held=[])
    assert found == [Report(date(2027, 12, 31), "Ministerium")]


def test_report_within_three_months_of_niedersachsen():
    """§ 4 NPflegeG: a report to the ministry within three months of the meeting."""
    held = [date(2026, 11, 30), date(2027, 5, 3), date(2027, 11, 2)]
    found = reports(2027, Rules(source="x", report_to="Ministerium", report_months=3), held)
    assert found == [
        Report(date(2027, 2, 28), "Ministerium", date(2026, 11, 30)),
        Report(date(2027, 8, 3), "Ministerium", date(2027, 5, 3)),
    ]
