from datetime import date, timedelta

import pytest

from mitsorge.domain.directory import rules
from mitsorge.domain.directory.rules import Age, Places

DAY = date(2026, 11, 17)


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("assured_on", "age", "days"),
    [
        (None, Age.NEVER, None),
        (ago(-3), Age.FRESH, 0),
        (DAY, Age.FRESH, 0),
        (ago(120), Age.FRESH, 120),
        (ago(121), Age.AGEING, 121),
        (ago(182), Age.AGEING, 182),
        (ago(183), Age.STALE, 183),
        (ago(4000), Age.STALE, 4000),
    ],
)
def test_freshness_of_six_months(assured_on, age, days):
    found = rules.freshness(assured_on=assured_on, on=DAY, review_months=6)
    assert (found.age, found.days) == (age, days)


def test_what_is_left_runs_from_one_to_zero():
    left = [
        rules.freshness(assured_on=ago(days), on=DAY, review_months=6).left for days in (0, 91, 999)
    ]
    assert left == [1.0, pytest.approx(0.5017, abs=1e-4), 0.0]


YES, BEFORE, AFTER = DAY, ago(1), ago(-1)


@pytest.mark.parametrize(
    ("status", "start", "end", "expected"),
    [
        ("ACTIVE", None, None, True),
        ("ACTIVE", DAY, None, True),
        ("ACTIVE", AFTER, None, False),
        ("ACTIVE", None, AFTER, True),
        ("ACTIVE", None, DAY, False),
        ("ACTIVE", BEFORE, AFTER, True),
        ("DRAFT", None, None, False),
        ("INACTIVE", None, None, False),
        ("DEFUNCT", None, None, False),
    ],
)
def test_visibility(status, start, end, expected):
    seen = rules.is_visible(status=rules.Status(status), on=DAY, visible_from=start, visible_to=end)
    assert seen is expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, False),
        (None, AFTER, False),
        (DAY, None, True),
        (AFTER, None, False),
        (BEFORE, AFTER, True),
        (BEFORE, DAY, False),
    ],
)
def test_closed(start, end, expected):
    assert rules.is_closed(on=DAY, closed_from=start, closed_to=end) is expected


@pytest.mark.parametrize(
    ("available", "on_request", "updated_on", "light"),
    [
        (5, False, DAY, Places.FREE),
        (2, False, DAY, Places.FREE),
        (1, False, DAY, Places.FEW),
        (0, False, DAY, Places.NONE),
        (None, False, DAY, Places.ON_REQUEST),
        (3, True, DAY, Places.ON_REQUEST),
        (2, False, None, Places.UNKNOWN),
        (2, False, ago(14), Places.FREE),
        (0, False, ago(15), Places.UNKNOWN),
    ],
)
def test_light_of_places(available, on_request, updated_on, light):
    found = rules.places_light(
        available=available, on_request=on_request, updated_on=updated_on, on=DAY
    )
    assert found is light


@pytest.mark.parametrize(
    ("recognized", "until", "counts", "ends_soon"),
    [
        (False, None, False, False),
        (True, None, True, False),
        (True, BEFORE, False, False),
        (True, DAY, True, True),
        (True, ago(-56), True, True),
        (True, ago(-57), True, False),
        (False, DAY, False, False),
    ],
)
def test_whether_a_recognition_counts_and_ends_soon(recognized, until, counts, ends_soon):
    assert rules.is_recognized(recognized=recognized, until=until, on=DAY) is counts
    assert rules.recognition_ends_soon(recognized=recognized, until=until, on=DAY) is ends_soon


@pytest.mark.parametrize(
    ("recognized", "until", "state", "relief"),
    [
        (False, None, rules.Recognition.NONE, True),
        (True, None, rules.Recognition.VALID, True),
        (True, ago(-1), rules.Recognition.VALID, True),
        (True, DAY, rules.Recognition.VALID, True),
        (True, BEFORE, rules.Recognition.ENDED, False),
    ],
)
def test_an_ended_recognition_takes_the_relief_amount_along(recognized, until, state, relief):
    found = rules.recognition(recognized=recognized, until=until, on=DAY)
    assert found is state
    assert rules.may_be_expected(rules.RELIEF, found) is relief
    assert rules.may_be_expected("pflegekasse", found)


FADING = [(0, 0), (181, 0), (183, 1), (365, 1), (366, 2), (9999, 2)]


@pytest.mark.parametrize(("days", "steps"), FADING)
def test_an_entry_fades_from_its_interval_on(days, steps):
    """Six months of 30.4375 days are 182.6 days."""
    assert rules.days.faded(days=days, interval_days=6 * rules.days.DAYS_PER_MONTH) == steps
