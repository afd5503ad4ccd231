"""What is in an area and what comes there from elsewhere."""

from datetime import timedelta

import pytest

from mitsorge.domain.directory.models import Accessibility, Attribute, ServiceArea, TaxonomyTerm
from mitsorge.domain.directory.rules import Access, TermKind
from mitsorge.domain.directory.rules.codes import Area
from mitsorge.domain.planning.queries.figures import network_regions
from mitsorge.domain.planning.queries.inventory import Ability, inventory_of
from mitsorge.foundation.places.models import Body, Municipality, PlanningArea
from tests.domain.directory import factories
from tests.domain.planning import figures
from tests.domain.planning.queries.test_supply import an_offer

ON = factories.TODAY
QUERIES = 12
"""Kinds asked for, attributes, offers, sites, service areas, capacities, names, public, service areas, languages,
accessibility, middles."""


@pytest.fixture
def day_care(db):
    factories.network()
    figures.the_areas(Body.objects.get())
    for ags, lat, lon in [("12069001", 52.1, 12.5), ("12069002", 52.1, 12.55), ("12069003", 52.4, 12.9)]:  # fmt: skip
        Municipality.objects.filter(ags=ags).update(latitude=lat, longitude=lon)
    return TaxonomyTerm.objects.create(kind=TermKind.CARE, code="tagespflege", name="Tagespflege")


def inventory(*codes: str):
    network = network_regions(ON)
    regions = [region for region in network.regions if region.code in codes]
    return inventory_of(regions, network=network, on=ON)


def names(entries) -> list[str]:
    return [entry.row.name for entry in entries]


def test_offers_by_kind_with_languages_and_accessibility(day_care):
    service = an_offer(day_care, assured_at=factories.NOW)
    spoken = TaxonomyTerm.objects.create(kind=TermKind.LANGUAGE, code="pl", name="Polnisch")
    Attribute.objects.create(service=service, term=spoken)
    step = TaxonomyTerm.objects.create(kind=TermKind.ACCESSIBILITY, code="stufenlos", name="stufenlos")  # fmt: skip
    Accessibility.objects.create(
        location=service.locations.get(), term=step, access=Access.NO, details="zwei Stufen"
    )
    [shelf] = inventory("P1")
    [entry] = shelf.here
    assert (shelf.term, shelf.stock.places, entry.row.places) == ("tagespflege", 12, 12)
    assert (entry.slug, entry.languages) == ("haus", ("Polnisch",))
    assert entry.abilities == (Ability("stufenlos", Access.NO, "zwei Stufen"),)
    assert inventory("P2") == []


def test_the_uncertain_stand_there_and_do_not_count(day_care):
    an_offer(day_care, assured_at=factories.NOW - timedelta(days=900))
    [shelf] = inventory("P1")
    assert (names(shelf.here), shelf.stock.places, shelf.stock.uncertain) == (["Haus"], 0, 12)


@pytest.mark.parametrize(
    ("area", "comes"),
    [
        ({"kind": Area.BODY}, True),
        ({"kind": Area.RADIUS, "radius_km": 60}, True),
        ({"kind": Area.RADIUS, "radius_km": 10}, False),
        ({"kind": Area.MUNICIPALITY, "place": "12069003"}, True),
        ({"kind": Area.MUNICIPALITY, "place": "12069002"}, False),
        ({"kind": Area.PLANNING_AREA, "code": "P2"}, True),
        ({"kind": Area.PLANNING_AREA, "code": "P1"}, False),
    ],
)
def test_what_comes_from_elsewhere(day_care, area, comes):
    given = dict(area)
    place, code = given.pop("place", ""), given.pop("code", "")
    service = an_offer(day_care)
    reach = ServiceArea.objects.create(
        service=service,
        municipality=Municipality.objects.filter(ags=place).first() if place else None,
        planning_area=PlanningArea.objects.filter(code=code).first() if code else None,
        **given,
    )
    shelves = inventory("P2")
    assert [names(shelf.coming) for shelf in shelves] == ([["Haus"]] if comes else [])
    if comes:
        assert shelves[0].coming[0].reach == (str(reach),)
        assert shelves[0].stock.offers == 0


def test_an_area_and_those_it_lies_in_are_reached_together(day_care):
    city = PlanningArea.objects.get(code="P2")
    part = PlanningArea.objects.create(
        code="P2a", name="Teil", kind="QUARTER", body=city.body, parent=city,
        active_from=city.active_from, latitude=52.4, longitude=12.9,
    )  # fmt: skip
    service = an_offer(day_care)
    ServiceArea.objects.create(service=service, kind=Area.PLANNING_AREA, planning_area=city)
    assert [names(shelf.coming) for shelf in inventory(part.code)] == [["Haus"]]
    second = an_offer(day_care, "zwei")
    ServiceArea.objects.create(service=second, kind=Area.RADIUS, radius_km=60)
    assert [names(shelf.coming) for shelf in inventory(part.code)] == [["Haus", "Zwei"]]


def test_what_the_public_does_not_see_has_no_page(day_care):
    an_offer(day_care)
    Body.objects.update()
    service = an_offer(day_care, "zwei", visible_to=ON + timedelta(days=1))
    assert {entry.slug for entry in inventory("P1")[0].here} == {"haus", service.slug}
    assert names(inventory("P1")[0].here) == ["Haus", "Zwei"]


def test_one_offer_and_three_in_the_same_number_of_queries(day_care, django_assert_num_queries):
    an_offer(day_care)
    network = network_regions(ON)
    for slug in ("zwei", "drei"):
        with django_assert_num_queries(QUERIES):
            inventory_of(network.regions[:1], network=network, on=ON)
        an_offer(day_care, slug)
    with django_assert_num_queries(QUERIES):
        [shelf] = inventory_of(network.regions[:1], network=network, on=ON)
    assert len(shelf.here) == 3
