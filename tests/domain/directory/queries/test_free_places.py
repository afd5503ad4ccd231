"""Free places as professionals see them."""

from datetime import timedelta

import pytest

from mitsorge.domain.directory import queries
from mitsorge.domain.directory.models import Attribute, ServiceCapacity, TaxonomyTerm
from mitsorge.domain.directory.queries import PlacesFilter
from mitsorge.domain.directory.rules import Status
from tests.domain.directory.factories import NOW, TODAY, network, service

pytestmark = pytest.mark.django_db


def offer(slug, *, days=0, code="tagespflege", kind="DAY", **report):
    found = service(slug)
    Attribute.objects.create(service=found, term=term(code), is_main=True)
    if report:
        ServiceCapacity.objects.create(
            service=found, unit="x", kind=kind, updated_at=NOW - timedelta(days=days), **report
        )
    return found


def term(code):
    found, _new = TaxonomyTerm.objects.get_or_create(
        kind="CARE", code=code, defaults={"name": code}
    )
    return found


def listed(**wanted):
    return [
        row.capacity.service.slug for row in queries.free_places(PlacesFilter(**wanted), on=TODAY)
    ]


def test_the_youngest_report_stands_first_and_the_old_one_says_so():
    network()
    offer("alt", days=40, available=3)
    offer("neun", days=9, available=1)
    offer("neu", available=0)
    offer("verborgen", available=5)
    queries.visible_services(TODAY).filter(slug="verborgen").update(status=Status.INACTIVE)
    rows = queries.free_places(PlacesFilter(), on=TODAY)
    told = [(row.capacity.service.slug, row.days, row.is_current) for row in rows]
    assert told == [("neu", 0, True), ("neun", 9, True), ("alt", 40, False)]
    assert listed(only_free=True) == ["neun"]


def test_a_list_is_narrowed_by_kind_and_condition():
    network()
    offer("tag", available=2, sex="FEMALE")
    offer("kurz", code="kurzzeitpflege", kind="SHORT_TERM", available=1, dementia_fit=True)
    offer("heim", code="pflegeheim", kind="LONG_TERM", available=1, care_grade_from=2)
    assert listed(kind="SHORT_TERM") == ["kurz"]
    assert listed(condition="DEMENTIA") == ["kurz"]
    assert listed(condition="MEN") == ["heim", "kurz"]
    assert listed(condition="GRADE_1") == ["kurz", "tag"]
    assert listed(condition="SINGLE_ROOM") == []


def test_who_takes_part():
    network()
    offer("neu", days=2, available=0)
    offer("neun", days=9, available=1)
    offer("alt", days=40, available=3)
    offer("stumm")
    offer("beratung", code="pflegeberatung")
    share = queries.participation(PlacesFilter(), on=TODAY)
    assert (share.reporting, share.possible, share.mean_days) == (2, 4, 5.5)
    share = queries.participation(PlacesFilter(kind="SHORT_TERM"), on=TODAY)
    assert (share.reporting, share.possible, share.mean_days) == (0, 0, None)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_one_query_and_the_share_two(rows, django_assert_num_queries):
    network()
    for number in range(rows):
        offer(f"angebot-{number}", available=1)
    with django_assert_num_queries(1):
        assert len(listed()) == rows
    with django_assert_num_queries(2):
        queries.participation(PlacesFilter(), on=TODAY)
