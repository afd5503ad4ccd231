"""Scenarios that were handed on."""

from django.db.models import QuerySet

from mitsorge.domain.planning.models import Handover, Scenario


def handovers_of(scenario: Scenario) -> QuerySet[Handover]:
    """What became of it, the newest first, with impulse or item (1 query)."""
    return scenario.handovers.select_related(
        "impulse", "agenda_item__committee", "agenda_item__meeting"
    )
