import uuid
from collections.abc import Iterable

from mitsorge.foundation.people.models import Account, RoleGrant
from mitsorge.foundation.people.rules import Role


def roles_of(account: Account) -> frozenset[Role]:
    """The roles an account holds, each once; remembered on the account (1 query, then 0)."""
    if not account.is_authenticated or not account.is_active:
        return frozenset()
    if not hasattr(account, "_roles"):
        account._roles = frozenset(
            Role(role) for role in account.grants.values_list("role", flat=True)
        )  # type: ignore[attr-defined]
    return account._roles  # type: ignore[attr-defined,no-any-return]


def organizations_of(account: Account) -> frozenset[uuid.UUID]:
    """The uids of the organizations an account speaks for (1 query)."""
    scopes = RoleGrant.objects.filter(account_id=account.pk, role=Role.MEMBER).values_list(
        "scope", flat=True
    )
    return frozenset(scope for scope in scopes if scope)


def holds(account: Account, roles: Iterable[Role]) -> bool:
    return bool(roles_of(account) & frozenset(roles))
