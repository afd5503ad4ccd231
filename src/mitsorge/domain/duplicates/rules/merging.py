"""What can be chosen when two entries become one."""

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    """What stands twice."""

    ORGANIZATION = "ORGANIZATION"
    SERVICE = "SERVICE"


class Side(StrEnum):
    """Whose value stands in the entry that is kept."""

    KEPT = "KEPT"
    GONE = "GONE"


FIELDS: Mapping[Kind, Mapping[str, tuple[str, ...]]] = {
    Kind.ORGANIZATION: {
        "name": ("name",),
        "alternate_name": ("alternate_name",),
        "legal_form": ("legal_form",),
        "parent_organization": ("parent_organization_id",),
        "description": ("description",),
        "email": ("email",),
        "website": ("website",),
        "status": ("status",),
        "visible_from": ("visible_from", "visible_to"),
        "source": ("source",),
    },
    Kind.SERVICE: {
        "name": ("name",),
        "alternate_name": ("alternate_name",),
        "summary": ("summary",),
        "description": ("description",),
        "email": ("email",),
        "url": ("url",),
        "eligibility": ("eligibility",),
        "care_grade_from": ("care_grade_from",),
        "minimum_age": ("minimum_age", "maximum_age"),
        "application_process": ("application_process",),
        "fees_description": ("fees_description",),
        "funding_description": ("funding_description",),
        "transport_description": ("transport_description",),
        "recognized_45a": ("recognized_45a", "recognized_until"),
        "closed_from": ("closed_from", "closed_to", "closed_reason"),
        "status": ("status",),
        "visible_from": ("visible_from", "visible_to"),
        "source": ("source",),
    },
}
"""Per kind what can be chosen, and the columns that go together because one means nothing without the others."""
PARTS = frozenset(
    {"phones", "contacts", "schedules", "areas", "costs", "capacities", "attributes", "sites"}
)
"""Lists of an entry. Side.GONE: they come along; Side.KEPT: they stay with the entry that goes."""
ONE_TRUTH = frozenset({"schedules", "areas", "costs"})
"""Lists that contradict each other where both entries have one."""


def pair_of(one: int, other: int) -> tuple[int, int]:
    """A pair has no order: the lower number first."""
    return (one, other) if one < other else (other, one)


def final(number: int, merged_into: Mapping[int, int]) -> int:
    """Where an entry ended up after all mergers; itself where it was not merged. Never turns in a circle."""
    seen = {number}
    while (following := merged_into.get(number)) is not None and following not in seen:
        seen.add(following)
        number = following
    return number
