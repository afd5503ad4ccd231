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
from mitsorge.domain.directory.rules.deadlines import BarrierDeadline, barrier_deadline, report_due
from mitsorge.domain.directory.rules.entry import Completeness, EntryFacts, Part, completeness
from mitsorge.domain.directory.rules.hours import Slot, is_valid_rrule, spans_in_order
from mitsorge.domain.directory.rules.phones import Number, read_number
from mitsorge.domain.directory.rules.slugs import slug, unique_slug

__all__ = [
    "AGEING_BELOW",
    "CAPACITY_DAYS",
    "DAYS_PER_MONTH",
    "LIGHT_ORDER",
    "Access",
    "Age",
    "Area",
    "BarrierDeadline",
    "Completeness",
    "EntryFacts",
    "Freshness",
    "Number",
    "Part",
    "PhoneKind",
    "Places",
    "ReportKind",
    "Slot",
    "Status",
    "TermKind",
    "barrier_deadline",
    "completeness",
    "freshness",
    "is_closed",
    "is_recognized",
    "is_valid_rrule",
    "is_visible",
    "places_light",
    "read_number",
    "recognition_ends_soon",
    "report_due",
    "slug",
    "spans_in_order",
    "unique_slug",
]
