import pytest

from mitsorge.domain.duplicates import actions, queries
from mitsorge.domain.duplicates.models import Verdict
from mitsorge.domain.duplicates.rules.merging import Kind
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.directory.factories import NOW, organization

pytestmark = pytest.mark.django_db


def test_a_verdict_is_said_once_for_both_orders_and_taken_back():
    frieda, one, two = account("frieda"), organization("a"), organization("b")
    said = actions.say_distinct(one=two, other=one, why="Zwei Häuser", by=frieda, at=NOW)
    again = actions.say_distinct(one=one, other=two, by=frieda, at=NOW)
    assert (again, said.first, said.second, said.why) == (said, one.pk, two.pk, "Zwei Häuser")
    events = [entry.event for entry in queries.history(one)]
    assert events == ["duplicates.distinct"]
    actions.take_back(verdict_id=said.pk, by=frieda, at=NOW)
    assert Verdict.objects.count() == 0
    with pytest.raises(AlreadyDone):
        actions.take_back(verdict_id=said.pk, by=frieda, at=NOW)


def test_what_cannot_be_said():
    one, frieda = organization("a"), account("frieda")
    with pytest.raises(Refused):
        actions.say_distinct(one=one, other=one, by=frieda, at=NOW)
    with pytest.raises(NotAllowed):
        actions.say_distinct(one=one, other=organization("b"), by=account("arno"), at=NOW)


def test_the_same_pair_of_offers_is_another_pair():
    one, two = organization("a"), organization("b")
    actions.say_distinct(one=one, other=two, by=account("frieda"), at=NOW)
    assert Verdict.objects.get().kind == Kind.ORGANIZATION
