from collections.abc import Iterable

from django.utils.translation import gettext as _

from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.queries import holds
from mitsorge.foundation.people.rules import NotAllowed, Role


def check_holds(account: Account | None, roles: Iterable[Role]) -> None:
    """Raises `NotAllowed` unless the account holds one of the roles."""
    if account is None or not holds(account, roles):
        raise NotAllowed(
            _("Dazu fehlt Ihnen die Berechtigung. Bitte wenden Sie sich an die Koordination.")
        )
