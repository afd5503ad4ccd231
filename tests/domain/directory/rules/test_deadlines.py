import tomllib
from datetime import date

import pytest

from mitsorge.domain.directory.rules import ReportKind, barrier_deadline, report_due
from mitsorge.domain.directory.rules.deadlines import TABLE, after_working_days, is_holiday


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (date(2026, 1, 1), True),
        (date(2026, 4, 3), True),  # Good Friday
        (date(2026, 4, 6), True),  # Easter Monday
        (date(2026, 5, 14), True),  # Ascension
        (date(2026, 5, 25), True),  # Whit Monday
        (date(2026, 10, 3), True),
        (date(2026, 10, 31), False),  # only some Länder
        (date(2026, 12, 24), False),
    ],
)
def test_holidays_of_all_laender(day, holiday):
    assert is_holiday(day) is holiday


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 17), 5, date(2026, 11, 24)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 12, 23), 2, date(2026, 12, 28)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 11, 17), 0, date(2026, 11, 17)),
    ],
)
def test_working_days(day, count, expected):
    assert after_working_days(day, count) == expected


@pytest.mark.parametrize(
    ("kind", "on", "expected"),
    [
        (ReportKind.ERROR, date(2026, 11, 17), date(2026, 11, 24)),
        (ReportKind.BARRIER, date(2026, 11, 17), date(2026, 12, 17)),
        (ReportKind.BARRIER, date(2026, 1, 31), date(2026, 2, 28)),  # § 188 (3) BGB
    ],
)
def test_due(kind, on, expected):
    assert report_due(kind=kind, on=on, working_days=5, land="BB") == expected


@pytest.mark.parametrize(
    ("land", "due"),
    [
        ("XX", date(2026, 12, 17)),
        ("sn", date(2026, 12, 17)),
        ("BE", date(2026, 12, 17)),
        ("NW", date(2026, 12, 29)),
    ],
)
def test_laender_have_terms_of_their_own(land, due):
    found = report_due(kind=ReportKind.BARRIER, on=date(2026, 11, 17), working_days=5, land=land)
    assert found == due


def test_every_row_has_law_source_and_date():
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["deadline"]
    assert len({row["land"] for row in rows}) == len(rows) >= 2
    for row in rows:
        assert row.keys() - {"months", "weeks"} == {"land", "law", "source", "read"}
        assert row.get("months", 0) + row.get("weeks", 0) > 0


def test_the_federal_law_holds_where_a_land_has_no_row():
    assert barrier_deadline("XX").law == "§ 12b Abs. 4 BGG"
