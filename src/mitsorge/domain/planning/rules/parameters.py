"""What a forecast assumes, each number with its unit and its source; and what follows for places and staff."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from mitsorge.domain.planning.rules.codes import CareKind

DAYS_PER_YEAR = 365


@dataclass(frozen=True)
class Value:
    """A number that says where it comes from."""

    number: float
    unit: str = ""
    source: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"number": self.number, "unit": self.unit, "source": self.source}


def value_from(given: Mapping[str, Any] | None) -> Value | None:
    if not given or given.get("number") is None:
        return None
    return Value(float(given["number"]), str(given.get("unit", "")), str(given.get("source", "")))


@dataclass(frozen=True)
class CareParameters:
    """What is assumed for one kind of care. None: not said; then the next step is not computed, never guessed.

    `share`: part of all in need of care who use it in the course of a year (short-term) or on a day (others).
    `days_of_stay`: days per user and year. `places_per_client`: 1 for a bed, 0.4 for two of five days.
    `utilisation`: part of the places in use, 0 to 1. `staff`: full-time posts per place (per client without places).
    """

    share: Value | None = None
    utilisation: Value | None = None
    days_of_stay: Value | None = None
    places_per_client: Value | None = None
    staff: Value | None = None

    def as_json(self) -> dict[str, Any]:
        pairs = ((each.name, getattr(self, each.name)) for each in fields(self))
        return {name: value.as_json() for name, value in pairs if value}


@dataclass(frozen=True)
class Parameters:
    """`yearly`: the change of the rates each year, for all paths but the status quo."""

    yearly: Value | None = None
    care: Mapping[CareKind, CareParameters] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        care = {kind.value: each.as_json() for kind, each in self.care.items()}
        return {"yearly": self.yearly.as_json() if self.yearly else None, "care": care}


def parameters_from(given: Mapping[str, Any]) -> Parameters:
    """What `Parameters.as_json` wrote."""
    names = [each.name for each in fields(CareParameters)]
    care = {
        CareKind(kind): CareParameters(**{name: value_from(row.get(name)) for name in names})
        for kind, row in (given.get("care") or {}).items()
    }
    return Parameters(value_from(given.get("yearly")), care)


@dataclass(frozen=True)
class Capacity:
    """Places and full-time posts; None where a parameter is missing or the kind of care has no places."""

    places: float | None
    staff: float | None


def capacity(clients: float | None, given: CareParameters) -> Capacity:
    """Places = clients × places per client / utilisation; staff = places × posts per place.

    With days of stay a place serves several people a year: places = clients × days / 365 / utilisation. Without
    places per client and days, staff is counted per client (ambulatory care).
    """
    if clients is None:
        return Capacity(None, None)
    places = _places(clients, given)
    posts = given.staff.number if given.staff else None
    if posts is None:
        return Capacity(places, None)
    has_places = bool(given.places_per_client or given.days_of_stay)
    counted = places if has_places else clients
    return Capacity(places, None if counted is None else counted * posts)


def _places(clients: float, given: CareParameters) -> float | None:
    if given.days_of_stay:
        per_client = given.days_of_stay.number / DAYS_PER_YEAR
    elif given.places_per_client:
        per_client = given.places_per_client.number
    else:
        return None
    used = given.utilisation.number if given.utilisation else None
    return clients * per_client / used if used else None
