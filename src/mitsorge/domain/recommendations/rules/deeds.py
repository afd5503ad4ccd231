"""Who may do what with impulses and recommendations. Whoever runs a committee may more there: `permissions`."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from mitsorge.foundation.people.rules import Role


class Deed(StrEnum):
    """What is done or read here; `PERFORMERS` says by whom."""

    COLLECT_IMPULSES = "COLLECT_IMPULSES"
    SORT_IMPULSES = "SORT_IMPULSES"
    READ = "READ"
    DRAFT = "DRAFT"
    CONSULT = "CONSULT"
    ADOPT = "ADOPT"
    WITHDRAW = "WITHDRAW"
    SIGN_FOR_OTHERS = "SIGN_FOR_OTHERS"


PERFORMERS: Mapping[Deed, frozenset[Role]] = {
    Deed.COLLECT_IMPULSES: frozenset(
        {Role.COORDINATION, Role.PLANNING, Role.ADVICE, Role.STEERING}
    ),
    Deed.SORT_IMPULSES: frozenset({Role.COORDINATION, Role.PLANNING}),
    Deed.READ: frozenset({Role.COORDINATION, Role.PLANNING, Role.STEERING}),
    Deed.DRAFT: frozenset({Role.COORDINATION}),
    Deed.CONSULT: frozenset({Role.COORDINATION, Role.STEERING}),
    Deed.ADOPT: frozenset({Role.COORDINATION}),
    Deed.WITHDRAW: frozenset({Role.COORDINATION}),
    Deed.SIGN_FOR_OTHERS: frozenset({Role.COORDINATION}),
}
"""CONSULT: rate, merge, give back, forward what lies before the steering group."""


def may(roles: Collection[Role], deed: Deed) -> bool:
    return not PERFORMERS[deed].isdisjoint(roles)
