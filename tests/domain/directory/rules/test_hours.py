from datetime import time

import pytest

from mitsorge.domain.directory.rules.hours import (
    Pattern,
    Rhythm,
    is_valid_rrule,
    read,
    spans_in_order,
)


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,TU", True),
        ("RRULE:FREQ=WEEKLY;BYDAY=MO", True),
        ("freq=monthly;byday=1tu", True),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24", True),
        ("FREQ=DAILY", True),
        ("", False),
        ("Montag", False),
        ("FREQ=HOURLY", False),
        ("FREQ=WEEKLY;BYDAY=XX", False),
        ("FREQ=WEEKLY;BYDAY=", False),
        ("FREQ=WEEKLY;INTERVAL=zwei", False),
        ("FREQ=WEEKLY;INTERVAL=0;BYDAY=MO", False),
        ("FREQ=WEEKLY;BYHOUR=8", False),
        ("FREQ=WEEKLY;BYDAY=MO\nEXDATE:20260101", False),
        ("FREQ=MONTHLY;BYDAY=99TU", False),
        ("FREQ=MONTHLY;BYDAY=0TU", False),
        ("FREQ=WEEKLY;BYDAY=1TU", False),
        ("FREQ=YEARLY;BYDAY=53MO", True),
    ],
)
def test_valid_rules(text, valid):
    assert is_valid_rrule(text) is valid


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("FREQ=DAILY", Pattern(Rhythm.WEEKLY, (0, 1, 2, 3, 4, 5, 6))),
        ("FREQ=DAILY;INTERVAL=2", Pattern(Rhythm.OTHER)),
        ("FREQ=WEEKLY;BYDAY=FR,MO", Pattern(Rhythm.WEEKLY, (0, 4))),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;WKST=MO", Pattern(Rhythm.WEEKLY, (0,), 2)),
        ("FREQ=WEEKLY", Pattern(Rhythm.OTHER)),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=5", Pattern(Rhythm.OTHER)),
        ("FREQ=MONTHLY;BYDAY=1TU", Pattern(Rhythm.MONTHLY, (1,), 1, (1,))),
        ("FREQ=MONTHLY;BYDAY=-1TU,1TU", Pattern(Rhythm.MONTHLY, (1,), 1, (1, -1))),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", Pattern(Rhythm.MONTHLY, (1,), 1, (2,))),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", Pattern(Rhythm.OTHER)),
        ("FREQ=MONTHLY;BYDAY=1TU,WE", Pattern(Rhythm.OTHER)),
        ("FREQ=MONTHLY;BYDAY=1TU,3WE", Pattern(Rhythm.OTHER)),
        ("FREQ=MONTHLY;BYDAY=1TU;BYSETPOS=1", Pattern(Rhythm.OTHER)),
        ("FREQ=MONTHLY;BYMONTHDAY=15", Pattern(Rhythm.OTHER)),
        ("FREQ=YEARLY", Pattern(Rhythm.OTHER)),
    ],
)
def test_patterns(text, pattern):
    assert read(text) == pattern


@pytest.mark.parametrize(
    ("opens_at", "closes_at", "expected"),
    [
        (None, time(8), True),
        (time(8), None, True),
        (time(8), time(16), True),
        (time(16), time(8), False),
        (time(8), time(8), False),
        (time(8), time(0), True),
    ],
)
def test_spans(opens_at, closes_at, expected):
    assert spans_in_order(opens_at, closes_at) is expected
