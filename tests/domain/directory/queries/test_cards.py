from datetime import timedelta

import pytest

from mitsorge.domain.directory import queries
from mitsorge.domain.directory.models import Location, Phone, ServiceArea, ServiceCapacity
from mitsorge.domain.directory.rules import Age, Places, Status
from tests.domain.directory.factories import NOW, TODAY, full_service, network, service

pytestmark = pytest.mark.django_db


def test_a_card_says_everything_at_a_glance():
    network()
    offer = full_service(recognized_45a=True, recognized_until=TODAY)
    ServiceArea.objects.create(service=offer, kind="RADIUS", radius_km=15)
    (card,) = queries.cards([offer.pk], on=TODAY)
    assert (card.slug, card.kind, card.organization) == (
        "tagespflege-abendsonne",
        "Tagespflege",
        "Haus Abendsonne",
    )
    assert (card.town, card.street, card.postcode) == ("Brück", "Am Alten Bahnhof 3", "14822")
    assert (card.light, card.capacity.available) == (Places.FREE, 2)
    assert card.fresh.age is Age.FRESH
    assert card.serves_words == "im Umkreis von 15 km"
    assert (card.recognized_45a, card.closed) == (True, False)
    assert (card.phone, card.phone_number) == ("030 23125-114", "+493023125114")


@pytest.mark.parametrize("rows", [1, 3])
def test_cards_cost_five_queries(rows, django_assert_num_queries):
    ids = [full_service(f"angebot-{n}").pk for n in range(rows)]
    with django_assert_num_queries(5):
        assert len(queries.cards(ids, on=TODAY)) == rows


def test_cards_come_in_the_given_order_and_only_visible_ones():
    first, second = service("a"), service("b")
    hidden = service("c", status=Status.INACTIVE)
    found = queries.cards([second.pk, hidden.pk, first.pk, second.pk], on=TODAY)
    assert [card.slug for card in found] == ["b", "a"]
    assert queries.cards([], on=TODAY) == []


def test_a_protected_address_shows_only_the_town():
    offer = full_service()
    Location.objects.update(is_protected=True)
    (card,) = queries.cards([offer.pk], on=TODAY)
    assert (card.town, card.street, card.postcode) == ("Brück", "", "")
    assert "Bahnhof" not in repr(card)


def test_the_most_helpful_places_are_shown_and_old_reports_are_unknown():
    offer = service()
    ServiceCapacity.objects.create(service=offer, unit="Dauer", available=0, updated_at=NOW)
    ServiceCapacity.objects.create(service=offer, unit="Kurz", available=1, updated_at=NOW)
    assert queries.cards([offer.pk], on=TODAY)[0].light is Places.FEW
    assert queries.cards([offer.pk], on=TODAY + timedelta(15))[0].light is Places.UNKNOWN


def test_a_fax_is_no_number_to_call():
    offer = service()
    Phone.objects.create(service=offer, kind="FAX", number="+493023125199", display="030 23125-199")
    assert queries.cards([offer.pk], on=TODAY)[0].phone == ""
