from collections.abc import Iterable

from allauth.mfa.models import Authenticator

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
