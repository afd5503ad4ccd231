from datetime import date, timedelta
from decimal import Decimal

import pytest

from mitsorge.domain.governance.actions.committees import DraftRefused
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.actions.rule_sets import set_rules, withdraw_rules
from mitsorge.domain.governance.models import RuleSet
from mitsorge.domain.governance.queries.rule_sets import (
    as_rules,
    history,
    rules_of_all,
    rules_on,
    values_on,
)
from mitsorge.domain.governance.rules import Majority, Quorum
from mitsorge.domain.governance.rules.drafts import Fault
from mitsorge.domain.governance.rules.procedure import USUAL, Rules
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import NOW, account
from tests.domain.governance.factories import EARLIER, TODAY, a_committee, a_meeting, a_rule_set

NEXT_YEAR = date(2027, 1, 1)
NEW = Rules(
    source="Beschluss vom 22. Mai",
    invitation_days=21,
    quorum=Quorum.HALF,
    majority=Majority.CONSENSUS,
    meetings_per_year=Decimal("0.50"),
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def frieda(db):
    return account("frieda")


@pytest.fixture
def group(db):
    return a_committee()


def agreed(committee, by, rules=NEW, valid_from=NEXT_YEAR, **values):
    return set_rules(
        committee_id=committee.pk, rules=rules, valid_from=valid_from, by=by, at=NOW, **values
    )


def test_without_rules_the_usual_ones_count(group):
    assert rules_on(group, TODAY) is None
    assert values_on(group, TODAY) == USUAL


def test_new_version_ends_the_old_one_and_is_journalled(group, frieda):
    old = a_rule_set(group, invitation_days=14)
    new = agreed(group, frieda)
    assert [rules_on(group, day) for day in (TODAY, NEXT_YEAR - timedelta(days=1))] == [old, old]
    assert rules_on(group, NEXT_YEAR) == new
    assert values_on(group, NEXT_YEAR) == NEW
    assert list(history(group)) == [new, old]
    assert rules_of_all(NEXT_YEAR) == {group.pk: NEW}
    entry = Entry.objects.get()
    assert (entry.event, entry.by_label) == ("governance.rule_set.changed", "Frieda")
    assert entry.changes == {
        "source": ["Geschäftsordnung 2024", "Beschluss vom 22. Mai"],
        "invitation_days": [14, 21],
        "quorum": ["NONE", "HALF"],
        "majority": ["SIMPLE", "CONSENSUS"],
        "meetings_per_year": [None, "0.5"],
        "valid_from": ["2024-01-01", "2027-01-01"],
    }


def test_what_no_meeting_used_is_put_right(group, frieda):
    agreed(group, frieda)
    again = agreed(group, frieda, rules=Rules(source="Beschluss vom 23. Mai"))
    assert list(RuleSet.objects.all()) == [again]
    assert as_rules(again).source == "Beschluss vom 23. Mai"


def test_rules_of_a_meeting_that_was_held_stay(group, frieda):
    a_rule_set(group)
    a_meeting(group, date(2026, 5, 22), started_at=NOW)
    for day in (EARLIER, date(2026, 5, 22)):
        with pytest.raises(Refused, match=r"Am 22. Mai 2026 wurde schon .* getagt"):
            agreed(group, frieda, valid_from=day, why="war so")
    agreed(group, frieda, valid_from=date(2026, 5, 23), why="am Abend beschlossen")
    assert RuleSet.objects.count() == 2


def test_planned_meeting_stops_nothing(group, frieda):
    a_rule_set(group)
    a_meeting(group, date(2027, 5, 22))
    agreed(group, frieda)
    assert values_on(group, date(2027, 5, 22)) == NEW


def test_past_only_with_a_reason_and_never_before_the_newest(group, frieda):
    with pytest.raises(Refused, match="zurückliegt"):
        agreed(group, frieda, valid_from=TODAY - timedelta(days=1))
    a_rule_set(group)
    with pytest.raises(Refused, match=r"1. Januar 2024 gilt schon"):
        agreed(group, frieda, valid_from=date(2023, 1, 1), why="früher")


def test_values_that_cannot_be_are_named(group, frieda):
    with pytest.raises(DraftRefused) as refused:
        agreed(group, frieda, rules=Rules(source="", quorum=Quorum.NUMBER))
    assert [problem.fault for problem in refused.value.problems] == [
        Fault.SOURCE_MISSING,
        Fault.QUORUM_NUMBER_MISSING,
    ]
    assert str(refused.value).startswith("Nennen Sie, worauf die Regeln beruhen.")


def test_coming_version_is_taken_back(group, frieda):
    old = a_rule_set(group)
    new = agreed(group, frieda)
    withdraw_rules(rule_set_id=new.pk, by=frieda, at=NOW)
    assert rules_on(group, date(2030, 1, 1)) == old
    with pytest.raises(AlreadyDone):
        withdraw_rules(rule_set_id=new.pk, by=frieda, at=NOW)


def test_only_the_newest_and_unused_is_taken_back(group, frieda):
    old = a_rule_set(group)
    new = agreed(group, frieda)
    with pytest.raises(Refused, match="neueste"):
        withdraw_rules(rule_set_id=old.pk, by=frieda, at=NOW)
    a_meeting(group, NEXT_YEAR, started_at=NOW)
    with pytest.raises(Refused, match="getagt"):
        withdraw_rules(rule_set_id=new.pk, by=frieda, at=NOW)


@pytest.mark.parametrize("name", ["selma", "stella", "arno", None])
def test_only_the_coordination_sets_rules(group, name):
    by = account(name) if name else None
    row = a_rule_set(group)
    with pytest.raises(NotAllowed):
        agreed(group, by)
    with pytest.raises(NotAllowed):
        withdraw_rules(rule_set_id=row.pk, by=by, at=NOW)
