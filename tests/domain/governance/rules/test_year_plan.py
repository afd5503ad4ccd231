"""The year plan: days proposed, days avoided, clashes named."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitsorge.domain.governance.rules.holidays import Break, Free, FreeDays, Reason, free_days
from mitsorge.domain.governance.rules.rhythm import Slot, Table
from mitsorge.domain.governance.rules.year_plan import (
    USUAL_WITHOUT_ANY,
    Clash,
    Proposal,
    clashes_on_days,
    plan,
)

NOW = date(2026, 11, 22)
OPEN = FreeDays({}, (), frozenset({2027}))
WEDNESDAYS_2026 = [date(2026, 2, 18), date(2026, 5, 20), date(2026, 8, 19), date(2026, 11, 18)]


def meetings(days, starts: time = time(14), **more) -> tuple[Slot, ...]:
    return tuple(Slot(day, starts, 120, **more) for day in days)


def round_table(key: int, **more) -> Table:
    return Table(key, Decimal(4), meetings(WEDNESDAYS_2026), **more)


def days(found: list[Proposal], key: int) -> list[date]:
    return [each.slot.day for each in found if each.key == key]


def test_a_year_later_on_the_same_weekday():
    found = plan(2027, [round_table(1)], OPEN, earliest=NOW)
    assert days(found, 1) == [date(2027, 2, 17), date(2027, 5, 19), date(2027, 8, 18), date(2027, 11, 17)]  # fmt: skip
    assert {each.is_usual for each in found} == {True}


def test_without_any_meeting_the_hour_is_a_guess():
    (found,) = plan(2027, [Table(1, Decimal(1))], OPEN, earliest=NOW)
    assert found == Proposal(1, Slot(date(2027, 6, 30), time(14), 120), is_usual=False)
    assert found.slot.starts == USUAL_WITHOUT_ANY.starts


SACHSEN = free_days("SN", [2027])
AVOIDED = [
    ("17 November is Buß- und Bettag in Sachsen", 3, date(2027, 11, 10)),
    ("18 August lies in the summer holidays", 2, date(2027, 8, 25)),
    ("17 February lies in the winter holidays", 0, date(2027, 2, 24)),
    ("19 May stays", 1, date(2027, 5, 19)),
]


@pytest.mark.parametrize(("case", "n", "day"), AVOIDED, ids=[row[0] for row in AVOIDED])
def test_holidays_of_the_land_are_avoided(case, n, day):
    found = plan(2027, [round_table(1)], SACHSEN, earliest=NOW)
    assert days(found, 1)[n] == day


def test_holidays_of_another_land_are_not():
    found = plan(2027, [round_table(1)], free_days("BB", [2027]), earliest=NOW)
    assert days(found, 1)[3] == date(2027, 11, 17)


def test_the_same_people_do_not_meet_twice_a_day():
    one, two = round_table(1, people=frozenset({"o1"})), round_table(2, people=frozenset({"o1"}))
    found = plan(2027, [one, two], OPEN, earliest=NOW)
    assert not set(days(found, 1)) & set(days(found, 2))
    assert days(found, 2)[1] == date(2027, 5, 12)


def test_others_may():
    one, two = round_table(1, people=frozenset({"o1"})), round_table(2, people=frozenset({"o2"}))
    found = plan(2027, [one, two], OPEN, earliest=NOW)
    assert days(found, 1) == days(found, 2)


def test_a_planned_meeting_of_the_same_people_is_avoided():
    planned = Table(2, None, meetings([date(2027, 5, 19)]), people=frozenset({"o1"}))
    found = plan(2027, [round_table(1, people=frozenset({"o1"})), planned], OPEN, earliest=NOW)
    assert days(found, 1)[1] == date(2027, 5, 12)


def test_a_plenum_chooses_first_and_alone():
    plenum = Table(9, Decimal(1), meetings([date(2026, 5, 20)]), is_plenum=True)
    found = plan(2027, [round_table(1, people=frozenset({"o1"})), plenum], OPEN, earliest=NOW)
    assert days(found, 9) == [date(2027, 5, 19)]
    assert days(found, 1)[1] == date(2027, 5, 12)


def test_where_everything_is_free_the_least_bad_day_says_why():
    always = FreeDays({}, (Break(date(2027, 1, 1), date(2027, 12, 31), "Ferien"),), frozenset())
    (found,) = plan(2027, [Table(1, Decimal(1))], always, earliest=NOW)
    assert found.reason == Reason(Free.SCHOOL, "Ferien")


def test_where_all_days_clash_the_others_are_named():
    busy = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]
    other = Table(2, None, meetings(busy), people=frozenset({"o1", "o2"}))
    one = Table(1, Decimal(1), people=frozenset({"o1", "o2", "o3"}))
    (found,) = plan(2027, [one, other], OPEN, earliest=NOW)
    assert found.clashes == (Clash(2, 2),)


def test_nothing_is_proposed_for_what_has_passed():
    found = plan(2027, [round_table(1)], OPEN, earliest=date(2027, 9, 1))
    assert days(found, 1) == [date(2027, 9, 1), date(2027, 11, 17)]
    assert plan(2027, [round_table(1)], OPEN, earliest=date(2028, 1, 1)) == []


def test_only_while_the_committee_exists():
    found = plan(2027, [round_table(1, until=date(2027, 5, 1))], OPEN, earliest=NOW)
    assert days(found, 1) == [date(2027, 2, 17), date(2027, 4, 28)]


def test_planned_meetings_that_clash():
    both = frozenset({"o1"})
    one = Table(1, None, meetings([date(2027, 3, 3), date(2027, 4, 7)]), people=both)
    two = Table(2, None, meetings([date(2027, 3, 3)]), people=both)
    last_year = Table(3, None, meetings([date(2026, 3, 3)]), people=both)
    assert clashes_on_days([one, two, last_year], 2027) == {
        (1, date(2027, 3, 3)): (Clash(2, 1),),
        (2, date(2027, 3, 3)): (Clash(1, 1),),
    }


def test_one_meeting_of_two_committees_is_no_clash():
    joint = meetings([date(2027, 3, 3)], meeting=7)
    tables = [Table(n, None, joint, people=frozenset({"o1"})) for n in (1, 2)]
    assert clashes_on_days(tables, 2027) == {}


@given(
    rhythms=st.lists(st.sampled_from(["0.5", "1", "2", "4", "6", "12"]), min_size=1, max_size=8),
    land=st.sampled_from(["BB", "BW", "SN", "TH", "XX"]),
    year=st.integers(2025, 2033),
)
def test_no_plan_ever_holds_a_weekend_a_holiday_or_a_double_day(rhythms, land, year):
    everyone = frozenset({"o1"})
    tables = [Table(n, Decimal(each), people=everyone) for n, each in enumerate(rhythms)]
    free = free_days(land, [year])
    found = plan(year, tables, free, earliest=date(year, 1, 1))
    assert all(each.slot.day.year == year for each in found)
    assert all(free.on(each.slot.day) in (None, each.reason) for each in found)
    assert {each.reason.kind for each in found if each.reason} <= {Free.SCHOOL}
    taken = [each.slot.day for each in found if not each.clashes]
    assert len(taken) == len(set(taken))
    assert plan(year, tables, free, earliest=date(year, 1, 1)) == found
