from datetime import timedelta

import pytest

from mitsorge.domain.governance import permissions as p
from mitsorge.domain.governance.queries import seats
from mitsorge.domain.governance.rules import Composition, MemberRole
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.governance.factories import (
    TODAY,
    a_committee,
    a_membership,
    a_person,
    an_organization,
)

R = MemberRole
NAMES = ("frieda", "selma", "stella", "arno", "ida", "tilda")
pytestmark = pytest.mark.django_db


@pytest.fixture
def group(db):
    return a_committee()


def who(name, *, person=True, **values):
    found = account(name, **values)
    if person:
        found.person = a_person(name.capitalize())
        found.save(update_fields=["person"])
    return found


@pytest.mark.parametrize("name", NAMES)
def test_roles_alone(name, group):
    by = who(name)
    assert p.may_keep_committees(by) is (name == "frieda")
    assert p.may_run_committee(by, group, TODAY) is (name == "frieda")
    assert p.may_read_internal(by, group, TODAY) is (name in {"frieda", "selma", "stella"})
    assert p.may_give_role(by, R.CHAIR) is (name == "frieda")
    assert p.may_give_role(by, R.MEMBER) is True


@pytest.mark.parametrize("role", R)
def test_seat_in_a_committee(role, group):
    by = who("tilda")
    a_membership(group, by.person, role=role, active_to=TODAY)
    assert p.may_run_committee(by, group, TODAY) is False
    assert p.may_read_internal(by, group, TODAY) is False
    yesterday = TODAY - timedelta(days=1)
    assert p.may_run_committee(by, group, yesterday) is (
        role in {R.CHAIR, R.DEPUTY_CHAIR, R.SPOKESPERSON}
    )
    assert p.may_read_internal(by, group, yesterday) is True
    assert p.may_read_internal(by, a_committee("AG 2"), yesterday) is False


def test_deputy_of_the_chair_runs_nothing(group):
    by = who("tilda")
    chair = a_membership(group, "Stella", role=R.CHAIR)
    a_membership(group, by.person, role=R.CHAIR, deputy_of=chair)
    assert p.may_run_committee(by, group, TODAY) is False


def test_leading_organization_runs_its_committee(db):
    office, other = an_organization("Fachberatung"), an_organization("Haus")
    group = a_committee("UNW Demenz", led_by_organization=office)
    assert p.may_run_committee(who("paul", organization=office), group, TODAY) is True
    assert p.may_run_committee(who("otto", organization=other), group, TODAY) is False


def test_member_of_a_sitting_organization_reads(group):
    house, other = an_organization("Haus"), an_organization("Andere")
    a_membership(group, "Nadia", organization=house)
    assert p.may_read_internal(who("paul", organization=house), group, TODAY) is True
    assert p.may_read_internal(who("otto", organization=other), group, TODAY) is False


def test_partners_read_where_they_sit_by_themselves(monkeypatch):
    house = an_organization("Haus")
    conference = a_committee("Konferenz", composition=Composition.ACTIVE_PARTNERS)
    monkeypatch.setattr("mitsorge.domain.governance.seating._SOURCES", {})
    seats.register(
        Composition.ACTIVE_PARTNERS,
        lambda committee, on: [seats.Seat(None, house.pk, "Haus", "Haus", R.MEMBER, True)],
    )
    assert p.may_read_internal(who("paul", organization=house), conference, TODAY) is True
    assert p.may_read_internal(who("tilda"), conference, TODAY) is False


def test_closed_account_may_nothing(group):
    by = who("tilda")
    a_membership(group, by.person, role=R.CHAIR)
    by.is_active = False
    assert p.may_run_committee(by, group, TODAY) is False
    assert p.may_read_internal(by, group, TODAY) is False


def test_checks_say_why_in_german(group):
    by = who("tilda", person=False)
    for check, sentence in (
        (lambda a: p.check_may_keep_committees(a), "Koordination"),
        (lambda a: p.check_may_run_committee(a, group, TODAY), "wer das Gremium leitet"),
        (lambda a: p.check_may_read_internal(a, group, TODAY), "nur Mitglieder"),
        (lambda a: p.check_may_give_role(a, R.CHAIR), "trägt die Koordination ein"),
    ):
        for actor in (by, None):
            with pytest.raises(NotAllowed, match=sentence):
                check(actor)


def test_checks_let_the_coordination_pass(group):
    frieda = who("frieda")
    p.check_may_keep_committees(frieda)
    p.check_may_run_committee(frieda, group, TODAY)
    p.check_may_read_internal(frieda, group, TODAY)
    p.check_may_give_role(frieda, R.CHAIR)
