"""Who may give which role, tried with real sessions: docs/decisions/0008-who-gives-roles.md."""

import pytest

from mitsorge.domain.directory.models import Organization
from mitsorge.foundation.access import actions as access
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people import actions as people
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.queries import roles_of
from mitsorge.foundation.people.rules import NotAllowed, Role, grantable
from tests.cast import NOW, ROLES, account
from tests.letters import letters
from tests.network import a_network
from tests.sign_in import signed_in, with_password

pytestmark = pytest.mark.django_db
KEEPERS = ("frieda", "ida")


@pytest.fixture
def house():
    a_network()
    return Organization.objects.create(name="Haus", slug="haus", modified_at=NOW)


def typed(role: Role, house: Organization) -> dict:
    return {"role": role, "organization": house.pk if role == Role.MEMBER else ""}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", [*ROLES, "otto"])
def test_every_role_tries_to_give_every_role(name, role, house):
    client = signed_in(name, **({"organization": house} if name == "otto" else {}))
    giver = Account.objects.get()
    nadia = account("nadia")
    client.post(f"/schreibtisch/konten/{nadia.pk}/rolle/", typed(role, house))
    client.post(
        "/schreibtisch/konten/einladen/",
        {"name": "Neu", "email": "neu@mitsorge.example", **typed(role, house)},
    )
    got = {role} if role in grantable(roles_of(giver)) else set()
    assert roles_of(Account.objects.get(pk=nadia.pk)) == got
    assert Account.objects.filter(email="neu@mitsorge.example").exists() == bool(got)


@pytest.mark.parametrize("name", KEEPERS)
def test_the_form_offers_only_what_may_be_given(name, house):
    client = signed_in(name)
    mine = grantable({ROLES[name][1]})
    page = client.get("/schreibtisch/konten/einladen/").content.decode()
    assert {role for role in Role if f'value="{role}"' in page} == mine
    assert ('name="organization"' in page) == (Role.MEMBER in mine)


def test_a_refused_role_is_said_and_nothing_typed_is_lost(house):
    page = signed_in("ida").post(
        "/schreibtisch/konten/einladen/",
        {"name": "Neu", "email": "neu@mitsorge.example", "role": "COORDINATION"},
    )
    html = page.content.decode()
    assert "Diese Rolle gibt nur die Koordination." in html
    assert 'value="neu@mitsorge.example"' in html


def test_the_deed_itself_refuses_the_technicians():
    ida, tilda = account("ida"), account("tilda")
    for role in set(Role) - {Role.IT, Role.MEMBER}:
        with pytest.raises(NotAllowed):
            people.grant_role(account=tilda, role=role, by=ida, at=NOW)
    assert (roles_of(tilda), Entry.objects.count()) == (frozenset(), 0)


def test_opening_a_closed_account_gives_its_roles_back_so_the_coordination_does_it():
    frieda, ida, arno = account("frieda"), account("ida"), account("arno")
    people.deactivate_account(account=arno, by=ida, at=NOW)
    with pytest.raises(NotAllowed):
        people.reactivate_account(account=arno, by=ida, at=NOW)
    assert not Account.objects.get(pk=arno.pk).is_active
    people.reactivate_account(account=arno, by=frieda, at=NOW)
    assert Account.objects.get(pk=arno.pk).is_active


def test_every_coordinator_hears_of_a_role_of_the_office_and_it_is_in_the_journal():
    frieda, carla, tilda = account("frieda"), account("carla"), account("tilda")
    access.grant_role(account=carla, role=Role.COORDINATION, by=frieda, at=NOW)
    assert [letter.to for letter in letters()] == ["frieda@mitsorge.example"]
    access.grant_role(account=tilda, role=Role.IT, by=account("ida"), at=NOW)
    told = letters()[1:]
    assert [letter.to for letter in told] == ["carla@mitsorge.example", "frieda@mitsorge.example"]
    assert "Tilda hat jetzt die Rolle „Technik“. Vergeben hat sie: Ida." in told[0].text
    assert f"/schreibtisch/konten/{tilda.pk}/" in told[0].text
    assert Entry.objects.filter(event="people.role.granted").count() == 2


def test_a_closed_coordinator_and_a_new_member_make_no_letter(house):
    frieda, carla = account("frieda"), account("carla")
    people.grant_role(account=carla, role=Role.COORDINATION, by=frieda, at=NOW)
    people.deactivate_account(account=carla, by=frieda, at=NOW)
    access.grant_role(account=account("tilda"), role=Role.ADVICE, by=frieda, at=NOW)
    member = account("paul")
    access.grant_role(account=member, role=Role.MEMBER, scope=house.uid, by=frieda, at=NOW)
    assert [letter.to for letter in letters()] == ["frieda@mitsorge.example"]


def test_a_role_that_cannot_be_announced_is_not_given(monkeypatch):
    frieda, tilda = account("frieda"), account("tilda")

    def broken(*args, **kwargs):
        raise RuntimeError("the outbox is full")

    monkeypatch.setattr(access.post, "enqueue", broken)
    with pytest.raises(RuntimeError):
        access.grant_role(account=tilda, role=Role.ADVICE, by=frieda, at=NOW)
    assert (tilda.grants.count(), Entry.objects.count()) == (0, 0)


def test_the_coordination_hears_when_one_of_them_gets_a_new_factor():
    frieda, carla = with_password("frieda"), account("carla")
    people.grant_role(account=carla, role=Role.COORDINATION, by=frieda, at=NOW)
    access.reset_second_factor(account=frieda, by=account("ida"), at=NOW)
    assert [(letter.to, letter.subject) for letter in letters()] == [
        ("frieda@mitsorge.example", "Änderung an Ihrem Konto"),
        ("carla@mitsorge.example", "Zweiter Faktor zurückgesetzt"),
    ]


def test_a_role_given_on_the_page_is_announced_too():
    frieda, tilda = signed_in("frieda"), account("tilda")
    frieda.post(f"/schreibtisch/konten/{tilda.pk}/rolle/", {"role": "ADVICE"})
    frieda.post(
        "/schreibtisch/konten/einladen/",
        {"name": "Neu", "email": "neu@mitsorge.example", "role": "PLANNING"},
    )
    told = [letter.to for letter in letters() if letter.subject == "Neue Rolle im Netzwerk"]
    assert told == ["frieda@mitsorge.example"] * 2
