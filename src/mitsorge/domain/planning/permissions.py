"""Who may: `check_may_…` raises `NotAllowed` with a German sentence, `may_…` asks (1 query, then 0)."""

from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.permissions import check_holds
from mitsorge.foundation.people.queries import holds
from mitsorge.foundation.people.rules import Role

PLANNERS = frozenset({Role.PLANNING, Role.COORDINATION})
"""Who takes in figures, stores forecasts and scenarios, and hands findings on."""

READERS = PLANNERS | {Role.STEERING, Role.ADVICE}
"""Who sees the planning of the network, also what is not published."""


def may_plan(account: Account) -> bool:
    return holds(account, PLANNERS)


def check_may_plan(account: Account | None) -> None:
    check_holds(account, PLANNERS)


def may_read_planning(account: Account) -> bool:
    return holds(account, READERS)


def check_may_read_planning(account: Account | None) -> None:
    check_holds(account, READERS)
