"""Measured once a week, kept as it was; counted by the interval of each kind."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from mitsorge.domain.directory.models import Attribute, ServiceArea
from mitsorge.domain.directory.rules import Status
from mitsorge.domain.upkeep.actions.readings import record, record_week
from mitsorge.domain.upkeep.models import FreshnessReading
from mitsorge.domain.upkeep.queries.readings import measured, readings
from mitsorge.domain.upkeep.rules.readings import Share
from mitsorge.foundation.places.models import PlanningArea
from tests.cast import NOW
from tests.domain.directory.factories import TODAY, network, service, term

pytestmark = pytest.mark.django_db
LONG_AGO = NOW - timedelta(days=100)


def area(network_of, name: str = "Fläming") -> PlanningArea:
    return PlanningArea.objects.create(
        code=name, name=name, kind="REGION", body=network_of.body, active_from=date(2020, 1, 1),
        latitude=52, longitude=12,
    )  # fmt: skip


def test_an_offer_counts_by_the_interval_of_its_kind(django_assert_num_queries):
    ours = network(hide_after_months=12)
    care = term("teilstationaer")
    short = term("tagespflege", parent=care, review_months=3)
    region = area(ours)
    for number, (kind, days) in enumerate([(short, 10), (short, 100), (care, 100), (care, 500)]):
        offer = service(f"angebot-{number}", assured_at=NOW - timedelta(days=days))
        Attribute.objects.create(service=offer, term=kind, is_main=True)
        if number < 2:
            ServiceArea.objects.create(service=offer, kind="PLANNING_AREA", planning_area=region)
    service("ohne-art", assured_at=None)
    service("entwurf", status=Status.DRAFT)
    with django_assert_num_queries(5):
        found = measured(TODAY)
    assert found == [
        Share(5, 2),
        Share(4, 2, kind_id=care.pk),
        Share(2, 1, area_id=region.pk),
    ], "also what the network hides is counted"


def test_a_week_is_measured_once():
    network()
    service()
    assert record_week(at=NOW) == 1
    service("neu")
    assert record_week(at=NOW + timedelta(hours=1)) == 0
    assert readings() == [(TODAY, Share(1, 1))]
    record(on=TODAY + timedelta(days=7), shares=[Share(2, 1)])
    assert readings()[1:] == [(TODAY + timedelta(days=7), Share(2, 1))]


def test_the_database_keeps_one_reading_of_a_day():
    FreshnessReading.objects.create(on=TODAY, offers=1, confirmed=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        FreshnessReading.objects.create(on=TODAY, offers=2, confirmed=1)
