import pytest

from mitsorge.domain.directory import actions
from mitsorge.domain.directory.models import (
    Contact,
    Location,
    Organization,
    Phone,
    Service,
    ServiceAtLocation,
    TaxonomyTerm,
)
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.directory.factories import NOW, TODAY

pytestmark = pytest.mark.django_db


def records(number: int):
    roof = Organization(slug="dach", name="Dachverband", modified_at=NOW)
    houses = [
        Organization(slug=f"haus-{n}", name=f"Haus {n}", modified_at=NOW, parent_organization=roof)
        for n in range(number)
    ]
    services = [
        Service(slug=f"angebot-{n}", name=f"Angebot {n}", modified_at=NOW, organization=house)
        for n, house in enumerate(houses)
    ]
    children = []
    for service in services:
        place = Location(organization=service.organization, town="Brück")
        contact = Contact(service=service, function="Leitung")
        phone = Phone(contact=contact, number="+493023125114", display="030 23125-114")
        children += [phone, contact, ServiceAtLocation(service=service, location=place), place]
    return [*houses, roof], services, children


def test_many_records_that_point_to_each_other(refreshed):
    actions.bulk_create_records(*records(3), by=None, at=NOW)
    assert (Organization.objects.count(), Phone.objects.count()) == (4, 3)
    assert Service.objects.get(slug="angebot-1").locations.get().organization.slug == "haus-1"
    assert Entry.objects.filter(event="directory.service.imported").count() == 3
    assert Entry.objects.filter(event="directory.organization.imported").count() == 4
    assert len(refreshed) == 3


def test_three_hundred_rows_cost_a_few_queries(refreshed, django_assert_max_num_queries):
    """How many rows go into one query is the database's limit, so the number is a ceiling."""
    with django_assert_max_num_queries(40):
        actions.bulk_create_records(*records(300), by=None, at=NOW)


def test_refused(frieda):
    given = records(1)
    with pytest.raises(NotAllowed):
        actions.bulk_create_records(*given, by=account("arno"), at=NOW)
    with pytest.raises(TypeError):
        actions.bulk_create_records([], [], [TaxonomyTerm()], by=frieda, at=NOW)
    ring = Organization(slug="ring", name="Ring", modified_at=NOW)
    ring.parent_organization = ring
    with pytest.raises(ValueError, match="above themselves"):
        actions.bulk_create_records([ring], [], [], by=frieda, at=NOW)
    assert Organization.objects.count() == 0


def test_all_or_nothing(monkeypatch):
    def fail(_ids):
        raise RuntimeError("the index is gone")

    monkeypatch.setattr("mitsorge.domain.directory.search.refresh_documents", fail)
    with pytest.raises(RuntimeError):
        actions.bulk_create_records(*records(2), by=None, at=NOW)
    assert (Organization.objects.count(), Service.objects.count(), TODAY) == (0, 0, TODAY)
