"""Free places: of several kinds the most helpful light is shown first."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from mitsorge.domain.directory import rules
from mitsorge.domain.directory.models import ServiceCapacity


def light_of(capacity: ServiceCapacity, *, on: date) -> rules.Places:
    """The light of one report on a day."""
    return rules.light_of_report(
        kind=capacity.kind,
        available=capacity.available,
        on_request=capacity.on_request,
        free_to=capacity.free_to,
        updated_on=timezone.localdate(capacity.updated_at),
        on=on,
    )


def best_light(
    capacities: Iterable[ServiceCapacity], *, on: date
) -> tuple[rules.Places, ServiceCapacity | None]:
    """The most helpful light and the report it comes from; without any report (UNKNOWN, None)."""
    lights = [(light_of(capacity, on=on), capacity) for capacity in capacities]
    if not lights:
        return rules.Places.UNKNOWN, None
    return min(lights, key=lambda pair: rules.LIGHT_ORDER.index(pair[0]))
