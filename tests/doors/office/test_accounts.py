import pytest
from allauth.mfa.models import Authenticator

from mitsorge.domain.directory.models import Organization
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.queries import roles_of
from mitsorge.foundation.people.rules import Role
from tests.cast import NOW, account
from tests.letters import letters
from tests.sign_in import signed_in, with_password

pytestmark = pytest.mark.django_db


@pytest.fixture
def frieda():
    return signed_in("frieda")


@pytest.fixture
def house():
    return Organization.objects.create(
        name="Haus Abendsonne", slug="haus-abendsonne", modified_at=NOW
    )


def invite(client, **other):
    values = {
        "name": "Paul",
        "email": "paul@mitsorge.example",
        "role": "MEMBER",
        "organization": "",
    }
    return client.post("/schreibtisch/konten/einladen/", {**values, **other})


def test_an_invitation_is_account_role_letter_and_entry(frieda, house):
    page = invite(frieda, organization=house.pk)
    paul = Account.objects.get(email="paul@mitsorge.example")
    assert page["Location"] == f"/schreibtisch/konten/{paul.pk}/"
    assert [(grant.role, grant.scope) for grant in paul.grants.all()] == [("MEMBER", house.uid)]
    assert [letter.to for letter in letters()] == ["paul@mitsorge.example"]
    assert "Ein Passwort brauchen Sie nicht." in letters()[0].text
    shown = frieda.get(page["Location"]).content.decode()
    assert "Mitglied: Haus Abendsonne" in shown
    assert "Rolle gegeben: Mitglied" in shown


def test_an_office_invitation_tells_of_password_and_factor(frieda):
    invite(frieda, name="Arno", email="arno@mitsorge.example", role="ADVICE")
    (invitation,) = [letter for letter in letters() if letter.to == "arno@mitsorge.example"]
    assert "/konto/passwort/vergessen/" in invitation.text


def test_what_is_typed_is_not_lost(frieda, house):
    for other in (
        {"email": "frieda@mitsorge.example", "organization": house.pk},
        {"organization": ""},
    ):
        page = invite(frieda, **other)
        assert page.status_code == 200
        assert 'value="Paul"' in page.content.decode()
    assert (Account.objects.count(), letters(), Entry.objects.count()) == (1, [], 0)


def test_a_role_is_given_and_taken_with_a_reason(frieda):
    arno = account("tilda")
    frieda.post(f"/schreibtisch/konten/{arno.pk}/rolle/", {"role": "ADVICE", "organization": ""})
    grant = arno.grants.get()
    address = f"/schreibtisch/konten/{arno.pk}/rolle/{grant.pk}/"
    assert "Tilda die Rolle „Beratung“ entziehen?" in frieda.get(address).content.decode()
    assert arno.grants.count() == 1
    frieda.post(address, {"why": "wechselt die Stelle"})
    assert arno.grants.count() == 0
    assert Entry.objects.get(event="people.role.revoked").why == "wechselt die Stelle"


def test_the_last_coordinator_and_oneself_are_refused_in_words(frieda):
    me = Account.objects.get()
    grant = me.grants.get()
    page = frieda.post(f"/schreibtisch/konten/{me.pk}/rolle/{grant.pk}/", follow=True)
    assert "Das ist die letzte Koordination." in page.content.decode()
    page = frieda.post(f"/schreibtisch/konten/{me.pk}/rolle/", {"role": "IT"}, follow=True)
    assert "Niemand kann sich selbst eine Rolle geben." in page.content.decode()
    assert roles_of(Account.objects.get()) == {Role.COORDINATION}


def test_closing_and_opening_an_account(frieda):
    tilda = account("tilda")
    for address, active in (("sperren", False), ("freigeben", True)):
        assert frieda.get(f"/schreibtisch/konten/{tilda.pk}/{address}/").status_code == 200
        frieda.post(f"/schreibtisch/konten/{tilda.pk}/{address}/")
        assert Account.objects.get(pk=tilda.pk).is_active == active


def test_a_lost_phone(frieda):
    arno = with_password("arno")
    frieda.post(f"/schreibtisch/konten/{arno.pk}/zweiter-faktor/", {"why": "Telefon verloren"})
    assert Authenticator.objects.filter(user=arno).count() == 0
    assert [letter.to for letter in letters()] == ["arno@mitsorge.example"]
    assert Entry.objects.get(event="access.factor.reset").why == "Telefon verloren"


@pytest.mark.parametrize("more", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    frieda, house, more, django_assert_num_queries
):
    for number in range(more):
        account(f"paul{number}", organization=house)
    with django_assert_num_queries(
        10
    ):  # session, account, roles; count, rows, grants, factors, houses; network, footer
        page = frieda.get("/schreibtisch/konten/")
    assert page.context["paged"].total == more + 1


def test_the_list_is_searched_by_name_and_address(frieda):
    account("tilda")
    found = frieda.get("/schreibtisch/konten/?suche=TILDA@").context["paged"].rows
    assert [row["account"].name for row in found] == ["Tilda"]
    assert "Kein Konto gefunden" in frieda.get("/schreibtisch/konten/?suche=xyz").content.decode()
