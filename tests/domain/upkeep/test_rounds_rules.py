"""The dates of a round, as a table."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from mitsorge.domain.directory.rules.days import Age, freshness
from mitsorge.domain.upkeep.rules import CallResult
from mitsorge.domain.upkeep.rules.rounds import (
    ENDS,
    LETTER_AFTER,
    LINK_DAYS,
    Past,
    WhyCall,
    Written,
    due_on,
    first_due,
    may_open,
    next_letter,
    next_letter_on,
    rings_again_on,
    why_call,
)

MONDAY = date(2026, 3, 2)


def day(month: int, number: int) -> date:
    return date(2026, month, number)


@pytest.mark.parametrize(
    ("assured_on", "months", "expected"),
    [
        (None, 6, date.min),
        (date(2026, 1, 1), 6, date(2026, 7, 3)),  # 182.625 days, the whole day counts
        (date(2026, 1, 1), 12, date(2027, 1, 2)),
        (date(2026, 1, 1), 1, date(2026, 2, 1)),
    ],
)
def test_due_is_the_day_on_which_the_public_page_turns_stale(assured_on, months, expected):
    assert due_on(assured_on, months) == expected
    if assured_on:
        ages = [
            freshness(
                assured_on=assured_on,
                on=date.fromordinal(expected.toordinal() + shift),
                review_months=months,
            ).age
            for shift in (-1, 0)
        ]
        assert ages == [Age.AGEING, Age.STALE]


def test_the_earliest_entry_counts_and_an_own_rhythm_replaces_every_interval():
    entries = [(day(1, 1), 6), (day(2, 1), 3)]
    assert first_due([], None) is None
    assert first_due(entries, None) == due_on(day(2, 1), 3)
    assert first_due(entries, 12) == due_on(day(1, 1), 12)
    assert first_due([*entries, (None, 6)], 24) == date.min


@pytest.mark.parametrize(
    ("due", "past", "expected"),
    [
        (None, Past(), False),
        (day(3, 3), Past(), False),
        (day(3, 2), Past(), True),
        (date.min, Past(), True),
        (date.min, Past(last_letter_on=day(2, 17)), False),
        (date.min, Past(last_letter_on=day(2, 16)), True),
        (date.min, Past(answered_on=day(1, 6)), False),
        (date.min, Past(answered_on=day(1, 5)), True),
    ],
)
def test_a_round_begins_when_something_is_due_and_nobody_was_bothered_just_now(due, past, expected):
    assert may_open(due, past, on=MONDAY) is expected


@pytest.mark.parametrize(
    ("written", "on", "expected"),
    [
        (Written(0), day(3, 2), 0),
        (Written(1, day(3, 2)), day(3, 15), None),
        (Written(1, day(3, 2)), day(3, 16), 1),
        (Written(2, day(3, 16)), day(4, 12), None),
        (Written(2, day(3, 16)), day(4, 13), 2),
        (Written(1, day(3, 2)), day(4, 20), 1),  # the worker stood still: one at a time
        (Written(2, day(4, 20)), day(5, 3), None),
        (Written(2, day(4, 20)), day(5, 4), 2),
        (Written(3, day(4, 13)), date(2027, 1, 1), None),
    ],
)
def test_letters_at_0_2_and_6_weeks_and_never_two_within_two_weeks(written, on, expected):
    assert next_letter(MONDAY, written, on=on) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (Written(1, day(3, 2)), day(3, 16)),
        (Written(2, day(3, 16)), day(4, 13)),
        (Written(2, day(4, 20)), day(5, 4)),  # the worker stood still: not before two weeks
        (Written(3, day(4, 13)), None),
    ],
)
def test_the_day_of_the_next_letter_is_the_first_on_which_it_goes_out(written, expected):
    assert next_letter_on(MONDAY, written) == expected
    for before in (timedelta(1), timedelta(0)) if expected else ():
        is_day = next_letter(MONDAY, written, on=expected - before) is not None
        assert is_day == (before == timedelta(0))


@pytest.mark.parametrize(
    ("written", "bounced", "on", "expected"),
    [
        (Written(0), False, MONDAY, WhyCall.NO_ADDRESS),
        (Written(1, MONDAY), True, MONDAY, WhyCall.BOUNCED),
        (Written(2, day(3, 16)), False, date(2027, 1, 1), None),
        (Written(3, day(4, 13)), False, day(4, 19), None),
        (Written(3, day(4, 13)), False, day(4, 20), WhyCall.SILENT),
        (Written(3, day(4, 13)), True, day(4, 13), WhyCall.BOUNCED),
    ],
)
def test_when_somebody_calls(written, bounced, on, expected):
    assert why_call(written, bounced=bounced, on=on) == expected


def test_a_call_that_brought_nothing_comes_up_again():
    assert rings_again_on(MONDAY, None) == day(3, 3)
    assert rings_again_on(MONDAY, day(4, 1)) == day(4, 1)
    assert set(CallResult) - ENDS == {
        CallResult.NOT_REACHED,
        CallResult.CALL_AGAIN,
        CallResult.WRONG_NUMBER,
    }


def test_a_link_lives_until_the_next_letter_and_the_calls():
    gaps = [(later - sooner).days for sooner, later in pairwise(LETTER_AFTER)]
    assert gaps == [14, 28]
    assert LINK_DAYS == 42
