from datetime import timedelta

import pytest
from django.db import transaction

from mitsorge.domain.directory.actions import ChangedMeanwhile, EntryRefused
from mitsorge.domain.directory.models import Organization, Phone, Service
from mitsorge.domain.directory.rules import PhoneDraft, PhoneKind
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.upkeep.actions import approvals, changes
from mitsorge.domain.upkeep.models import Change
from mitsorge.domain.upkeep.queries.changes import Subject, row_of, waiting
from mitsorge.domain.upkeep.rules import Via
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import NOW, account
from tests.domain.directory import factories
from tests.letters import letters

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
TEXT = "Wir holen Sie morgens ab und bringen Sie abends heim."


@pytest.fixture
def service():
    factories.network()
    made = factories.full_service()
    Organization.objects.filter(pk=made.organization_id).update(email="haus@abendsonne.example")
    return Service.objects.select_related("organization").get(pk=made.pk)


def subject(service):
    fresh = Service.objects.select_related("organization").get(pk=service.pk)
    return Subject(fresh.organization, fresh)


def saved(service, values=None, *, draft_seen=None, seen=None, at=NOW, **who):
    about = subject(service)
    given = {"by": None, "vouched_by": service.organization.uid} | who
    return changes.save_draft(
        subject=about,
        values=values or {"description": TEXT},
        seen=seen or about.modified_at,
        draft_seen=draft_seen,
        via=Via.LINK,
        at=at,
        **given,
    )


def submitted(service, values=None):
    change = saved(service, values)
    return changes.submit(change_id=change.pk, by=None, at=NOW, vouched_by=service.organization.uid)


def test_a_draft_changes_nothing_in_public(service):
    before = service.description
    change = saved(service)
    service.refresh_from_db()
    assert (service.description, change.state, change.after) == (
        before,
        "DRAFT",
        {"description": TEXT},
    )


def test_a_draft_that_says_what_stands_is_none(service):
    assert saved(service, {"description": service.description}) is None
    assert Change.objects.count() == 0


def test_nobody_else_may_write(service):
    with pytest.raises(NotAllowed):
        saved(service, vouched_by=None)
    otto = account("otto", organization=factories.organization("anderes-haus"))
    with pytest.raises(NotAllowed):
        saved(service, by=otto, vouched_by=otto.grants.get().scope)


def test_fields_of_the_office_stay_with_the_office(service):
    with pytest.raises(Refused):
        saved(service, {"recognized_45a": True})


def test_a_faulty_value_is_refused(service):
    with pytest.raises(EntryRefused):
        saved(service, {"name": ""})


def test_text_waits_and_the_approved_version_stays_public(service):
    before = service.description
    change = submitted(service)
    service.refresh_from_db()
    assert (change.state, service.description) == ("SUBMITTED", before)
    assert list(waiting()) == [change]
    row = row_of(change)
    assert (row.now.description, row.wanted.description) == (before, TEXT)


def test_the_second_click_is_told_so(service):
    change = submitted(service)
    with pytest.raises(AlreadyDone):
        changes.submit(change_id=change.pk, by=None, at=NOW, vouched_by=service.organization.uid)


def test_a_harmless_change_is_public_at_once_and_journalled(service):
    change = submitted(service, {"phones": (PhoneDraft("030 23125-199", PhoneKind.VOICE),)})
    assert change.state == "PUBLISHED"
    shown = Phone.objects.filter(service=service).values_list("display", flat=True)
    assert list(shown) == ["030 23125-199"]
    events = set(Entry.objects.values_list("event", flat=True))
    assert {"directory.service.changed", "upkeep.change.published"} <= events


def test_hours_and_phones_change_at_once_while_a_text_waits(service):
    submitted(service)
    about = subject(service)
    given = {"subject": about, "seen": about.modified_at, "via": Via.LINK, "by": None, "at": NOW}
    given |= {"vouched_by": service.organization.uid}
    changes.change_at_once(values={"email": "neu@abendsonne.example"}, **given)
    service.refresh_from_db()
    assert service.email == "neu@abendsonne.example"
    with pytest.raises(Refused):
        changes.change_at_once(values={"name": "Anders"}, **given)


def test_publishing_writes_the_entry_and_a_letter(service):
    frieda = account("frieda")
    change = submitted(service)
    approvals.publish(change_id=change.pk, by=frieda, at=LATER)
    service.refresh_from_db()
    assert service.description == TEXT
    assert [letter.to for letter in letters()] == ["haus@abendsonne.example"]
    with pytest.raises(AlreadyDone):
        approvals.publish(change_id=change.pk, by=frieda, at=LATER)


def test_a_draft_is_not_published_by_the_office(service):
    change = saved(service)
    with pytest.raises(AlreadyDone):
        approvals.publish(change_id=change.pk, by=account("frieda"), at=LATER)
    assert (Change.objects.get().state, letters()) == ("DRAFT", [])


def test_only_the_coordination_decides(service):
    change = submitted(service)
    paul = account("paul", organization=service.organization)
    for who in (paul, account("selma"), None):
        with pytest.raises(NotAllowed), transaction.atomic():
            approvals.publish(change_id=change.pk, by=who, at=LATER)
        with pytest.raises(NotAllowed), transaction.atomic():
            approvals.give_back(change_id=change.pk, sentence="Warum?", by=who, at=LATER)


def test_given_back_with_a_sentence_it_can_be_sent_again(service):
    frieda = account("frieda")
    change = submitted(service)
    with pytest.raises(Refused):
        approvals.give_back(change_id=change.pk, sentence=" ", by=frieda, at=LATER)
    approvals.give_back(change_id=change.pk, sentence="Ab wann gilt das?", by=frieda, at=LATER)
    assert "Ab wann gilt das?" in letters()[-1].text
    change = saved(service, {"description": TEXT + " Ab Mai."}, draft_seen=change.written_at)
    assert change.state == "RETURNED"
    changes.submit(change_id=change.pk, by=None, at=LATER, vouched_by=service.organization.uid)
    assert Change.objects.get().state == "SUBMITTED"


def test_withdrawn_it_is_gone_and_the_entry_stands(service):
    change = submitted(service)
    changes.withdraw(change_id=change.pk, by=None, at=LATER, vouched_by=service.organization.uid)
    assert (Change.objects.get().state, list(waiting())) == ("WITHDRAWN", [])


def test_the_second_of_two_sees_the_others_draft(service):
    saved(service)
    with pytest.raises(ChangedMeanwhile) as refused:
        saved(service, {"description": "Anders, als es der andere schrieb."}, at=LATER)
    assert refused.value.theirs.description == TEXT
    assert Change.objects.get().after == {"description": TEXT}


def test_the_same_typed_twice_is_one_draft(service):
    assert saved(service) == saved(service)
    assert Change.objects.count() == 1


def test_what_the_office_changed_meanwhile_is_not_overwritten(service):
    change = submitted(service)
    moved = service.modified_at + timedelta(minutes=5)
    Service.objects.filter(pk=service.pk).update(description="Vom Büro.", modified_at=moved)
    with pytest.raises(ChangedMeanwhile) as refused:
        approvals.publish(change_id=change.pk, by=account("frieda"), at=LATER)
    assert (refused.value.theirs.description, refused.value.yours.description) == (
        "Vom Büro.",
        TEXT,
    )
    service.refresh_from_db()
    assert service.description == "Vom Büro."
    assert Change.objects.get().state == "SUBMITTED"


def test_another_field_of_the_office_does_not_stand_in_the_way(service):
    change = submitted(service)
    moved = service.modified_at + timedelta(minutes=5)
    Service.objects.filter(pk=service.pk).update(summary="Vom Büro.", modified_at=moved)
    approvals.publish(change_id=change.pk, by=account("frieda"), at=LATER)
    service.refresh_from_db()
    assert (service.summary, service.description) == ("Vom Büro.", TEXT)


def test_four_eyes(service):
    frieda = account("frieda")
    change = saved(service, by=frieda, vouched_by=None)
    changes.submit(change_id=change.pk, by=frieda, at=NOW)
    Network.objects.update(changes_by_two=True)
    with pytest.raises(Refused):
        approvals.publish(change_id=change.pk, by=frieda, at=LATER)
    Network.objects.update(changes_by_two=False)
    approvals.publish(change_id=change.pk, by=frieda, at=LATER)


def test_many_at_once_each_by_itself(service):
    other = factories.service("nachtpflege", organization=service.organization, name="Nachtpflege")
    one, two = submitted(service), submitted(other, {"description": "Ein neuer Text."})
    moved = other.modified_at + timedelta(minutes=5)
    Service.objects.filter(pk=other.pk).update(description="Vom Büro.", modified_at=moved)
    done, sentences = approvals.publish_many(
        change_ids=[one.pk, two.pk], by=account("frieda"), at=LATER
    )
    assert (done, len(sentences)) == ([one], 1)
    assert "Nachtpflege" in sentences[0]
