"""A year of weekly readings that ends where the demo stands today, and addresses that do not work."""

from datetime import datetime, timedelta
from math import sin, tau

from django.utils import timezone

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.directory.rules import Status
from mitsorge.domain.upkeep.actions.readings import record
from mitsorge.domain.upkeep.actions.troubles import note
from mitsorge.domain.upkeep.queries.readings import measured
from mitsorge.domain.upkeep.queries.troubles import Owner
from mitsorge.domain.upkeep.rules import TroubleKind
from mitsorge.domain.upkeep.rules.readings import Share
from mitsorge.doors.setup.demo.dice import dice

WEEKS = 52
BEGINNING = 0.5
"""Share of today's share that was confirmed a year ago: the network had just begun to ask."""
BROKEN = ("404", "UNKNOWN_HOST", "TLS")


def look_back(preset: str, *, at: datetime) -> int:
    """Readings of the last year and a few troubles; how many readings (about 2 queries per week)."""
    _trouble(at)
    today = timezone.localdate(at)
    now = measured(today)
    return sum(
        record(on=today - timedelta(weeks=week), shares=[_then(preset, each, week) for each in now])
        for week in range(WEEKS, 0, -1)
    )


def _then(preset: str, now: Share, week: int) -> Share:
    """What it may have been so many weeks ago: fewer offers, fewer of them confirmed, a dip in summer."""
    past = week / WEEKS
    chance = dice(preset, "freshness", now.kind_id, now.area_id, week)
    wave = 0.04 * sin(tau * past * 2) + chance.uniform(-0.015, 0.015)
    share = now.confirmed / now.offers * (1 - BEGINNING * past**0.8) + wave * min(past * 6, 1)
    offers = max(round(now.offers * (1 - 0.12 * past)), 1)
    confirmed = min(max(round(offers * share), 0), offers)
    return Share(offers, confirmed, now.kind_id, now.area_id)


def _trouble(at: datetime) -> None:
    """Some pages that have not answered for days; the demo asks nobody, its addresses are invented."""
    houses = Organization.objects.filter(status=Status.ACTIVE).exclude(website="").order_by("pk")
    for number, house in enumerate(houses[5 : 5 + len(BROKEN)]):
        found_at = at - timedelta(days=4 * number + 2)
        owner = Owner(house.pk, None)
        note(TroubleKind.WEBSITE, house.website, BROKEN[number], owner=owner, at=found_at)
