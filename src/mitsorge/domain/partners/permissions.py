"""Who may: `check_may_…` raises `NotAllowed` with a German sentence, `may_…` asks (1 query, then 0)."""

from uuid import UUID

from django.utils.translation import gettext as _

from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.permissions import check_holds
from mitsorge.foundation.people.queries import holds, organizations_of
from mitsorge.foundation.people.rules import NotAllowed, Role

DECIDERS = frozenset({Role.COORDINATION})
READERS = frozenset({Role.COORDINATION, Role.ADVICE, Role.PLANNING, Role.STEERING})


def may_decide(account: Account) -> bool:
    """Read applications, decide on them, keep groups, agreement and partnerships."""
    return holds(account, DECIDERS)


def check_may_decide(account: Account | None) -> None:
    check_holds(account, DECIDERS)


def may_read(account: Account) -> bool:
    """See partners with their representatives and their history."""
    return holds(account, READERS)


def may_speak_for(account: Account, organization: UUID) -> bool:
    """Change what a partner itself decides: the coordination, and members for theirs (at most 2 queries)."""
    return may_decide(account) or organization in organizations_of(account)


def check_may_speak_for(account: Account | None, organization: UUID) -> None:
    if account is None or not may_speak_for(account, organization):
        raise NotAllowed(_("Das können Sie nur für Ihre eigene Organisation ändern."))
