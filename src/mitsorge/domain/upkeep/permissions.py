"""Who may: `check_may_…` raises `NotAllowed` with a German sentence, `may_…` asks (1 query, then 0)."""

from uuid import UUID

from django.utils.translation import gettext as _

from mitsorge.domain.upkeep.rules import Via
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.permissions import check_holds
from mitsorge.foundation.people.queries import holds, organizations_of
from mitsorge.foundation.people.rules import NotAllowed, Role

CALLERS = frozenset({Role.COORDINATION})
"""Who calls organizations and notes what they said."""


def may_call(account: Account) -> bool:
    return holds(account, CALLERS)


def check_may_call(account: Account | None) -> None:
    check_holds(account, CALLERS)


def check_may_answer(account: Account | None, organization: UUID, *, via: Via) -> None:
    """Answer for an organization (its uid): its members, the coordination on its behalf.

    LINK and MAIL need no account: whoever calls the deed has proved the signed link.
    """
    if via in (Via.LINK, Via.MAIL):
        return
    if account is None or not (may_call(account) or organization in organizations_of(account)):
        raise NotAllowed(_("Sie können nur für Ihre eigene Organisation antworten."))
