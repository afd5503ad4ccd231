from collections.abc import Iterable
from hashlib import sha256

from allauth.mfa.models import Authenticator

from mitsorge.foundation.access.models import CalendarKey
from mitsorge.foundation.people.models import Account

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(account: Account) -> bool:
    """An app or a passkey; recovery codes alone are none (1 query)."""
    return Authenticator.objects.filter(user_id=account.pk, type__in=FACTORS).exists()


def factors_of(account_ids: Iterable[int]) -> dict[int, frozenset[str]]:
    """The kinds of second factor of each account that has one (1 query)."""
    rows = Authenticator.objects.filter(user_id__in=account_ids, type__in=FACTORS)
    found: dict[int, set[str]] = {}
    for owner, kind in rows.values_list("user_id", "type"):
        found.setdefault(owner, set()).add(kind)
    return {owner: frozenset(kinds) for owner, kinds in found.items()}


def is_last_factor(authenticator: Authenticator) -> bool:
    """Whether the account would stand without a second factor if this one went (1 query)."""
    others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=FACTORS)
    return not others.exclude(pk=authenticator.pk).exists()


def account_of_calendar_key(secret: str) -> Account | None:
    """Whose calendar this is; None for a wrong or old secret and for an account that may not sign in (1 query)."""
    keys = CalendarKey.objects.filter(sha256=hash_of(secret), account__is_active=True)
    found = keys.select_related("account").first()
    return found.account if found else None


def calendar_key_of(account: Account) -> CalendarKey | None:
    """When the address was made, never the address (1 query)."""
    return CalendarKey.objects.filter(account=account).first()


def hash_of(secret: str) -> str:
    """What is kept of the secret of an address."""
    return sha256(secret.encode()).hexdigest()
