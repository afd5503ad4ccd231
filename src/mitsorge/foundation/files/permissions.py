from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.permissions import check_holds
from mitsorge.foundation.people.queries import holds
from mitsorge.foundation.people.rules import OFFICE_ROLES, Role


def may_read_office_files(account: Account | None) -> bool:
    return account is not None and holds(account, OFFICE_ROLES)


def check_may_keep_consents(account: Account | None) -> None:
    """Raises `NotAllowed` for everyone but coordination."""
    check_holds(account, {Role.COORDINATION})
