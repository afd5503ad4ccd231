"""Statuses and the rules of the directory. Plain Python; every rule is tested by table."""

from mitsorge.domain.directory.rules.codes import (
    Access,
    Area,
    PhoneKind,
    Places,
    ReportKind,
    Status,
    TermKind,
)
from mitsorge.domain.directory.rules.days import (
    AGEING_BELOW,
    CAPACITY_DAYS,
    DAYS_PER_MONTH,
    LIGHT_ORDER,
    Age,
    Freshness,
    freshness,
    is_closed,
    is_recognized,
    is_visible,
    places_light,
    recognition_ends_soon,
)
from mitsorge.domain.directory.rules.hours import Slot, is_valid_rrule

__all__ = [
    "AGEING_BELOW",
    "CAPACITY_DAYS",
    "DAYS_PER_MONTH",
    "LIGHT_ORDER",
    "Access",
    "Age",
    "Area",
    "Freshness",
    "PhoneKind",
    "Places",
    "ReportKind",
    "Slot",
    "Status",
    "TermKind",
    "freshness",
    "is_closed",
    "is_recognized",
    "is_valid_rrule",
    "is_visible",
    "places_light",
    "recognition_ends_soon",
]
