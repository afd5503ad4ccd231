from dataclasses import fields
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from mitsorge.domain.governance.models import Committee, RuleSet
from mitsorge.domain.governance.rules import (
    InvitationForm,
    Majority,
    Parity,
    Publicity,
    Quorum,
    Voters,
)
from mitsorge.domain.governance.rules.procedure import USUAL, Rules

CODES = {
    "invitation_form": InvitationForm,
    "quorum": Quorum,
    "voters": Voters,
    "majority": Majority,
    "publicity": Publicity,
    "parity": Parity,
}
VALUES = tuple(field.name for field in fields(Rules))
"""The names of the values, the same in `Rules` and `RuleSet`."""


def valid(on: date) -> QuerySet[RuleSet]:
    """The rule sets of all committees valid on a day, at most one each."""
    return RuleSet.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)


def rules_on(committee: Committee, on: date) -> RuleSet | None:
    """The Geschäftsordnung valid on a day; for a meeting the day it is held (1 query)."""
    return valid(on).filter(committee=committee).first()


def as_rules(rule_set: RuleSet | None) -> Rules:
    """The values of a rule set; `procedure.USUAL` where there is none (0 queries)."""
    if rule_set is None:
        return USUAL
    values: dict[str, Any] = {name: getattr(rule_set, name) for name in VALUES}
    return Rules(**values | {name: code(values[name]) for name, code in CODES.items()})


def values_on(committee: Committee, on: date) -> Rules:
    """The rules that count on a day, whether agreed or usual (1 query)."""
    return as_rules(rules_on(committee, on))


def rules_of_all(on: date) -> dict[int, Rules]:
    """The rules valid on a day by committee id; who has none is left out (1 query)."""
    return {found.committee_id: as_rules(found) for found in valid(on)}


def history(committee: Committee) -> QuerySet[RuleSet]:
    """All versions of a committee, the newest first (1 query)."""
    return RuleSet.objects.filter(committee=committee).order_by(F("valid_from").desc(), "pk")
