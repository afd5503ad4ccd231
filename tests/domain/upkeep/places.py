"""Organizations that are due, the switch, and days that pass."""

from datetime import datetime, timedelta
from typing import Any

from mitsorge.domain.directory.models import Organization, Service
from mitsorge.domain.upkeep.actions.rounds import open_due
from mitsorge.domain.upkeep.models import Asking, Inquiry
from tests.domain.directory import factories

NOW, TODAY = factories.NOW, factories.TODAY
LONG_AGO = NOW - timedelta(days=400)


def asking(at: datetime = LONG_AGO) -> Asking:
    return Asking.objects.create(pk=1, since=at)


def due_house(slug: str = "haus-abendsonne", *, offers: int = 1, **fields: Any) -> Organization:
    """An organization whose offers were confirmed long ago, with an address for letters."""
    fields = {"assured_at": LONG_AGO, "email": f"{slug}@haus.example", **fields}
    house = factories.organization(slug, **fields)
    for number in range(offers):
        an_offer(house, f"{slug}-{number}")
    return house


def an_offer(house: Organization, slug: str, **fields: Any) -> Service:
    return factories.service(slug, organization=house, **{"assured_at": LONG_AGO, **fields})


def a_round(house: Organization | None = None, at: datetime = NOW) -> Inquiry:
    """The round of a due organization after the worker's chore."""
    factories.network()
    asking()
    house = house or due_house()
    open_due(at=at)
    return Inquiry.objects.get(organization=house)


def days(number: float) -> datetime:
    return NOW + timedelta(days=number)
