"""Kinds of bodies and planning areas, and when an area is in force."""

from datetime import date
from enum import StrEnum


class BodyKind(StrEnum):
    KREIS = "KREIS"
    STADT = "STADT"


class AreaKind(StrEnum):
    REGION = "REGION"
    DISTRICT = "DISTRICT"
    QUARTER = "QUARTER"
    CUSTOM = "CUSTOM"


def in_force(active_from: date, active_to: date | None, on: date) -> bool:
    """Whether a half-open period contains the day: the last day is the one before `active_to`."""
    return active_from <= on and (active_to is None or on < active_to)
