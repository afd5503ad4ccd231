"""What the database itself refuses, whoever writes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mitsorge.domain.directory.models import Contact, CostOption, Phone, Report, Schedule, Service
from tests.domain.directory.factories import NOW, TODAY, organization, service

pytestmark = pytest.mark.django_db
NUMBER = {"number": "+493023125114", "display": "030 23125-114"}
REPORT = {"kind": "ERROR", "text": "x", "key": "k", "created_at": NOW, "due_on": TODAY}


def refused(write) -> bool:
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "values",
    [
        {"visible_from": TODAY, "visible_to": TODAY},
        {"closed_from": TODAY, "closed_to": TODAY},
        {"minimum_age": 60, "maximum_age": 59},
        {"care_grade_from": 6},
        {"recognized_until": TODAY},
    ],
)
def test_offers_that_contradict_themselves(values):
    offer = service()
    assert refused(lambda: Service.objects.filter(pk=offer.pk).update(**values))


def test_numbers_and_functions_have_one_owner():
    offer = service()
    house = offer.organization
    contact = Contact.objects.create(service=offer, function="Leitung")
    owners = [{"service": offer}, {"organization": house}, {"contact": contact}]
    assert [refused(lambda o=o: Phone.objects.create(**NUMBER, **o)) for o in owners] == [False] * 3
    assert refused(lambda: Phone.objects.create(**NUMBER))
    assert refused(lambda: Phone.objects.create(**NUMBER, service=offer, organization=house))
    assert refused(lambda: Contact.objects.create(function="Leitung"))
    assert refused(
        lambda: Contact.objects.create(function="x", service=offer, organization=organization("b"))
    )


def test_prices_hours_and_answers_that_say_nothing():
    offer = service()
    reversed_days = {"valid_from": TODAY, "valid_to": TODAY - timedelta(1)}
    assert refused(lambda: CostOption.objects.create(service=offer, option="x", amount=-1))
    assert refused(lambda: CostOption.objects.create(service=offer, option="x", **reversed_days))
    assert refused(lambda: Schedule.objects.create(service=offer))
    assert refused(
        lambda: Schedule.objects.create(service=offer, by_appointment=True, **reversed_days)
    )
    assert refused(lambda: Report.objects.create(**REPORT, answered_at=NOW))
    assert refused(lambda: Report.objects.create(**REPORT, answer="Danke."))
    assert not refused(lambda: Report.objects.create(**REPORT))
