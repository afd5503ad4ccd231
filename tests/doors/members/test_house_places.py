"""The addresses of an organization itself, also where no offer stands: proposed by it, published by the office."""

import pytest
from django.test import Client
from django.utils import timezone

from mitsorge.domain.directory.models import Location, Organization, ServiceAtLocation
from mitsorge.domain.upkeep.letters import inquiries
from mitsorge.domain.upkeep.models import Change, Inquiry
from tests.domain.directory import factories
from tests.doors.members.test_entry_places import NEW, SECRET, page_of, typed
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    factories.network()
    return factories.full_service().organization


@pytest.fixture
def paul(house):
    return signed_in("paul", organization=house)


@pytest.fixture
def frieda(house):
    return signed_in("frieda")


def approve(frieda):
    pk = Change.objects.get(state="SUBMITTED").pk
    frieda.post(f"/schreibtisch/aenderungen/{pk}/freigeben/")


def test_a_new_street_waits_is_shown_and_becomes_public(house, paul, frieda):
    way = page_of(house)
    sent = typed(paul.get(way), **{"houses-0-street": NEW, "abschicken": "ja"})
    page = paul.post(way, sent, follow=True).content.decode()
    assert ("Wir sehen es uns an" in page, NEW in page) == (True, True)
    change = Change.objects.get()
    assert (change.service, list(change.after), Location.objects.get().street) == (
        None,
        ["sites"],
        SECRET,
    )
    asked = frieda.get(f"/schreibtisch/aenderungen/{change.pk}/")
    assert (SECRET in asked.content.decode(), NEW in asked.content.decode()) == (True, True)
    approve(frieda)
    assert (Location.objects.get().street, ServiceAtLocation.objects.count()) == (NEW, 1)
    assert NEW in Client().get(f"/organisation/{house.slug}/").content.decode()


def test_one_more_address_is_a_location_of_its_own(house, paul, frieda):
    way = page_of(house)
    more = paul.post(way, typed(paul.get(way), mehr="houses"))
    paul.post(
        way, typed(more, **{"houses-1-street": NEW, "houses-1-town": "Linthe", "abschicken": "ja"})
    )
    approve(frieda)
    rows = Location.objects.order_by("pk").values_list("organization", "street", "town")
    assert list(rows)[1:] == [(house.pk, NEW, "Linthe")]
    assert ServiceAtLocation.objects.count() == 1


def test_nothing_is_taken_away_and_a_wrong_postcode_is_said(house, paul):
    way = page_of(house)
    again = paul.post(way, typed(paul.get(way), abschicken="ja"), follow=True).content.decode()
    assert "Es war nichts zu ändern." in again
    for given, sentence in (
        ({"houses-0-town": ""}, "Gibt es den Ort nicht mehr?"),
        ({"houses-0-postcode": "148"}, "fünf Ziffern"),
    ):
        page = paul.post(way, typed(paul.get(way), **given)).content.decode()
        assert sentence in page
    assert Change.objects.count() == 0


def test_a_letter_shows_no_protected_address_and_a_hidden_offer_has_none(house, paul):
    Location.objects.update(is_protected=True)
    inquiry = Inquiry.objects.create(organization=house, opened_at=timezone.now())
    step = f"/eintrag/{inquiries.signed(inquiry)}/aendern/{house.uid}/anschrift/"
    page = Client().get(step).content.decode()
    assert (SECRET in page, "Sie bleibt, wie sie ist" in page) == (False, True)
    Location.objects.update(is_protected=False)
    assert SECRET in Client().get(step).content.decode()
    house.services.update(status="INACTIVE")
    assert SECRET not in Client().get(step).content.decode()


def test_a_dissolved_organization_keeps_its_addresses(house, paul, frieda):
    paul.post(f"/konto/eintraege/{house.uid}/ende/", {"message": ""})
    approve(frieda)
    assert (Organization.objects.get().status, Location.objects.get().street) == ("DEFUNCT", SECRET)
