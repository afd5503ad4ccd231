"""Rows that come from a list: one offer each, in flat JSON values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
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
CHILD_FIELDS = ("phones", "hours", "areas", "places_total")


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One offer as a list tells it. `service_id` None: new. `changes`: {field: [before, after]} of a known one.

    Values: phones as [kind, E.164, as written], hours as "RRULE|opens|closes|words", areas as "BODY", "M:<id>",
    "P:<id>" or "R:<km>", terms as codes, dates in ISO form. `uid` is the identity a list brings along.
    """

    values: Mapping[str, Any]
    service_id: int | None = None
    uid: str = ""
    changes: Mapping[str, list[Any]] = field(default_factory=dict)


@lru_cache(maxsize=4096)
def read_hours(text: str) -> Mapping[str, Any]:
    """ "RRULE|opens|closes|words" as the columns of a schedule; raises `ValueError` for anything else."""
    rrule, opens, closes, words = text.split("|", 3)
    by_appointment = words.lower() == "nach vereinbarung"
    return {
        "rrule": rrule,
        "opens_at": time.fromisoformat(opens) if opens else None,
        "closes_at": time.fromisoformat(closes) if closes else None,
        "by_appointment": by_appointment,
        "description": "" if by_appointment else words,
    }


def column_value(name: str, value: Any) -> Any:
    """The value of a service column; dates come as ISO text."""
    return date.fromisoformat(value) if name == "recognized_until" and value else value
