"""One's own page leads to the organization one speaks for and says what waits there."""

import re

import pytest
from django.utils import timezone

from mitsorge.domain.directory.models import Service
from mitsorge.foundation.people.models import RoleGrant
from tests.domain.directory import factories
from tests.sign_in import signed_in


@pytest.fixture
def offers(db) -> list[Service]:
    factories.network()
    made = [factories.full_service(f"tagespflege-{name}") for name in ("eins", "zwei", "drei")]
    Service.objects.filter(pk__in=[one.pk for one in made]).update(
        organization=made[0].organization, assured_at=timezone.now()
    )
    Service.objects.filter(pk=made[2].pk).update(assured_at=None)
    return made


def text(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_it_names_the_organization_and_what_waits(offers):
    owner = offers[0].organization
    page = signed_in("paul", organization=owner).get("/konto/")
    html = page.content.decode()
    assert f"Ihre Organisation: {owner.name}" in text(page)
    assert f'href="/organisation/{owner.slug}/"' in html
    assert "1 Angebot wartet auf eine Bestätigung." in text(page)
    assert re.findall(r'href="/angebot/([\w-]+)/"', html)[0] == offers[2].slug
    assert re.findall(r'href="/melden/fehler/([\w-]+)/"', html)[0] == offers[2].slug
    assert "/verzeichnis/" not in html


@pytest.mark.parametrize("shown", [1, 3])
def test_it_costs_the_same_for_one_and_three(offers, shown, django_assert_num_queries):
    Service.objects.filter(pk__in=[one.pk for one in offers[shown:]]).update(status="DRAFT")
    browser = signed_in("paul", organization=offers[0].organization)
    browser.get("/konto/")
    with django_assert_num_queries(10):
        browser.get("/konto/")


def test_what_the_public_may_not_see_is_no_link(offers):
    owner = offers[0].organization
    type(owner).objects.update(status="INACTIVE")
    page = signed_in("paul", organization=owner).get("/konto/")
    assert "Ihre Organisation ist zurzeit nicht öffentlich." in text(page)
    assert f"/organisation/{owner.slug}/" not in page.content.decode()
    assert "/angebot/" not in page.content.decode()


def test_who_may_edit_gets_there_directly(offers):
    owner = offers[0].organization
    browser = signed_in("frieda")
    frieda = browser.get("/konto/").wsgi_request.user
    assert "Ihre Organisation" not in text(browser.get("/konto/"))
    RoleGrant.objects.create(
        account=frieda, role="MEMBER", scope=owner.uid, granted_at=timezone.now()
    )
    html = browser.get("/konto/").content.decode()
    assert f"/organisationen/{owner.pk}/" in html
    assert f"/angebote/{offers[0].pk}/" in html
