"""What the directory says of the supply: points, places, confirmations, where it comes to."""

from datetime import date, timedelta

import pytest

from mitsorge.domain.directory.models import Attribute, ServiceArea, ServiceCapacity, TaxonomyTerm
from mitsorge.domain.directory.rules import TermKind
from mitsorge.domain.planning.queries.supply import supply_of
from mitsorge.domain.planning.rules.supply import Reach
from mitsorge.foundation.places.models import Body, Municipality, PlanningArea
from tests.domain.directory import factories
from tests.domain.planning import figures

ON = factories.TODAY
QUERIES = 9
"""Kinds, attributes, offers, network (3), sites, service areas, capacities."""


@pytest.fixture
def areas(db):
    factories.network()
    found = figures.the_areas(Body.objects.get())
    for ags, lat, lon in [("12069001", 52.1, 12.5), ("12069003", 52.3, 12.9)]:
        Municipality.objects.filter(ags=ags).update(latitude=lat, longitude=lon)
    return found


@pytest.fixture
def day_care(areas):
    parent = TaxonomyTerm.objects.create(kind=TermKind.CARE, code="teilstationaer", name="Teil")
    return TaxonomyTerm.objects.create(
        kind=TermKind.CARE, code="tagespflege", name="Tagespflege", parent=parent
    )


def an_offer(term, slug="haus", *, ags="12069001", point=(52.2, 12.6), places=12, **more):
    location = more.pop("location", {})
    service = factories.service(slug, **more)
    Attribute.objects.create(service=service, term=term, is_main=True)
    if places is not None:
        ServiceCapacity.objects.create(
            service=service, unit="Tagespflege", kind="DAY", maximum=places,
            updated_at=factories.NOW,
        )  # fmt: skip
    if ags:
        place = Municipality.objects.get(ags=ags)
        lat, lon = point or (None, None)
        found = service.organization.locations.create(
            municipality=place, latitude=lat, longitude=lon, town=place.name, **location
        )
        service.sites.create(location=found)
    return service


def only(**more):
    [row] = supply_of(more.pop("terms", ["tagespflege"]), on=ON, **more)
    return row


def test_an_offer_with_its_point_places_and_area(day_care):
    an_offer(day_care)
    row = only()
    assert (row.lat, row.lon, row.exact, row.area) == (52.2, 12.6, True, "P1")
    assert (row.places, row.confirmed, row.days, row.visited) == (12, True, 0, True)


def test_a_protected_address_has_the_middle_of_its_municipality(day_care):
    an_offer(day_care, location={"is_protected": True})
    row = only()
    assert (row.lat, row.lon, row.exact, row.area) == (52.1, 12.5, False, "P1")


def test_without_a_point_the_middle_and_without_both_nothing(day_care):
    an_offer(day_care, point=None)
    assert (only().lat, only().exact) == (52.1, False)
    Municipality.objects.filter(ags="12069001").update(latitude=None, longitude=None)
    assert (only().lat, only().area) == (None, "")


def test_unknown_places_stay_unknown(day_care):
    service = an_offer(day_care, places=None)
    assert only().places is None
    ServiceCapacity.objects.create(
        service=service, unit="Dauerpflege", kind="LONG_TERM", maximum=80, updated_at=factories.NOW
    )
    assert only().places is None


def test_places_of_several_sites_cannot_be_told_apart(day_care):
    service = an_offer(day_care)
    second = service.organization.locations.create(
        municipality=Municipality.objects.get(ags="12069003"), town="Dorf 3"
    )
    service.sites.create(location=second)
    rows = supply_of(["tagespflege"], on=ON)
    assert [(row.area, row.places) for row in rows] == [("P1", None), ("P2", None)]


def test_long_unconfirmed_is_there_and_not_confirmed(day_care):
    an_offer(day_care, assured_at=factories.NOW - timedelta(days=400))
    assert (only().confirmed, only().days) == (False, 400)
    an_offer(day_care, "nie", assured_at=None)
    never = next(row for row in supply_of(["tagespflege"], on=ON) if row.name == "Nie")
    assert (never.confirmed, never.days) == (False, None)


def test_a_draft_or_past_offer_is_no_supply(day_care):
    an_offer(day_care, visible_to=ON)
    assert supply_of(["tagespflege"], on=ON) == []


def test_an_offer_closed_for_a_while_says_so(day_care):
    an_offer(day_care, closed_from=ON, closed_to=ON + timedelta(days=3))
    assert only().closed
    [later] = supply_of(["tagespflege"], on=ON + timedelta(days=3))
    assert not later.closed


def test_a_kind_asked_for_holds_the_kinds_below_it(day_care):
    an_offer(day_care)
    assert only(terms=["teilstationaer"]).term == "teilstationaer"
    assert {row.term for row in supply_of(["teilstationaer", "tagespflege"], on=ON)} == {
        "teilstationaer", "tagespflege",
    }  # fmt: skip
    assert only(terms=None).term == "tagespflege"


def test_what_comes_to_people_says_where_to(day_care, areas):
    nurse = TaxonomyTerm.objects.create(kind=TermKind.CARE, code="pflegedienst", name="Dienst")
    service = an_offer(nurse, ags=None, places=None)
    ServiceArea.objects.create(service=service, kind="PLANNING_AREA", planning_area=areas["P2"])
    place = Municipality.objects.get(ags="12069001")
    ServiceArea.objects.create(service=service, kind="MUNICIPALITY", municipality=place)
    row = only(terms=["pflegedienst"])
    assert not row.visited
    assert row.reach == Reach(areas=frozenset({"P2"}), points=((52.1, 12.5),))


def test_an_area_whose_municipalities_are_all_named_is_reached_as_a_whole(day_care, areas):
    nurse = TaxonomyTerm.objects.create(kind=TermKind.CARE, code="pflegedienst", name="Dienst")
    service = an_offer(nurse, ags=None, places=None)
    for ags, reached in (("12069001", set()), ("12069003", {"P2"}), ("12069002", {"P1", "P2"})):
        place = Municipality.objects.get(ags=ags)
        ServiceArea.objects.create(service=service, kind="MUNICIPALITY", municipality=place)
        assert only(terms=["pflegedienst"]).reach.areas == reached


def test_who_comes_to_an_area_comes_to_the_areas_in_it(day_care, areas):
    nurse = TaxonomyTerm.objects.create(kind=TermKind.CARE, code="pflegedienst", name="Dienst")
    service = an_offer(nurse, ags=None, places=None)
    above = PlanningArea.objects.create(
        code="P", name="Alles", kind="REGION", body=Body.objects.get(), active_from=date(2020, 1, 1)
    )
    PlanningArea.objects.exclude(pk=above.pk).update(parent=above)
    ServiceArea.objects.create(service=service, kind="PLANNING_AREA", planning_area=above)
    assert only(terms=["pflegedienst"]).reach.areas == {"P1", "P2"}


def test_quarters_are_found_by_their_outline(day_care):
    body = Body.objects.get()
    PlanningArea.objects.all().delete()
    square = [[12.5, 52.1], [12.7, 52.1], [12.7, 52.3], [12.5, 52.3], [12.5, 52.1]]
    PlanningArea.objects.create(
        body=body, code="Q1", name="Viertel", kind="QUARTER", active_from=date(2020, 1, 1),
        outline={"type": "Polygon", "coordinates": [square]},
    )  # fmt: skip
    an_offer(day_care)
    an_offer(day_care, "schutz", location={"is_protected": True})
    rows = {row.name: row.area for row in supply_of(["tagespflege"], on=ON)}
    assert rows == {"Haus": "Q1", "Schutz": ""}


def test_the_number_of_queries_is_constant(day_care, django_assert_num_queries):
    an_offer(day_care)
    with django_assert_num_queries(QUERIES):
        assert len(supply_of(["tagespflege"], on=ON)) == 1
    for number in (2, 3):
        an_offer(day_care, f"haus-{number}", ags="12069003")
    with django_assert_num_queries(QUERIES):
        assert len(supply_of(["tagespflege"], on=ON)) == 3
