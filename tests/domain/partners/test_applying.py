from datetime import date, timedelta

import pytest
from django.utils import timezone

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.partners.actions import applying
from mitsorge.domain.partners.models import Agreement, Application, Partnership
from mitsorge.domain.partners.queries.applications import seen_applications, waiting
from mitsorge.domain.partners.rules import ApplicationStatus, Participation, proof_of
from mitsorge.foundation.journal.models import Entry
from tests.domain.partners.joining import (
    AT,
    LATER,
    TODAY,
    agreement,
    applied,
    draft,
    organization,
    submitted,
    working_group,
)
from tests.letters import letters
from tests.network import a_network

pytestmark = pytest.mark.django_db


def test_nobody_sees_an_application_before_its_address_is_confirmed():
    a_network()
    made = applied()
    assert (list(waiting()), list(seen_applications())) == ([], [])
    assert [letter.to for letter in letters()] == ["paul@lindenhof.example"]
    assert letters()[0].confidential
    assert "Lindenhof" not in letters()[0].text
    assert not Entry.objects.exists()
    confirmed = applying.confirm(uid=made.uid, at=LATER)
    assert (list(waiting()), confirmed.confirmed_at) == ([made], LATER)
    sent = [letter.to for letter in letters()[1:]]
    assert sent == ["paul@lindenhof.example", "a@mitsorge.example"]


def test_confirming_once_more_is_no_fault_and_writes_no_second_letter():
    a_network()
    made = submitted()
    count = len(letters())
    assert applying.confirm(uid=made.uid, at=LATER).confirmed_at == AT
    assert len(letters()) == count


def test_the_same_form_sent_twice_is_one_application():
    a_network()
    assert applied(key="f").pk == applied(key="f", at=LATER).pk
    assert (Application.objects.count(), len(letters())) == (1, 1)


def test_the_same_organization_and_address_once_more_replaces_what_was_not_confirmed():
    first = applied(key="one")
    second = applied(key="two", topics="Demenz")
    first.refresh_from_db()
    assert first.status == ApplicationStatus.WITHDRAWN
    assert second.status == ApplicationStatus.UNCONFIRMED
    with pytest.raises(Refused, match="zurückgezogen"):
        applying.confirm(uid=first.uid, at=LATER)


def test_what_waits_already_is_found_again_and_says_so_by_letter_once_a_day():
    a_network()
    first = submitted(key="one")
    before = len(letters())
    assert applied(key="two").pk == first.pk
    assert applied(key="three").pk == first.pk
    assert [letter.subject for letter in letters()[before:]] == ["Ihr Antrag liegt schon vor"]


def test_the_proof_can_be_computed_again_from_what_stands_in_the_database():
    made = Application.objects.select_related("agreement").get(pk=applied().pk)
    assert made.proof == proof_of(
        text=made.agreement.text,
        name="Haus Lindenhof",
        address="paul@lindenhof.example",
        moment=timezone.localtime(made.agreed_at),
    )
    Agreement.objects.create(title="Neu", text="Anders", valid_from=TODAY)
    made.refresh_from_db()
    assert made.agreement.text == "Wir arbeiten mit."


def test_what_is_missing_is_said_in_sentences():
    with pytest.raises(Refused) as refused:
        applied(organization_name=" ", agreed=False)
    assert str(refused.value) == (
        "Nennen Sie den Namen Ihrer Organisation. "
        "Ohne Ihre Zustimmung zur Beitrittserklärung können wir Sie nicht aufnehmen."
    )


def test_only_groups_that_can_be_joined_are_kept():
    group, ended = working_group(), working_group("ag-alt", active_to=TODAY)
    made = applied(committee_ids=(group.pk, ended.pk, 999))
    assert list(made.committees.all()) == [group]


def test_an_organization_of_the_directory_keeps_its_name_and_need_not_apply_twice():
    house = organization()
    made = applied(organization_id=house.pk, organization_name="Abendsonne?")
    assert (made.organization, made.organization_name) == (house, "Haus Abendsonne")
    Partnership.objects.create(
        organization=house, participation=Participation.ACTIVE, active_from=TODAY
    )
    with pytest.raises(Refused, match="Haus Abendsonne ist schon Partner"):
        applied(organization_id=house.pk, key="again")


def test_withdrawing_tells_the_office_only_what_it_had_seen():
    a_network()
    applying.withdraw(uid=applied().uid, at=AT)
    assert len(letters()) == 1
    seen = submitted(key="two", organization_name="Haus Ulme")
    assert applying.withdraw(uid=seen.uid, at=LATER).status == ApplicationStatus.WITHDRAWN
    assert letters()[-1].subject == "Antrag zurückgezogen: Haus Ulme"
    with pytest.raises(AlreadyDone, match="schon zurückgezogen"):
        applying.withdraw(uid=seen.uid, at=LATER)


def test_a_decided_application_is_not_withdrawn():
    made = submitted()
    Application.objects.filter(pk=made.pk).update(status=ApplicationStatus.ACCEPTED)
    with pytest.raises(Refused, match="schon entschieden"):
        applying.withdraw(uid=made.uid, at=LATER)


@pytest.mark.parametrize(
    ("status", "days", "kept"),
    [
        ("UNCONFIRMED", 92, True),
        ("UNCONFIRMED", 93, False),
        ("SUBMITTED", 900, True),
        ("DECLINED", 92, True),
        ("DECLINED", 93, False),
        ("WITHDRAWN", 93, False),
        ("ACCEPTED", 900, True),
    ],
)
def test_what_is_forgotten_after_ninety_two_days(status, days, kept):
    made = applied()
    Application.objects.filter(pk=made.pk).update(
        status=status, reason="Weil.", decided_at=AT, confirmed_at=AT
    )
    assert applying.forget_applications(at=AT + timedelta(days=days)) == (0 if kept else 1)
    assert Application.objects.exists() == kept


def test_what_was_signed_goes_after_the_partnership_ended():
    made, house = applied(), organization()
    ended = Partnership.objects.create(
        organization=house, participation="ACTIVE", active_from=date(2020, 1, 1), active_to=TODAY
    )
    Application.objects.filter(pk=made.pk).update(status="ACCEPTED", partnership=ended)
    assert applying.forget_applications(at=AT + timedelta(days=92)) == 0
    assert applying.forget_applications(at=AT + timedelta(days=93)) == 1


def test_a_text_that_changed_while_they_typed_is_signed_as_they_saw_it():
    old = agreement()
    Agreement.objects.create(title="Neu", text="Anders", valid_from=TODAY)
    made = applying.apply(draft=draft(), agreement_id=old.pk, key="k", at=AT)
    assert made.agreement == old
