"""Deeds on people and accounts. Each writes its journal entry in the same transaction."""

import uuid
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account, ContactChannel, Person, RoleGrant
from mitsorge.foundation.people.permissions import (
    check_may_give,
    check_may_keep_contacts,
    check_may_manage_accounts,
)
from mitsorge.foundation.people.queries import coordinators
from mitsorge.foundation.people.rules import (
    ChannelKind,
    LegalBasis,
    NotAllowed,
    Role,
    normal_address,
)


class AddressTaken(NotAllowed):
    """Another account already uses this mail address."""


class AlreadyDone(NotAllowed):
    """Somebody else was faster: the record already stands as wished."""


class LastCoordinator(NotAllowed):
    """Without this role nobody could give roles any more."""


class OwnRole(NotAllowed):
    """Nobody gives herself a role or closes her own account."""


@transaction.atomic
def appoint_first_coordinator(*, email: str, name: str, at: datetime) -> Account:
    """The one account that nobody invites; raises `AlreadyDone` where a coordinator exists."""
    if coordinators().exists():
        raise AlreadyDone(_("Dieses Netzwerk hat schon eine Koordination."))
    account = _new_account(email, name, None, by=None, at=at)
    _new_grant(account, Role.COORDINATION, None, by=None, at=at)
    return account


@transaction.atomic
def create_account(
    *, email: str, name: str, person: Person | None = None, by: Account, at: datetime
) -> Account:
    """An account without roles and without password. Raises `AddressTaken`."""
    check_may_manage_accounts(by)
    return _new_account(email, name, person, by=by, at=at)


@transaction.atomic
def grant_role(
    *, account: Account, role: Role, scope: uuid.UUID | None = None, by: Account, at: datetime
) -> RoleGrant:
    """`scope` is the organization of a MEMBER and only of one. Raises `OwnRole`, `AlreadyDone`.

    Doors give roles through `access.grant_role`, which also tells the coordination.
    """
    check_may_give(by, {role})
    if by.pk == account.pk:
        raise OwnRole(
            _("Niemand kann sich selbst eine Rolle geben. Bitte fragen Sie eine Kollegin.")
        )
    if (role == Role.MEMBER) != (scope is not None):
        raise NotAllowed(_("Wählen Sie die Organisation, für die das Mitglied spricht."))
    return _new_grant(account, role, scope, by=by, at=at)


@transaction.atomic
def revoke_role(*, grant: RoleGrant, by: Account, at: datetime, why: str = "") -> None:
    """Takes effect with the next click of the account. Raises `LastCoordinator`, `AlreadyDone`."""
    check_may_manage_accounts(by)
    if grant.role == Role.COORDINATION and grant.account.is_active:
        _check_another_coordinator(grant.account)
    deleted, _rows = RoleGrant.objects.filter(pk=grant.pk).delete()
    if not deleted:
        raise AlreadyDone(_("Die Rolle war schon entzogen."))
    _forget_roles(grant.account)
    changes = {"role": [grant.role, None], "scope": [_text(grant.scope), None]}
    journal.record(
        event="people.role.revoked", subject=grant.account, by=by, at=at, changes=changes, why=why
    )


@transaction.atomic
def deactivate_account(*, account: Account, by: Account, at: datetime, why: str = "") -> None:
    """Ends every session with its next click; roles stay noted. Raises `OwnRole`, `LastCoordinator`."""
    check_may_manage_accounts(by)
    if by.pk == account.pk:
        raise OwnRole(_("Ihr eigenes Konto können Sie nicht sperren."))
    if coordinators().filter(account=account).exists():
        _check_another_coordinator(account)
    _switch(account, active=False, by=by, at=at, why=why)


@transaction.atomic
def reactivate_account(*, account: Account, by: Account, at: datetime, why: str = "") -> None:
    """The account may sign in again, with the roles it had; `by` must be someone who may give them.

    Raises `OwnRole`, `AlreadyDone`.
    """
    check_may_give(by, {Role(role) for role in account.grants.values_list("role", flat=True)})
    if by.pk == account.pk:
        raise OwnRole(_("Ihr eigenes Konto können Sie nicht freigeben."))
    _switch(account, active=True, by=by, at=at, why=why)


@transaction.atomic
def add_person(*, name: str, by: Account, at: datetime) -> Person:
    """Someone we know by name, without an account."""
    check_may_keep_contacts(by)
    person = Person.objects.create(name=name.strip(), created_at=at)
    journal.record(event="people.person.added", subject=person, by=by, at=at)
    return person


@transaction.atomic
def record_channel(
    *,
    person: Person,
    kind: ChannelKind,
    address: str,
    purpose: str,
    legal_basis: LegalBasis,
    source: str,
    since: date,
    by: Account,
    at: datetime,
) -> ContactChannel:
    """Art. 5 (1) b, Art. 14 (2) f GDPR: no way to reach someone without purpose, basis, source and date."""
    check_may_keep_contacts(by)
    if not (address.strip() and purpose.strip() and source.strip()):
        raise NotAllowed(_("Nennen Sie Adresse, Zweck und Quelle."))
    channel = ContactChannel(
        person=person,
        kind=kind,
        address=address.strip(),
        purpose=purpose.strip(),
        legal_basis=legal_basis,
        source=source.strip(),
        since=since,
    )
    try:
        with transaction.atomic():
            channel.save(force_insert=True)
    except IntegrityError:
        raise AlreadyDone(_("Dieser Kontaktweg ist für diesen Zweck schon vermerkt.")) from None
    changes = {"kind": [None, str(kind)], "purpose": [None, channel.purpose]}
    journal.record(event="people.channel.recorded", subject=person, by=by, at=at, changes=changes)
    return channel


@transaction.atomic
def end_channel(
    *, channel: ContactChannel, on: date, by: Account, at: datetime, why: str = ""
) -> None:
    """From that day on the way may not be used; it stays as evidence. Raises `AlreadyDone`."""
    check_may_keep_contacts(by)
    if on < channel.since:
        raise NotAllowed(_("Das Ende liegt vor dem Beginn."))
    if not ContactChannel.objects.filter(pk=channel.pk, ended__isnull=True).update(ended=on):
        raise AlreadyDone(_("Dieser Kontaktweg war schon beendet."))
    changes = {"ended": [None, on.isoformat()]}
    journal.record(
        event="people.channel.ended", subject=channel.person, by=by, at=at, changes=changes, why=why
    )


def _new_account(
    email: str, name: str, person: Person | None, *, by: Account | None, at: datetime
) -> Account:
    account = Account(email=normal_address(email), name=name.strip(), person=person, created_at=at)
    account.set_unusable_password()
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError:
        raise AddressTaken(_("Diese Adresse hat schon ein Konto.")) from None
    journal.record(event="people.account.created", subject=account, by=by, at=at)
    return account


def _new_grant(
    account: Account, role: Role, scope: uuid.UUID | None, *, by: Account | None, at: datetime
) -> RoleGrant:
    grant, created = RoleGrant.objects.get_or_create(
        account=account, role=role, scope=scope, defaults={"granted_by": by, "granted_at": at}
    )
    if not created:
        raise AlreadyDone(_("Dieses Konto hat die Rolle schon."))
    _forget_roles(account)
    changes = {"role": [None, str(role)], "scope": [None, _text(scope)]}
    journal.record(event="people.role.granted", subject=account, by=by, at=at, changes=changes)
    return grant


def _check_another_coordinator(account: Account) -> None:
    """Locks the coordinators' grants, so that two cannot remove each other at the same moment."""
    holders = coordinators().select_for_update().values_list("account_id", flat=True)
    if set(holders) <= {account.pk}:
        raise LastCoordinator(
            _("Das ist die letzte Koordination. Geben Sie die Rolle zuerst einer Kollegin.")
        )


def _switch(account: Account, *, active: bool, by: Account, at: datetime, why: str) -> None:
    changed = Account.objects.filter(pk=account.pk, is_active=not active).update(is_active=active)
    if not changed:
        raise AlreadyDone(_("Das hat schon jemand erledigt."))
    account.is_active = active
    _forget_roles(account)
    event = "people.account.reactivated" if active else "people.account.deactivated"
    changes = {"is_active": [not active, active]}
    journal.record(event=event, subject=account, by=by, at=at, changes=changes, why=why)


def _forget_roles(account: Account) -> None:
    account.__dict__.pop("_roles", None)


def _text(scope: uuid.UUID | None) -> str | None:
    return str(scope) if scope else None
