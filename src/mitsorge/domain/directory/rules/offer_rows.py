"""Rows that come from a list: one offer each, in flat JSON values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

SERVICE_FIELDS = {
    "name": "name",
    "alternate_name": "alternate_name",
    "email": "email",
    "website": "url",
    "description": "description",
    "eligibility": "eligibility",
    "fees": "fees_description",
    "application_process": "application_process",
    "care_grade_from": "care_grade_from",
    "minimum_age": "minimum_age",
    "maximum_age": "maximum_age",
    "recognized_45a": "recognized_45a",
    "recognized_until": "recognized_until",
}
"""Values that are columns of the service, and their columns."""
TERM_FIELDS = {
    "kinds": "CARE",
    "targets": "TARGET_GROUP",
    "languages": "LANGUAGE",
    "payers": "PAYER",
}
"""Values that are lists of term codes, and the kind of the terms."""
PLACE_FIELDS = ("street", "postcode", "town", "protected")
CHILD_FIELDS = ("phones", "contacts", "hours", "costs", "areas", "places_total")


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One offer as a list tells it. `service_id` None: new. `changes`: {field: [before, after]} of a known one.

    Values: phones as [kind, E.164, as written], contacts as [function, e-mail, phones], hours as
    "RRULE|opens|closes|words" with "|valid from|valid to" behind where they end or begin, costs as [option, amount,
    per, words, valid from, valid to], areas as "BODY", "M:<id>", "P:<id>" or "R:<km>", terms as codes, amounts as
    text, dates in ISO form or "". The end of a period is its first day outside. `uid` is the identity a list brings.
    """

    values: Mapping[str, Any]
    service_id: int | None = None
    uid: str = ""
    changes: Mapping[str, list[Any]] = field(default_factory=dict)


@lru_cache(maxsize=4096)
def read_hours(text: str) -> Mapping[str, Any]:
    """ "RRULE|opens|closes|words" as the columns of a schedule; raises `ValueError` for anything else.

    Where it holds for a period only, "|valid from|valid to" stands behind: words hold no "|".
    """
    rrule, opens, closes, words, *period = text.split("|", 5)
    valid_from, valid_to = period or ("", "")
    by_appointment = words.lower() == "nach vereinbarung"
    return {
        "rrule": rrule,
        "opens_at": time.fromisoformat(opens) if opens else None,
        "closes_at": time.fromisoformat(closes) if closes else None,
        "by_appointment": by_appointment,
        "valid_from": _day(valid_from),
        "valid_to": _day(valid_to),
        "description": "" if by_appointment else words,
    }


def read_cost(value: Sequence[str]) -> Mapping[str, Any]:
    """A cost in its stored form as the columns of a price; raises `ValueError` or `InvalidOperation`."""
    option, amount, per, words, valid_from, valid_to = value
    return {
        "option": option,
        "amount": Decimal(amount) if amount else None,
        "per": per,
        "amount_description": words,
        "valid_from": _day(valid_from),
        "valid_to": _day(valid_to),
    }


def write_period(valid_from: date | None, valid_to: date | None) -> tuple[str, str]:
    """Both days in ISO form, "" where the period is open."""
    return (
        valid_from.isoformat() if valid_from else "",
        valid_to.isoformat() if valid_to else "",
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def column_value(name: str, value: Any) -> Any:
    """The value of a service column; dates come as ISO text."""
    return date.fromisoformat(value) if name == "recognized_until" and value else value
