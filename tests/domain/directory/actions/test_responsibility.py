from dataclasses import replace
from datetime import timedelta

import pytest

from mitsorge.domain.directory import actions, queries, rules
from mitsorge.domain.directory.models import Responsibility
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.directory.factories import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def draft(frieda):
    topic = actions.save_responsibility_topic(
        slug="pflegegrad", name="Pflegegrad beantragen", by=frieda, at=NOW
    )
    return rules.ResponsibilityDraft(topic.pk, "Sozialamt", "Sachgebiet Pflege", "030/23125-120")


def save(draft, by, **more):
    return actions.save_responsibility(draft=draft, by=by, **{"at": NOW} | more)


def test_written_changed_confirmed_removed(frieda, draft):
    made = save(draft, frieda)
    stored = replace(draft, phone="030 23125-120")
    known = {"responsibility_id": made.pk}
    save(replace(stored, office="Amt für Soziales"), frieda, seen=NOW, at=LATER, **known)
    actions.assure_responsibility(by=frieda, at=LATER, **known)
    found = queries.responsible("pflegegrad", None, on=LATER.date())
    assert (found.office, found.phone, found.fresh.days) == ("Amt für Soziales", "030 23125-120", 0)
    with pytest.raises(actions.ChangedMeanwhile):
        save(stored, frieda, seen=NOW, at=LATER, **known)
    with pytest.raises(actions.ChangedMeanwhile):
        actions.remove_responsibility(seen=NOW, by=frieda, at=LATER, **known)
    actions.remove_responsibility(seen=LATER, by=frieda, at=LATER, **known)
    assert Responsibility.objects.count() == 0
    events = [entry.event.rpartition(".")[2] for entry in Entry.objects.order_by("pk")]
    assert events == ["saved", "created", "changed", "assured", "removed"]


def test_one_office_per_topic_and_place(frieda, draft):
    save(draft, frieda)
    with pytest.raises(actions.EntryRefused):
        save(draft, frieda)


@pytest.mark.parametrize(
    "values", [{"office": " "}, {"function": ""}, {"phone": ""}, {"deputy_phone": "Zimmer 3"}]
)
def test_refused(frieda, draft, values):
    with pytest.raises(actions.EntryRefused):
        save(replace(draft, **values), frieda)


def test_a_topic_is_renamed(frieda, draft):
    given = {"slug": "pflegegrad", "name": "Pflegegrad", "by": frieda, "at": NOW}
    actions.save_responsibility_topic(**given)
    actions.save_responsibility_topic(**given)
    assert [entry.changes for entry in Entry.objects.order_by("pk")][1:] == [
        {"name": ["Pflegegrad beantragen", "Pflegegrad"]}
    ]
    with pytest.raises(actions.EntryRefused):
        actions.save_responsibility_topic(**given | {"name": ""})


def test_others_may_not(draft):
    with pytest.raises(NotAllowed):
        save(draft, account("arno"))
