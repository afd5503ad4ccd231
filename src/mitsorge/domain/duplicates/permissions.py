"""Who may: `check_may_…` raises `NotAllowed` with a German sentence, `may_…` asks (1 query, then 0)."""

from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.permissions import check_holds
from mitsorge.foundation.people.queries import holds
from mitsorge.foundation.people.rules import Role

MERGERS = frozenset({Role.COORDINATION})


def may_merge(account: Account) -> bool:
    """Look at pairs, judge them, merge and part again."""
    return holds(account, MERGERS)


def check_may_merge(account: Account | None) -> None:
    check_holds(account, MERGERS)
