import uuid
from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from mitsorge.foundation.people.models import Account, ContactChannel, Person, RoleGrant
from mitsorge.foundation.people.rules import Role, normal_address


def roles_of(account: Account) -> frozenset[Role]:
    """The roles an account holds, each once; remembered on the account (1 query, then 0)."""
    if not account.is_authenticated or not account.is_active:
        return frozenset()
    if not hasattr(account, "_roles"):
        account._roles = frozenset(
            Role(role) for role in account.grants.values_list("role", flat=True)
        )
    return account._roles


def organizations_of(account: Account) -> frozenset[uuid.UUID]:
    """The uids of the organizations an account speaks for (1 query)."""
    scopes = RoleGrant.objects.filter(account_id=account.pk, role=Role.MEMBER).values_list(
        "scope", flat=True
    )
    return frozenset(scope for scope in scopes if scope)


def holds(account: Account, roles: Iterable[Role]) -> bool:
    return bool(roles_of(account) & frozenset(roles))


def by_address(address: str) -> Account | None:
    """The account of a mail address, whatever its case, active or not (1 query)."""
    return Account.objects.filter(email=normal_address(address)).first()


def accounts() -> QuerySet[Account]:
    """All accounts with their grants, by name (2 queries)."""
    return Account.objects.prefetch_related(
        Prefetch("grants", RoleGrant.objects.order_by("role", "pk"))
    )


def coordinators() -> QuerySet[RoleGrant]:
    """The grants that keep the network steerable: coordination of active accounts."""
    return RoleGrant.objects.filter(role=Role.COORDINATION, account__is_active=True)


def coordinator_accounts() -> QuerySet[Account]:
    """The active accounts with the coordination role (1 query)."""
    return Account.objects.filter(is_active=True, grants__role=Role.COORDINATION)


def channels_of(person: Person) -> QuerySet[ContactChannel]:
    """The ways to reach someone that may still be used (1 query)."""
    return person.channels.filter(ended__isnull=True)
