from dataclasses import replace
from datetime import date, timedelta

import pytest

from mitsorge.domain.governance.actions.committees import (
    DraftRefused,
    change_committee,
    close_committee,
    create_committee,
)
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.governance.models import Committee, Membership
from mitsorge.domain.governance.queries.seats import seats_on
from mitsorge.domain.governance.rules import Classification, Composition
from mitsorge.domain.governance.rules.drafts import CommitteeDraft, Fault
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import NOW, account
from tests.domain.governance.factories import TODAY, a_committee, a_meeting, a_membership

DRAFT = CommitteeDraft(
    code="ag-demenz", name="AG Demenz", classification=Classification.WORKING_GROUP
)
LATER = NOW + timedelta(minutes=5)
pytestmark = pytest.mark.django_db


@pytest.fixture
def frieda(db):
    return account("frieda")


def faults(refused):
    return [problem.fault for problem in refused.value.problems]


def test_created_with_its_entry(frieda):
    found = create_committee(draft=DRAFT, by=frieda, at=NOW)
    assert (found.code, found.modified_at) == ("ag-demenz", NOW)
    assert Entry.objects.get().event == "governance.committee.created"


def test_name_and_address_are_needed_once(frieda):
    create_committee(draft=DRAFT, by=frieda, at=NOW)
    with pytest.raises(DraftRefused) as refused:
        create_committee(draft=replace(DRAFT, name=" "), by=frieda, at=NOW)
    assert faults(refused) == [Fault.NAME_MISSING, Fault.CODE_TAKEN]


def test_changed_with_names_in_the_journal(frieda):
    top = create_committee(draft=replace(DRAFT, code="st", name="Steuerung"), by=frieda, at=NOW)
    found = create_committee(draft=DRAFT, by=frieda, at=NOW)
    wished = replace(DRAFT, parent_id=top.pk, purpose="Wege zeigen", active_from=TODAY)
    changed = change_committee(committee_id=found.pk, draft=wished, seen=NOW, by=frieda, at=LATER)
    assert (changed.parent, changed.purpose, changed.modified_at) == (top, "Wege zeigen", LATER)
    assert Entry.objects.order_by("-pk")[0].changes == {
        "purpose": ["", "Wege zeigen"],
        "parent_id": ["", "Steuerung"],
        "active_from": [None, "2026-11-17"],
    }


def test_nothing_changed_writes_nothing(frieda):
    found = create_committee(draft=DRAFT, by=frieda, at=NOW)
    change_committee(committee_id=found.pk, draft=DRAFT, seen=NOW, by=frieda, at=LATER)
    assert Entry.objects.count() == 1


def test_second_of_two_sees_both_versions(frieda):
    found = create_committee(draft=DRAFT, by=frieda, at=NOW)
    change = {"committee_id": found.pk, "seen": NOW, "by": frieda}
    change_committee(draft=replace(DRAFT, name="AG 1"), at=LATER, **change)
    with pytest.raises(ItemChanged) as raised:
        change_committee(draft=replace(DRAFT, name="AG 2"), at=LATER, **change)
    assert (raised.value.theirs["name"], raised.value.yours["name"]) == ("AG 1", "AG 2")
    assert Committee.objects.get().name == "AG 1"


def test_nothing_stands_below_itself(frieda):
    top = a_committee("Oben")
    middle = a_committee("Mitte", parent=top)
    low = a_committee("Unten", parent=middle)
    for above in (top, low):
        wished = replace(DRAFT, code="oben", name="Oben", parent_id=above.pk)
        with pytest.raises(DraftRefused) as refused:
            change_committee(committee_id=top.pk, draft=wished, seen=NOW, by=frieda, at=NOW)
        assert faults(refused) == [Fault.OWN_PARENT]


def closed(found, by, on=TODAY, why="Auftrag erfüllt"):
    return close_committee(committee_id=found.pk, on=on, why=why, by=by, at=NOW)


def test_closed_ends_every_seat_and_keeps_the_past(frieda):
    found = a_committee(composition=Composition.NAMED)
    a_membership(found, "Stella")
    a_membership(found, "Tilda", active_from=date(2027, 1, 1))
    closed(found, frieda)
    found.refresh_from_db()
    assert [seat.name for seat in seats_on(found, TODAY - timedelta(days=1))] == ["Stella"]
    assert seats_on(found, TODAY) == []
    assert Membership.objects.get().active_to == TODAY
    entry = Entry.objects.get()
    assert (entry.event, entry.why) == ("governance.committee.closed", "Auftrag erfüllt")
    with pytest.raises(AlreadyDone):
        closed(found, frieda)


def test_what_others_need_is_not_closed(frieda):
    found = a_committee("Oben", active_from=TODAY)
    with pytest.raises(Refused, match=r"besteht erst seit 17. November 2026"):
        closed(found, frieda)
    with pytest.raises(Refused, match="Grund"):
        closed(found, frieda, why=" ")
    later = date(2027, 1, 1)
    below = a_committee("AG", parent=found)
    with pytest.raises(Refused, match="Zuerst beenden oder umhängen: AG"):
        closed(found, frieda, on=later)
    below.delete()
    a_meeting(found, later)
    with pytest.raises(Refused, match=r"Sitzung vom 1. Januar 2027"):
        closed(found, frieda, on=later)
    closed(found, frieda, on=later + timedelta(days=1))


@pytest.mark.parametrize("name", ["selma", "stella", "arno", None])
def test_only_the_coordination_keeps_committees(name):
    by = account(name) if name else None
    found = a_committee()
    deeds = (
        lambda: create_committee(draft=replace(DRAFT, code="neu"), by=by, at=NOW),
        lambda: change_committee(committee_id=found.pk, draft=DRAFT, seen=NOW, by=by, at=NOW),
        lambda: closed(found, by),
    )
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()
