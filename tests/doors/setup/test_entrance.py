import pytest
from django.core.cache import cache

from mitsorge.domain.directory.models import Organization
from mitsorge.doors.setup.accounts import CAST, create_demo_accounts
from mitsorge.foundation.access import actions as access
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.queries import organizations_of, roles_of
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import NOW, account

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEMO = True
    cache.clear()
    for name in ("Pflegedienst Buchenweg", "Haus Abendsonne", "Tagestreff am Markt"):
        slug = name.lower().replace(" ", "-")
        Organization.objects.create(name=name, slug=slug, modified_at=NOW)
    return create_demo_accounts(at=NOW)


def test_the_cast_has_its_roles(demo):
    got = {who.name: roles_of(who) for who in Account.objects.all()}
    assert got == {one.name: {one.role} - {None} for one in CAST}
    names = {
        who.name: Organization.objects.get(uid=next(iter(organizations_of(who)))).name
        for who in Account.objects.filter(name__in=["Paul", "Otto"])
    }
    assert names == {"Paul": "Haus Abendsonne", "Otto": "Pflegedienst Buchenweg"}


def test_a_second_start_changes_nothing_but_passwords(demo):
    Account.objects.filter(name="Frieda").update(password="!")
    create_demo_accounts(at=NOW)
    assert Account.objects.count() == len(CAST)
    assert Account.objects.get(name="Frieda").check_password("Frieda-Linde-Teich-7")


def test_frieda_signs_in_with_what_the_page_shows(demo, client):
    shown = client.get("/demo/").context["people"][0]
    data = {"login": shown["one"].email, "password": shown["one"].password}
    client.post("/konto/anmelden/", data)
    client.post("/konto/zweiter-faktor/pruefen/", {"code": shown["code"]})
    assert client.get("/konto/weiter/")["Location"] == "/schreibtisch/"


@pytest.mark.parametrize("one", CAST, ids=lambda one: one.name)
def test_everyone_signs_in_with_one_click(demo, client, one):
    page = client.post(f"/demo/als/{one.name.lower()}/")
    assert page["Location"] == "/konto/weiter/"
    target = client.get("/konto/weiter/")["Location"]
    assert target == ("/schreibtisch/" if one.password else "/konto/")
    assert client.get(target).status_code == 200


def test_nobody_else_and_nothing_by_get(demo, client):
    assert client.post("/demo/als/nadia/").status_code == 404
    assert client.get("/demo/als/frieda/").status_code == 405


def test_outside_a_demo_none_of_it_exists(settings, client):
    frieda = account("frieda")
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/als/frieda/").status_code == 404
    with pytest.raises(NotAllowed):
        create_demo_accounts(at=NOW)
    with pytest.raises(NotAllowed):
        access.equip_demo_account(account=frieda, password="x", secret=CAST[0].secret)
    assert client.get("/konto/").status_code == 302
