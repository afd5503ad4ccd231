from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.permissions import check_holds
from mitsorge.foundation.people.rules import Role

LETTER_ROLES = (Role.COORDINATION, Role.IT)
"""Who sees the delivery log: addresses and subjects, never the text."""


def check_may_handle_letters(account: Account | None) -> None:
    """Raises `NotAllowed` for everyone but coordination and IT."""
    check_holds(account, LETTER_ROLES)
