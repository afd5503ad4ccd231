import pytest

from mitsorge.foundation.people import permissions
from mitsorge.foundation.people.models import Account, RoleGrant
from mitsorge.foundation.people.rules import NotAllowed, Role
from tests.cast import NOW
from tests.foundation.people.test_rules import TABLE

pytestmark = pytest.mark.django_db


def holder(role: Role) -> Account:
    who = Account.objects.create(email="x@mitsorge.example", name="X", created_at=NOW)
    scope = who.uid if role == Role.MEMBER else None
    RoleGrant.objects.create(account=who, role=role, scope=scope, granted_at=NOW)
    return who


def refused(check, account) -> bool:
    try:
        check(account)
    except NotAllowed:
        return True
    return False


@pytest.mark.parametrize("role", Role)
def test_the_table_of_rules_holds_for_accounts(role):
    who = holder(role)
    asked = (permissions.may_manage_accounts(who), permissions.may_keep_contacts(who))
    checked = (
        not refused(permissions.check_may_manage_accounts, who),
        not refused(permissions.check_may_keep_contacts, who),
    )
    assert asked == checked == TABLE[role]


def test_nobody_and_a_closed_account_are_refused():
    closed = holder(Role.COORDINATION)
    closed.is_active = False
    assert refused(permissions.check_may_manage_accounts, None)
    assert refused(permissions.check_may_manage_accounts, closed)
