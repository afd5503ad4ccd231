"""Which pages an account may open: read from the guards, so that no menu has a rule of its own."""

from functools import cache

from django.urls import Resolver404, resolve

from mitsorge.domain.governance.rules.standing import Standing
from mitsorge.face.guards import stands
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.queries import roles_of


def may_open(account: Account, address: str) -> bool:
    """Whether the guard of the page at this address lets the account in (1 query, then 0).

    Where committees open the page and no role does, at most 4 queries more, once.
    """
    guard = _guard(address)
    if guard is None:
        return False
    if guard & {str(role) for role in roles_of(account)}:
        return True
    return any(stands(account, standing) for standing in Standing if standing in guard)


@cache
def _guard(address: str) -> frozenset[str] | None:
    """The roles and standings of a page; None where there is no such page."""
    try:
        view = resolve(address).func
    except Resolver404:
        return None
    return frozenset(str(role) for role in getattr(view, "guard", ()))
