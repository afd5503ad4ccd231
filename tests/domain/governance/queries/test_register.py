"""The years the register offers."""

from datetime import UTC, datetime

import pytest

from mitsorge.domain.governance.queries import register
from tests.domain.governance.calendar_factories import committee, item, meeting

pytestmark = pytest.mark.django_db
MIDNIGHT_IN_BERLIN = datetime(2023, 12, 31, 23, 30, tzinfo=UTC)
"""Already the first of January 2024."""


def decided(*moments: datetime) -> None:
    held = meeting(committee())
    for at in moments:
        item(held, "Beschluss", result="ADOPTED", decided_at=at)


def test_no_decision_no_year():
    item(meeting(committee()), "Aussprache")
    assert register.years() == []


@pytest.mark.parametrize("times", [1, 3])
def test_years_are_those_on_the_wall(times, django_assert_num_queries):
    decided(*[MIDNIGHT_IN_BERLIN, datetime(2021, 5, 4, 12, tzinfo=UTC)] * times)
    with django_assert_num_queries(1):
        assert register.years() == [2024, 2021]


def test_one_written_year_may_hold_two():
    decided(datetime(2023, 12, 31, 22, 30, tzinfo=UTC), MIDNIGHT_IN_BERLIN)
    assert register.years() == [2024, 2023]
