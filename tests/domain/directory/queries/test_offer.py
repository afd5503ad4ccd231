import pytest

from mitsorge.domain.directory import queries
from mitsorge.domain.directory.models import CostOption, Location
from mitsorge.domain.directory.rules import Places, Status
from tests.domain.directory.factories import TODAY, full_service, network, service

pytestmark = pytest.mark.django_db


def test_an_offer_with_everything():
    network()
    full_service(closed_from=TODAY, closed_reason="Umbau")
    service("zweites-angebot")
    found = queries.offer("tagespflege-abendsonne", on=TODAY)
    assert (found.kind, found.organization_offers, found.town) == ("Tagespflege", 2, "Brück")
    assert (found.closed, found.closed_reason) == (True, "Umbau")
    assert found.opening_lines == ("Montag bis Freitag, 8 bis 16 Uhr",)
    assert [(cost.option, cost.words) for cost in found.costs] == [("Tagessatz", "74 € je Tag")]
    assert [(word.name, word.note) for word in found.languages] == [
        ("Polnisch", "bitte vorher anrufen")
    ]
    assert [word.name for word in found.payers] == ["Pflegekasse"]
    assert [word.name for word in found.target_groups] == ["Demenz"]
    assert [(line.unit, line.light) for line in found.places] == [("Tagesplätze", Places.FREE)]
    assert found.sites[0].point == (52.19, 12.76)
    assert [(line.access, line.details) for line in found.sites[0].accessibility] == [
        ("YES", "Türen 95 cm breit")
    ]
    assert [phone.display for phone in found.reach.phones] == ["030 23125-114"]
    assert [(contact.function, contact.phones[0].number) for contact in found.reach.contacts] == [
        ("Leitung", "+493023125115")
    ]


def test_an_offer_costs_eleven_queries_however_much_hangs_on_it(django_assert_num_queries):
    offer = full_service()
    CostOption.objects.create(service=offer, option="Fahrt", amount="4.50", per="Tag")
    CostOption.objects.create(service=offer, option="Essen", amount="8", per="Tag")
    with django_assert_num_queries(11):
        found = queries.offer(offer.slug, on=TODAY)
    assert [cost.words for cost in found.costs] == ["74 € je Tag", "4,50 € je Tag", "8 € je Tag"]


def test_what_is_not_visible_is_none_in_one_query(django_assert_num_queries):
    hidden = full_service(status=Status.DRAFT)
    with django_assert_num_queries(1):
        assert queries.offer(hidden.slug, on=TODAY) is None


def test_a_protected_address_leaves_nothing_but_the_town():
    full_service()
    Location.objects.update(is_protected=True)
    found = queries.offer("tagespflege-abendsonne", on=TODAY)
    assert found.sites == (queries.Site("Brück", is_protected=True),)
    for secret in ("Bahnhof", "14822", "52.19", "12.76", "542", "Hof", "95 cm"):
        assert secret not in repr(found)


def test_only_prices_of_today_are_shown():
    offer = service()
    CostOption.objects.create(service=offer, option="alt", amount="1", valid_to=TODAY)
    CostOption.objects.create(service=offer, option="neu", amount="2", valid_from=TODAY)
    found = queries.offer(offer.slug, on=TODAY)
    assert [cost.option for cost in found.costs] == ["neu"]
