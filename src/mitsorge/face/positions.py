"""Where a typed address lies."""

from decimal import Decimal
from typing import Any

from mitsorge.foundation.places.queries import locate


def on_map(values: dict[str, Any]) -> dict[str, Any]:
    """Municipality and point of a typed address, as far as our own tables know them (at most 11 queries)."""
    found = locate(street=values["street"], postcode=values["postcode"], place=values["town"])
    if found is None:
        return {}
    return {
        "municipality_id": found.municipality.pk if found.municipality else None,
        "latitude": degrees(found.point.latitude),
        "longitude": degrees(found.point.longitude),
        "precision": found.point.precision,
    }


def degrees(value: float) -> Decimal:
    """As a location keeps them: five decimals, about one meter."""
    return Decimal(f"{value:.5f}")
