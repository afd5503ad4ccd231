"""Which pages an account may open: read from the guards, so that no menu has a rule of its own."""

from functools import cache

from django.urls import Resolver404, resolve

from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.queries import roles_of


def may_open(account: Account, address: str) -> bool:
    """Whether the guard of the page at this address lets the account in (1 query, then 0)."""
    guard = _guard(address)
    return guard is not None and bool(guard & {str(role) for role in roles_of(account)})


@cache
def _guard(address: str) -> frozenset[str] | None:
    """The roles of a page; None where there is no such page."""
    try:
        view = resolve(address).func
    except Resolver404:
        return None
    return frozenset(str(role) for role in getattr(view, "guard", ()))
