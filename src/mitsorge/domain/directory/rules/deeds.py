"""Who may do what in the directory. IT keeps the machine and nothing of its content."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from mitsorge.foundation.people.rules import Role


class Deed(StrEnum):
    """What is done or read here; `PERFORMERS` says by whom."""

    EDIT = "EDIT"
    ASSURE = "ASSURE"
    ANSWER_REPORT = "ANSWER_REPORT"
    EDIT_RESPONSIBILITY = "EDIT_RESPONSIBILITY"
    EDIT_TAXONOMY = "EDIT_TAXONOMY"
    READ_OFFICE = "READ_OFFICE"
    READ_INTERNAL = "READ_INTERNAL"
    PROPOSE = "PROPOSE"


PERFORMERS: Mapping[Deed, frozenset[Role]] = {
    Deed.EDIT: frozenset({Role.COORDINATION}),
    Deed.ASSURE: frozenset({Role.COORDINATION}),
    Deed.ANSWER_REPORT: frozenset({Role.COORDINATION}),
    Deed.EDIT_RESPONSIBILITY: frozenset({Role.COORDINATION}),
    Deed.EDIT_TAXONOMY: frozenset({Role.COORDINATION}),
    Deed.READ_OFFICE: frozenset({Role.COORDINATION, Role.ADVICE, Role.PLANNING}),
    Deed.READ_INTERNAL: frozenset({Role.COORDINATION, Role.ADVICE}),
    Deed.PROPOSE: frozenset({Role.COORDINATION, Role.MEMBER}),
}
"""INTERNAL: protected addresses and what citizens report. A MEMBER proposes for its organization only."""


def may(roles: Collection[Role], deed: Deed) -> bool:
    """Some role performs the deed; for PROPOSE the organization is asked beside it."""
    return not PERFORMERS[deed].isdisjoint(roles)
