"""What is typed about a committee, before it is stored. Plain values; `problems_of…` says what cannot stand."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum

from mitsorge.domain.governance.rules.codes import Classification, Composition, Quorum
from mitsorge.domain.governance.rules.periods import is_day_of_year
from mitsorge.domain.governance.rules.procedure import Rules

LONGEST_PERIOD = 365
SHARES = ("extraordinary_share", "item_share", "women_share")


@dataclass(frozen=True, kw_only=True)
class CommitteeDraft:
    """A committee as typed; other records by their key. `code` is its address and stays."""

    code: str
    name: str
    classification: Classification
    purpose: str = ""
    parent_id: int | None = None
    planning_area_id: int | None = None
    led_by_organization_id: int | None = None
    led_by: str = ""
    composition: Composition = Composition.NAMED
    active_from: date | None = None
    position: int = 0


class Fault(StrEnum):
    """What can be wrong; the sentence is in `wording.faults`."""

    NAME_MISSING = "NAME_MISSING"
    CODE_TAKEN = "CODE_TAKEN"
    OWN_PARENT = "OWN_PARENT"
    SOURCE_MISSING = "SOURCE_MISSING"
    PERIOD_TOO_LONG = "PERIOD_TOO_LONG"
    QUORUM_NUMBER_MISSING = "QUORUM_NUMBER_MISSING"
    NOT_A_SHARE = "NOT_A_SHARE"
    NOT_A_RHYTHM = "NOT_A_RHYTHM"
    NOT_A_DAY = "NOT_A_DAY"
    REPORT_TO_MISSING = "REPORT_TO_MISSING"


@dataclass(frozen=True)
class Problem:
    """One fault at one field."""

    field: str
    fault: Fault


def problems_of_rules(rules: Rules) -> list[Problem]:
    """What keeps a Geschäftsordnung from being one, in the order of its values."""
    found = [
        *_missing(rules),
        *(
            _fault(name, Fault.NOT_A_SHARE)
            for name in SHARES
            if not _is_share(getattr(rules, name))
        ),
    ]
    if rules.meetings_per_year is not None and not 0 < rules.meetings_per_year <= 52:
        found.append(_fault("meetings_per_year", Fault.NOT_A_RHYTHM))
    if rules.report_day and not is_day_of_year(rules.report_day):
        found.append(_fault("report_day", Fault.NOT_A_DAY))
    places = {field.name: place for place, field in enumerate(fields(Rules))}
    return sorted(found, key=lambda problem: places[problem.field])


def _missing(rules: Rules) -> list[Problem]:
    found = []
    if not rules.source.strip():
        found.append(_fault("source", Fault.SOURCE_MISSING))
    for name in ("invitation_days", "objection_days"):
        if getattr(rules, name) > LONGEST_PERIOD:
            found.append(_fault(name, Fault.PERIOD_TOO_LONG))
    if rules.quorum is Quorum.NUMBER and not rules.quorum_number:
        found.append(_fault("quorum_number", Fault.QUORUM_NUMBER_MISSING))
    if _reports(rules) and not rules.report_to.strip():
        found.append(_fault("report_to", Fault.REPORT_TO_MISSING))
    return found


def _reports(rules: Rules) -> bool:
    return rules.report_months is not None or bool(rules.report_day) or rules.reports_founding


def _is_share(value: Decimal | None) -> bool:
    return value is None or 0 < value <= 1


def _fault(field: str, fault: Fault) -> Problem:
    return Problem(field, fault)
