from datetime import timedelta

import pytest

from mitsorge.domain.directory import queries
from mitsorge.domain.directory.models import Location, Phone, ServiceAtLocation
from mitsorge.domain.directory.rules import Status
from tests.domain.directory.factories import TODAY, full_service, location, organization, service

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


@pytest.mark.parametrize("rows", [1, 3])
def test_an_organization_costs_twelve_queries(rows, django_assert_num_queries):
    house = organization()
    Phone.objects.create(organization=house, number="+493023125110", display="030 23125-110")
    for n in range(rows):
        full_service(f"angebot-{n}")
    with django_assert_num_queries(12):
        found = queries.organization("haus-abendsonne", on=TODAY)
    assert [card.slug for card in found.offers] == [f"angebot-{n}" for n in range(rows)]
    assert [site.street for site in found.sites] == ["Am Alten Bahnhof 3"]
    assert [phone.display for phone in found.reach.phones] == ["030 23125-110"]


def test_protected_locations_show_only_the_town():
    full_service()
    Location.objects.update(is_protected=True)
    assert "Bahnhof" not in repr(queries.organization("haus-abendsonne", on=TODAY))


def test_hidden_organizations_are_none_and_hidden_parents_have_no_name():
    parent = organization("verband", status=Status.INACTIVE)
    organization(parent_organization=parent)
    assert queries.organization("verband", on=TODAY) is None
    assert queries.organization("haus-abendsonne", on=TODAY).parent == ""
    parent.status = Status.ACTIVE
    parent.save()
    assert queries.organization("haus-abendsonne", on=TODAY).parent == "Verband"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_counts_visible_offers_in_one_query(rows, django_assert_num_queries):
    for n in range(rows):
        house = organization(f"haus-{n}")
        service(f"sichtbar-{n}", organization=house)
        service(f"entwurf-{n}", organization=house, status=Status.DRAFT)
    with django_assert_num_queries(1):
        found = [(row.name, row.offers) for row in queries.listed_organizations(TODAY)]
    assert found == [(f"Haus {n}", 1) for n in range(rows)]


def test_a_place_of_hidden_offers_alone_is_not_shown():
    """A draft or a retired offer must not tell where it is; a place without offers may stand alone."""
    house = organization()
    hidden = {"entwurf": {"status": Status.DRAFT}, "bald": {"visible_from": TOMORROW}}
    for slug, fields in {"sichtbar": {}, **hidden}.items():
        place = location(house, street=f"Weg {slug}")
        ServiceAtLocation.objects.create(service=service(slug, **fields), location=place)
    location(house, street="Büro")
    found = queries.organization("haus-abendsonne", on=TODAY)
    assert {site.street for site in found.sites} == {"Weg sichtbar", "Büro"}
