from datetime import date

import pytest

from mitsorge.domain.governance.queries.terms import Term, terms_over
from mitsorge.domain.governance.rules import MemberRole
from tests.domain.governance.factories import TODAY, a_committee, a_membership, a_rule_set

pytestmark = pytest.mark.django_db
FOUR_YEARS_AGO = date(2022, 11, 17)


@pytest.fixture
def group(db):
    found = a_committee()
    a_rule_set(found, term_years=4)
    return found


def test_term_is_over_and_the_seat_stays(group, django_assert_num_queries):
    old = a_membership(group, "Stella", role=MemberRole.CHAIR, active_from=date(2022, 11, 16))
    just = a_membership(group, "Paul", active_from=FOUR_YEARS_AGO)
    a_membership(group, "Tilda", active_from=date(2022, 11, 18))
    a_membership(group, "Nadia", active_from=date(2020, 1, 1), active_to=TODAY)
    a_membership(group, "Otto", active_from=date(2020, 1, 1), deputy_of=old)
    with django_assert_num_queries(2):
        found = terms_over(TODAY)
    assert found == [Term(old, date(2026, 11, 16)), Term(just, TODAY)]
    assert terms_over(TODAY, committee=group) == found


def test_without_a_term_nothing_is_over(group, django_assert_num_queries):
    other = a_committee("AG 2")
    a_rule_set(other)
    a_membership(other, "Stella", active_from=date(1990, 1, 1))
    with django_assert_num_queries(1):
        assert terms_over(TODAY, committee=other) == []
