"""What a report of free places counts for, and how long."""

from datetime import date, timedelta

import pytest

from mitsorge.domain.directory.rules import (
    PlaceKind,
    Places,
    counts_until,
    light_of_report,
    participation,
    postcodes_of,
    shelf_days,
    weekdays_code,
    weekdays_of,
)
from mitsorge.domain.directory.rules.places import are_postcodes

TODAY = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        (PlaceKind.LONG_TERM, 14),
        (PlaceKind.SHORT_TERM, 14),
        (PlaceKind.DAY, 14),
        (PlaceKind.AMBULANT, 14),
        (PlaceKind.ASSISTED_LIVING, 28),
        (PlaceKind.NEIGHBOURS, 28),
        (PlaceKind.OTHER, 14),
        ("", 14),
    ],
)
def test_a_report_counts_by_its_kind(kind, days):
    assert shelf_days(kind) == days


@pytest.mark.parametrize(
    ("kind", "age", "available", "on_request", "free_to", "light"),
    [
        ("DAY", 0, 4, False, None, Places.FREE),
        ("DAY", 9, 2, False, None, Places.FREE),
        ("DAY", 14, 1, False, None, Places.FEW),
        ("DAY", 15, 1, False, None, Places.UNKNOWN),
        ("DAY", 0, 0, False, None, Places.NONE),
        ("DAY", 15, 0, False, None, Places.UNKNOWN),
        ("DAY", 0, None, True, None, Places.ON_REQUEST),
        ("DAY", 0, None, False, None, Places.ON_REQUEST),
        ("NEIGHBOURS", 15, 1, False, None, Places.FEW),
        ("NEIGHBOURS", 28, 1, False, None, Places.FEW),
        ("NEIGHBOURS", 29, 1, False, None, Places.UNKNOWN),
        ("DAY", 1, 2, False, TODAY, Places.FREE),
        ("DAY", 1, 2, False, TODAY - timedelta(days=1), Places.UNKNOWN),
        ("DAY", 15, 2, False, TODAY + timedelta(days=90), Places.UNKNOWN),
    ],
)
def test_the_light_ages(kind, age, available, on_request, free_to, light):
    told = {"available": available, "on_request": on_request, "free_to": free_to}
    shown = light_of_report(kind=kind, updated_on=TODAY - timedelta(days=age), on=TODAY, **told)
    assert shown is light


def test_a_report_counts_until_its_last_free_day_at_most():
    day = {"kind": "DAY", "updated_on": TODAY}
    assert counts_until(**day, free_to=None) == date(2026, 12, 1)
    assert counts_until(**day, free_to=date(2026, 11, 20)) == date(2026, 11, 20)
    assert counts_until(**day, free_to=date(2027, 1, 1)) == date(2026, 12, 1)


def test_days_are_stored_in_the_order_of_the_week():
    assert weekdays_code(["TH", "MO", "XX"]) == "MO,TH"
    assert weekdays_of("MO,TH") == ("MO", "TH")
    assert weekdays_of("") == ()


@pytest.mark.parametrize(
    ("text", "found", "fine"),
    [
        ("", (), True),
        ("14822, 14806", ("14822", "14806"), True),
        ("14822;14822 14806", ("14822", "14806"), True),
        ("1482", ("1482",), False),
        ("14822 Brück", ("14822", "Brück"), False),
        ("１４８２２", ("１４８２２",), False),
    ],
)
def test_postcodes_of_a_text(text, found, fine):
    assert postcodes_of(text) == found
    assert are_postcodes(text) is fine


def test_who_takes_part_is_told_with_the_mean_age():
    share = participation([0, 5, 10], possible=4)
    assert (share.reporting, share.possible, share.percent, share.mean_days) == (3, 4, 75, 5.0)
    nobody = participation([], possible=0)
    assert (nobody.percent, nobody.mean_days) == (0, None)
