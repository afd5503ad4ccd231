"""What a good entry needs. Nothing here refuses an entry; it tells what is missing."""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What someone who looks for help wants to know, most important first."""

    KIND = "KIND"
    REACHABLE = "REACHABLE"
    PLACE = "PLACE"
    SUMMARY = "SUMMARY"
    HOURS = "HOURS"
    AREA = "AREA"
    COST = "COST"
    PAYER = "PAYER"
    TARGET = "TARGET"
    ACCESS = "ACCESS"
    CONFIRMED = "CONFIRMED"
    RECOGNITION_END = "RECOGNITION_END"


@dataclass(frozen=True)
class EntryFacts:
    """What an entry says, as yes and no. `recognition_dated`: recognition has an end or there is none."""

    has_kind: bool
    is_reachable: bool
    has_place: bool
    has_summary: bool
    has_hours: bool
    has_area: bool
    has_cost: bool
    has_payer: bool
    has_target: bool
    has_access: bool
    is_confirmed: bool
    recognition_dated: bool


@dataclass(frozen=True)
class Completeness:
    """`share` 0.0 to 1.0, and the missing parts, most important first."""

    share: float
    missing: tuple[Part, ...]


def completeness(facts: EntryFacts) -> Completeness:
    """How much of a good entry is there; every part counts the same."""
    given = (
        facts.has_kind,
        facts.is_reachable,
        facts.has_place,
        facts.has_summary,
        facts.has_hours,
        facts.has_area,
        facts.has_cost,
        facts.has_payer,
        facts.has_target,
        facts.has_access,
        facts.is_confirmed,
        facts.recognition_dated,
    )
    missing = tuple(part for part, there in zip(Part, given, strict=True) if not there)
    return Completeness(1 - len(missing) / len(Part), missing)
