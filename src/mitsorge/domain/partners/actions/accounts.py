"""Accounts of people who speak for a partner. The calling deed has checked who may."""

from datetime import datetime

from mitsorge.domain.directory.models import Organization
from mitsorge.foundation.access import actions as access
from mitsorge.foundation.people.actions import AlreadyDone
from mitsorge.foundation.people.models import Account, Person
from mitsorge.foundation.people.queries import by_address
from mitsorge.foundation.people.rules import Role


def open_door(
    person: Person, email: str, organization: Organization, *, by: Account, at: datetime
) -> Account | None:
    """The account of an address speaks for the organization: invited by letter, or given the role.

    None where the address is empty, belongs to who acts (nobody gives herself a role) or to a closed account.
    """
    if not email:
        return None
    account = by_address(email)
    if account is None:
        account = access.invite(
            email=email, name=person.name, role=Role.MEMBER, scope=organization.uid, by=by, at=at
        )
    elif account.pk == by.pk or not account.is_active:
        return None
    else:
        _give(account, organization, by=by, at=at)
    _tie(account, person)
    return account


def _give(account: Account, organization: Organization, *, by: Account, at: datetime) -> None:
    held = account.grants.filter(role=Role.MEMBER, scope=organization.uid)
    if held.exists():
        return
    try:
        access.grant_role(account=account, role=Role.MEMBER, scope=organization.uid, by=by, at=at)
    except AlreadyDone:  # given in the same moment
        return


def _tie(account: Account, person: Person) -> None:
    """The account is that person's, where neither has another."""
    if not Account.objects.filter(person=person).exists():
        Account.objects.filter(pk=account.pk, person=None).update(person=person)


def pass_on(person: Person, organization: Organization, *, by: Account, at: datetime) -> None:
    """The account of a person, where there is one, speaks for the organization too."""
    account = Account.objects.filter(person=person, is_active=True).exclude(pk=by.pk).first()
    if account is not None:
        _give(account, organization, by=by, at=at)
