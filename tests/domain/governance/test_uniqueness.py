"""What stands once stands once, also where a person or an organization is left open: on both databases."""

import pytest
from django.db import IntegrityError, transaction

from mitsorge.domain.governance.models import Attendee
from mitsorge.domain.governance.rules import MemberRole
from tests.domain.governance.factories import (
    TODAY,
    a_committee,
    a_meeting,
    a_membership,
    a_person,
    an_organization,
)

pytestmark = pytest.mark.django_db
WHO = pytest.mark.parametrize(
    ("by_person", "by_house"), [(True, False), (False, True), (True, True)]
)


def who(by_person: bool, by_house: bool) -> dict:
    return {
        "person": a_person("Anna") if by_person else None,
        "organization": an_organization("Haus") if by_house else None,
    }


@WHO
def test_nobody_runs_twice_in_one_role(by_person, by_house):
    committee, them = a_committee(), who(by_person, by_house)
    a_membership(committee, them["person"], organization=them["organization"])
    with pytest.raises(IntegrityError), transaction.atomic():
        a_membership(committee, them["person"], organization=them["organization"])
    a_membership(
        committee, them["person"], organization=them["organization"], role=MemberRole.CHAIR
    )
    assert committee.memberships.count() == 2


def test_a_person_sits_for_two_houses():
    committee, anna = a_committee(), a_person("Anna")
    for name in ("Haus", "Verein"):
        a_membership(committee, anna, organization=an_organization(name))
    a_membership(committee, anna)
    assert committee.memberships.count() == 3


def test_what_ended_may_begin_anew():
    committee, anna = a_committee(), a_person("Anna")
    a_membership(committee, anna, active_to=TODAY)
    a_membership(committee, anna, active_from=TODAY)
    assert committee.memberships.count() == 2


@pytest.mark.parametrize("by_house", [False, True])
def test_a_person_is_invited_once(by_house):
    meeting = a_meeting(a_committee(), TODAY)
    row = {"meeting": meeting, "name": "Anna", "role": MemberRole.MEMBER, **who(True, by_house)}
    Attendee.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendee.objects.create(**row)
    for name in ("Gast 1", "Gast 2"):
        Attendee.objects.create(meeting=meeting, name=name, role=MemberRole.GUEST)
    assert meeting.attendees.count() == 3
