"""Deeds that need an account and a letter. All rows or none."""

import uuid
from datetime import datetime
from secrets import token_urlsafe

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from mitsorge.foundation.access import letters, rules
from mitsorge.foundation.access.models import CalendarKey
from mitsorge.foundation.access.queries import hash_of
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people import actions as people
from mitsorge.foundation.people.models import Account, RoleGrant
from mitsorge.foundation.people.permissions import check_may_manage_accounts
from mitsorge.foundation.people.queries import coordinator_accounts, roles_of
from mitsorge.foundation.people.rules import NotAllowed, Role, is_announced
from mitsorge.foundation.people.wording import ROLE
from mitsorge.foundation.post import actions as post


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    role: Role,
    scope: uuid.UUID | None = None,
    by: Account,
    at: datetime,
) -> Account:
    """Account, role and the letter that says how to sign in. Raises `people.AddressTaken`."""
    account = people.create_account(email=email, name=name, by=by, at=at)
    grant_role(account=account, role=role, scope=scope, by=by, at=at)
    _write_invitation(account, role, at)
    return account


@transaction.atomic
def grant_role(
    *, account: Account, role: Role, scope: uuid.UUID | None = None, by: Account, at: datetime
) -> RoleGrant:
    """As `people.grant_role`; every role of the office is announced to all of the coordination by letter."""
    grant = people.grant_role(account=account, role=role, scope=scope, by=by, at=at)
    if is_announced(role):
        words = {"role": str(ROLE[role]), "by": by.name, "site": settings.BASE_URL}
        for reader in coordinator_accounts().exclude(pk=account.pk):
            post.enqueue(letters.role_given(reader.email, account=account, **words), at=at)
    return grant


@transaction.atomic
def welcome_first_coordinator(*, email: str, name: str, at: datetime) -> Account:
    """The account that opens a new network, with its letter. Raises `people.AlreadyDone`."""
    account = people.appoint_first_coordinator(email=email, name=name, at=at)
    _write_invitation(account, Role.COORDINATION, at)
    return account


@transaction.atomic
def reset_second_factor(*, account: Account, by: Account, at: datetime, why: str = "") -> None:
    """For a lost phone: every factor and recovery code goes; every session ends; the next sign-in sets up anew.

    Of an account of the coordination the whole coordination hears by letter.
    """
    check_may_manage_accounts(by)
    if by.pk == account.pk:
        raise people.OwnRole(_("Bitten Sie eine Kollegin, Ihren zweiten Faktor zurückzusetzen."))
    removed, _rows = Authenticator.objects.filter(user_id=account.pk).delete()
    if not removed:
        raise people.AlreadyDone(_("Dieses Konto hat keinen zweiten Faktor."))
    Account.objects.filter(pk=account.pk).update(session_round=F("session_round") + 1)
    journal.record(event="access.factor.reset", subject=account, by=by, at=at, why=why)
    post.enqueue(letters.factor_removed(account, settings.BASE_URL), at=at)
    if Role.COORDINATION in roles_of(account):
        words = {"by": by.name, "site": settings.BASE_URL}
        for reader in coordinator_accounts().exclude(pk=account.pk):
            post.enqueue(letters.factor_reset(reader.email, account=account, **words), at=at)


@transaction.atomic
def equip_demo_account(*, account: Account, password: str, secret: str) -> None:
    """A known password and a known TOTP secret: raises `NotAllowed` anywhere but in a demo."""
    if not settings.DEMO:
        raise NotAllowed(_("Bekannte Passwörter gibt es nur in der Vorführung."))
    account.set_password(password)
    account.save(update_fields=["password"])
    Authenticator.objects.filter(user_id=account.pk).delete()
    TOTP.activate(account, secret)


@transaction.atomic
def forget_sessions(*, at: datetime) -> int:
    """Deletes the sessions that are over, with everything in them; how many (1 query). For the worker.

    § 25 (2) 2 TDDDG: what a visitor asked for is kept as long as the service needs it, and no longer.
    """
    deleted, _rows = Session.objects.filter(expire_date__lte=at).delete()
    return deleted


@transaction.atomic
def forget_attempts(*, at: datetime) -> int:
    """Deletes the counts of attempts whose time is over; how many (1 query). For the worker.

    The cache itself deletes them only when it is full.
    """
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    moment = connection.ops.adapt_datetimefield_value(at.replace(microsecond=0))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [moment])  # noqa: S608 - our own table
        return cursor.rowcount


@transaction.atomic
def make_calendar_key(*, account: Account, at: datetime) -> str:
    """The new secret of an account; one it had before opens nothing any more."""
    secret = token_urlsafe(32)
    CalendarKey.objects.update_or_create(
        account=account, defaults={"sha256": hash_of(secret), "made_at": at}
    )
    journal.record(event="access.calendar.opened", subject=account, by=account, at=at)
    return secret


@transaction.atomic
def withdraw_calendar_key(*, account: Account, at: datetime) -> bool:
    """Whether there was one; from now on its address opens nothing."""
    deleted, _rows = CalendarKey.objects.filter(account=account).delete()
    if deleted:
        journal.record(event="access.calendar.closed", subject=account, by=account, at=at)
    return bool(deleted)


def _write_invitation(account: Account, role: Role, at: datetime) -> None:
    draft = letters.invitation(
        account,
        network=str(network() or _("Netzwerk")),
        site=settings.BASE_URL,
        by_password=rules.needs_password({role}),
    )
    post.enqueue(draft, at=at)
