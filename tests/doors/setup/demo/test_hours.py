"""Meetings of the demo begin when people meet, whatever the hour it is started at."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from mitsorge.doors.setup.demo.life import hours

BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("started", "lately", "soon"),
    [
        ("2026-11-19T11:10", "2026-11-19T10:00", "2026-11-19T12:30"),
        ("2026-11-19T11:00", "2026-11-19T10:00", "2026-11-19T12:00"),
        ("2026-11-19T09:40", "2026-11-18T16:00", "2026-11-19T11:00"),
        ("2026-11-19T03:15", "2026-11-18T16:00", "2026-11-19T09:00"),
        ("2026-11-19T17:20", "2026-11-19T16:00", "2026-11-20T09:00"),
        ("2026-11-20T23:59", "2026-11-20T16:00", "2026-11-23T09:00"),
        ("2026-11-22T06:00", "2026-11-20T16:00", "2026-11-23T09:00"),
        ("2026-10-26T04:00", "2026-10-23T16:00", "2026-10-26T09:00"),
    ],
)
def test_people_meet_on_working_days(started: str, lately: str, soon: str) -> None:
    assert hours.lately(at(started)) == at(lately)
    assert hours.soon(at(started)) == at(soon)


@pytest.mark.parametrize(
    ("day", "land", "works"),
    [
        ("2026-12-23", "BB", True),
        ("2026-12-24", "BB", False),
        ("2026-12-28", "BB", False),
        ("2026-12-31", "", False),
        ("2027-01-04", "BB", True),
        ("2027-01-06", "BB", True),
        ("2027-01-06", "BW", False),
        ("2026-11-18", "SN", False),
        ("2026-11-18", "BB", True),
        ("2026-10-03", "", False),
        ("2026-11-21", "", False),
        ("2026-07-20", "BB", True),
    ],
)
def test_holidays_of_the_land_and_the_end_of_the_year_are_free(
    day: str, land: str, works: bool
) -> None:
    """School holidays advise against a meeting, they do not forbid it."""
    assert hours.is_working(date.fromisoformat(day), land) is works


def test_nobody_meets_at_the_end_of_the_year() -> None:
    assert hours.lately(at("2026-12-29T11:00")) == at("2026-12-23T16:00")
    assert hours.soon(at("2026-12-29T11:00")) == at("2027-01-04T09:00")
