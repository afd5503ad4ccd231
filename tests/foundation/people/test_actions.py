import uuid
from datetime import date

import pytest

from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people import actions, queries
from mitsorge.foundation.people.models import Account, ContactChannel, Person, RoleGrant
from mitsorge.foundation.people.rules import ChannelKind, LegalBasis, NotAllowed, Role
from tests.cast import NOW, account

pytestmark = pytest.mark.django_db
HOUSE = uuid.UUID(int=7)


@pytest.fixture
def frieda():
    return account("frieda")


def events() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("event", flat=True))


def test_the_first_coordinator_is_appointed_once():
    first = actions.appoint_first_coordinator(email="A@b.example", name="Anna", at=NOW)
    assert (first.email, queries.roles_of(first)) == ("a@b.example", {Role.COORDINATION})
    with pytest.raises(actions.AlreadyDone):
        actions.appoint_first_coordinator(email="c@b.example", name="Carla", at=NOW)
    assert events() == ["people.account.created", "people.role.granted"]
    assert Entry.objects.filter(by__isnull=True).count() == 2


def test_an_account_has_no_role_and_no_password(frieda):
    paul = actions.create_account(email=" Paul@x.example ", name=" Paul ", by=frieda, at=NOW)
    assert (paul.email, paul.name) == ("paul@x.example", "Paul")
    assert not paul.has_usable_password()
    assert queries.roles_of(paul) == frozenset()
    entry = Entry.objects.get()
    assert (entry.event, entry.by, entry.by_label) == ("people.account.created", frieda, "Frieda")


def test_one_address_is_one_account_whatever_its_case(frieda):
    with pytest.raises(actions.AddressTaken):
        actions.create_account(email="FRIEDA@mitsorge.example", name="F", by=frieda, at=NOW)
    assert (Account.objects.count(), events()) == (1, [])


@pytest.mark.parametrize("name", ["selma", "arno", "stella", "tilda"])
def test_others_manage_no_accounts(name):
    other = account(name)
    with pytest.raises(NotAllowed):
        actions.create_account(email="p@x.example", name="P", by=other, at=NOW)
    with pytest.raises(NotAllowed):
        actions.grant_role(account=account("paul"), role=Role.ADVICE, by=other, at=NOW)
    assert events() == []


def test_a_role_counts_at_once_and_is_given_once(frieda):
    paul = account("paul")
    assert queries.roles_of(paul) == frozenset()
    actions.grant_role(account=paul, role=Role.MEMBER, scope=HOUSE, by=frieda, at=NOW)
    assert (queries.roles_of(paul), queries.organizations_of(paul)) == ({Role.MEMBER}, {HOUSE})
    with pytest.raises(actions.AlreadyDone):
        actions.grant_role(account=paul, role=Role.MEMBER, scope=HOUSE, by=frieda, at=NOW)
    assert events() == ["people.role.granted"]


@pytest.mark.parametrize(("role", "scope"), [(Role.MEMBER, None), (Role.ADVICE, HOUSE)])
def test_members_and_only_members_speak_for_an_organization(frieda, role, scope):
    with pytest.raises(NotAllowed):
        actions.grant_role(account=account("paul"), role=role, scope=scope, by=frieda, at=NOW)


def test_nobody_gives_herself_a_role(frieda):
    with pytest.raises(actions.OwnRole):
        actions.grant_role(account=frieda, role=Role.IT, by=frieda, at=NOW)
    assert queries.roles_of(frieda) == {Role.COORDINATION}


def test_the_last_coordinator_stays(frieda):
    ida = account("ida")
    with pytest.raises(actions.LastCoordinator):
        actions.revoke_role(grant=frieda.grants.get(), by=ida, at=NOW)
    with pytest.raises(actions.LastCoordinator):
        actions.deactivate_account(account=frieda, by=ida, at=NOW)
    second = account("carla")
    actions.grant_role(account=second, role=Role.COORDINATION, by=frieda, at=NOW)
    actions.revoke_role(grant=frieda.grants.get(), by=ida, at=NOW, why="Elternzeit")
    assert queries.roles_of(Account.objects.get(pk=frieda.pk)) == frozenset()
    assert Entry.objects.get(event="people.role.revoked").why == "Elternzeit"


def test_a_closed_coordinator_does_not_count(frieda):
    second = account("carla")
    grant = actions.grant_role(account=second, role=Role.COORDINATION, by=frieda, at=NOW)
    actions.deactivate_account(account=second, by=frieda, at=NOW)
    with pytest.raises(actions.LastCoordinator):
        actions.revoke_role(grant=frieda.grants.get(), by=account("ida"), at=NOW)
    actions.revoke_role(grant=grant, by=frieda, at=NOW)
    assert RoleGrant.objects.filter(role=Role.COORDINATION).count() == 1


def test_a_role_is_taken_once(frieda):
    grant = account("arno").grants.get()
    actions.revoke_role(grant=grant, by=frieda, at=NOW)
    with pytest.raises(actions.AlreadyDone):
        actions.revoke_role(grant=grant, by=frieda, at=NOW)
    assert events() == ["people.role.revoked"]


def test_closing_an_account_ends_what_it_may(frieda):
    arno = account("arno")
    actions.deactivate_account(account=arno, by=frieda, at=NOW)
    assert queries.roles_of(Account.objects.get(pk=arno.pk)) == frozenset()
    with pytest.raises(actions.AlreadyDone):
        actions.deactivate_account(account=arno, by=frieda, at=NOW)
    with pytest.raises(actions.OwnRole):
        actions.deactivate_account(account=frieda, by=frieda, at=NOW)
    actions.reactivate_account(account=arno, by=frieda, at=NOW)
    assert queries.roles_of(Account.objects.get(pk=arno.pk)) == {Role.ADVICE}
    assert events() == ["people.account.deactivated", "people.account.reactivated"]


def channel(person: Person, by: Account, **other) -> ContactChannel:
    values = {
        "person": person,
        "kind": ChannelKind.EMAIL,
        "address": "nadia@mitsorge.example",
        "purpose": "Rückfragen zum Anliegen",
        "legal_basis": LegalBasis.CONSENT,
        "source": "Gespräch am Telefon",
        "since": date(2026, 11, 2),
    }
    return actions.record_channel(**{**values, **other}, by=by, at=NOW)


def test_a_channel_says_why_and_whence(frieda):
    nadia = actions.add_person(name="Nadia", by=frieda, at=NOW)
    for missing in ("address", "purpose", "source"):
        with pytest.raises(NotAllowed):
            channel(nadia, frieda, **{missing: "  "})
    made = channel(nadia, frieda)
    assert list(queries.channels_of(nadia)) == [made]
    with pytest.raises(actions.AlreadyDone):
        channel(nadia, frieda)
    assert events() == ["people.person.added", "people.channel.recorded"]
    assert "nadia@" not in str(list(Entry.objects.values()))


def test_a_channel_ends_once_and_stays_as_evidence(frieda):
    nadia = actions.add_person(name="Nadia", by=frieda, at=NOW)
    made = channel(nadia, frieda)
    with pytest.raises(NotAllowed):
        actions.end_channel(channel=made, on=date(2026, 11, 1), by=frieda, at=NOW)
    actions.end_channel(channel=made, on=date(2026, 11, 17), by=frieda, at=NOW, why="Widerruf")
    with pytest.raises(actions.AlreadyDone):
        actions.end_channel(channel=made, on=date(2026, 11, 18), by=frieda, at=NOW)
    assert (list(queries.channels_of(nadia)), ContactChannel.objects.count()) == ([], 1)


@pytest.mark.parametrize("name", ["selma", "stella", "tilda", "ida"])
def test_others_keep_no_contacts(name):
    other = account(name)
    with pytest.raises(NotAllowed):
        actions.add_person(name="Nadia", by=other, at=NOW)
    with pytest.raises(NotAllowed):
        channel(Person.objects.create(name="Nadia", created_at=NOW), other)
    with pytest.raises(NotAllowed):
        actions.end_channel(channel=ContactChannel(), on=date(2026, 11, 17), by=other, at=NOW)
