"""Wherever the public reads a fact, its age stands beside it; what was changed or imported is never called confirmed."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mitsorge.domain.directory import search
from mitsorge.domain.directory.models import (
    Attribute,
    Organization,
    Responsibility,
    ResponsibilityTopic,
    Service,
)
from mitsorge.face.templatetags.face import long_date
from tests.domain.directory.factories import full_service, network

pytestmark = pytest.mark.django_db
PAGES = {
    "search": ("/hilfe/?was=Tagespflege", 1),
    "offer": ("/angebot/tagespflege-abendsonne/", 1),
    "organization": ("/organisation/haus-abendsonne/", 2),
    "responsible": ("/zustaendig/?thema=pflegegrad", 1),
    "shortlist": ("/merkliste/", 1),
    "print": ("/merkliste/blatt/", 1),
}
"""Address, and how many ages stand on it."""


def world(assured_at: datetime | None) -> Client:
    now = timezone.now()
    network(review_months=6)
    offer = full_service()
    dates = {"assured_at": assured_at, "modified_at": now - timedelta(days=1)}
    Service.objects.update(**dates, imported_at=now - timedelta(days=2))
    Organization.objects.update(**dates, imported_at=now - timedelta(days=2))
    assert Attribute.objects.filter(service=offer, is_main=True).exists()
    topic = ResponsibilityTopic.objects.create(slug="pflegegrad", name="Pflegegrad beantragen")
    Responsibility.objects.create(topic=topic, office="Pflegekasse", phone="030 23125-100", **dates)
    search.rebuild()
    client = Client()
    client.post("/merkliste/", {"merken": offer.pk})
    return client


CASES = [
    (timedelta(days=21), "bestätigt vor 3 Wochen"),
    (timedelta(days=426), "seit 14 Monaten nicht bestätigt"),
    (None, "noch nicht bestätigt"),
]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("age", "words"), CASES)
def test_each_fact_says_its_age(page, age, words):
    address, n = PAGES[page]
    client = world(timezone.now() - age if age else None)
    text = client.get(address).content.decode()
    assert text.count('class="ms-fresh') == n
    assert text.count(words) == n
    for other in {"bestätigt gestern", "bestätigt heute", "bestätigt vor 2 Tagen"}:
        assert other not in text


def test_the_three_dates_stand_apart_on_the_offer():
    now = timezone.localtime()
    client = world(now - timedelta(days=21))
    text = client.get("/angebot/tagespflege-abendsonne/").content.decode()
    days = {days: _day(now - timedelta(days=days)) for days in (1, 2, 21)}
    assert f"Zuletzt bestätigt am {days[21]}. Zuletzt geändert am {days[1]}." in text
    assert f"Aus einer Liste übernommen am {days[2]}." in text


def _day(moment: datetime) -> str:
    return long_date(moment)
