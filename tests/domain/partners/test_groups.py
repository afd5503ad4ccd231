from datetime import timedelta

import pytest

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.partners.actions import groups
from mitsorge.domain.partners.models import Agreement, MemberGroup
from mitsorge.domain.partners.queries.applications import current_agreement, open_groups
from mitsorge.domain.partners.rules import Bank
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.partners.joining import AT, TODAY, agreement

pytestmark = pytest.mark.django_db


def create(name, by, **more):
    return groups.create_group(name=name, by=by, at=AT, **more)


def test_groups_are_made_renamed_moved_and_closed():
    frieda = account("frieda")
    first, second = create("Pflege & Reha", frieda), create("Hospiz", frieda, bank=Bank.FACILITIES)
    assert (first.code, first.position, second.position) == ("pflege-und-reha", 0, 1)
    groups.move_group(group_id=second.pk, up=True, by=frieda, at=AT)
    groups.move_group(group_id=second.pk, up=True, by=frieda, at=AT)
    assert list(MemberGroup.objects.all()) == [second, first]
    words = {"name": "Hospizdienste", "bank": Bank.FACILITIES, "target_percent": 10}
    changed = groups.change_group(group_id=second.pk, **words, is_closed=True, by=frieda, at=AT)
    assert (changed.code, changed.name, changed.target_percent) == ("hospiz", "Hospizdienste", 10)
    assert list(open_groups()) == [first]


def test_what_cannot_stand_is_said():
    frieda = account("frieda")
    create("Pflege", frieda)
    with pytest.raises(AlreadyDone, match="„pflege“ gibt es schon"):
        create("pflege", frieda)
    with pytest.raises(Refused, match="einen Namen"):
        create(" ", frieda)
    with pytest.raises(Refused, match="zwischen 0 und 100"):
        create("Reha", frieda, target_percent=101)


def test_a_new_text_is_a_new_row_from_its_day():
    old, frieda = agreement(), account("frieda")
    tomorrow = TODAY + timedelta(days=1)
    words = {"title": "Rahmenvereinbarung", "text": "Neu.", "by": frieda, "at": AT}
    new = groups.publish_agreement(valid_from=tomorrow, **words)
    assert (current_agreement(TODAY), current_agreement(tomorrow)) == (old, new)
    with pytest.raises(AlreadyDone, match="späteren Tag"):
        groups.publish_agreement(valid_from=tomorrow, **words)
    with pytest.raises(Refused, match="frühestens ab heute"):
        groups.publish_agreement(valid_from=TODAY - timedelta(days=1), **words)
    with pytest.raises(Refused, match="Wortlaut"):
        groups.publish_agreement(valid_from=TODAY, **words | {"text": " "})
    assert Agreement.objects.count() == 2


def test_only_the_coordination_keeps_groups_and_text():
    selma, made = account("selma"), MemberGroup.objects.create(code="a", name="A")
    with pytest.raises(NotAllowed):
        create("Pflege", selma)
    with pytest.raises(NotAllowed):
        groups.move_group(group_id=made.pk, up=True, by=selma, at=AT)
    with pytest.raises(NotAllowed):
        groups.publish_agreement(title="T", text="T", valid_from=TODAY, by=selma, at=AT)
