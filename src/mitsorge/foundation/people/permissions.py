from collections.abc import Iterable

from django.utils.translation import gettext as _

from mitsorge.foundation.people import rules
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.queries import holds, roles_of
from mitsorge.foundation.people.rules import Deed, NotAllowed, Role


def check_holds(account: Account | None, roles: Iterable[Role]) -> None:
    """Raises `NotAllowed` unless the account holds one of the roles."""
    if account is None or not holds(account, roles):
        raise NotAllowed(
            _("Dazu fehlt Ihnen die Berechtigung. Bitte wenden Sie sich an die Koordination.")
        )


def may_manage_accounts(account: Account) -> bool:
    """Invite, give and take roles, close accounts."""
    return rules.may(roles_of(account), Deed.MANAGE_ACCOUNTS)


def check_may_manage_accounts(account: Account | None) -> None:
    check_holds(account, rules.PERFORMERS[Deed.MANAGE_ACCOUNTS])


def may_give(account: Account, role: Role) -> bool:
    """Open to others what this role opens (docs/decisions, who gives roles)."""
    return role in rules.grantable(roles_of(account))


def check_may_give(account: Account | None, granted: Iterable[Role]) -> None:
    """Raises `NotAllowed` unless the account may give every one of the roles."""
    check_may_manage_accounts(account)
    if account is None or not all(may_give(account, role) for role in granted):
        raise NotAllowed(
            _("Diese Rolle gibt nur die Koordination: sie öffnet die Daten des Netzwerks.")
        )


def may_keep_contacts(account: Account) -> bool:
    """Add people and the ways to reach them."""
    return rules.may(roles_of(account), Deed.KEEP_CONTACTS)


def check_may_keep_contacts(account: Account | None) -> None:
    check_holds(account, rules.PERFORMERS[Deed.KEEP_CONTACTS])
