from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.permissions import check_holds
from mitsorge.foundation.people.queries import holds
from mitsorge.foundation.people.rules import Role

EDITORS = frozenset({Role.COORDINATION})


def check_may_edit(account: Account | None) -> None:
    """Pages, news and the network's own texts belong to the coordination."""
    check_holds(account, EDITORS)


def may_edit(account: Account) -> bool:
    return holds(account, EDITORS)
