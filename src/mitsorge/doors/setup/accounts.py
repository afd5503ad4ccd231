"""The demo's cast with known passwords and codes. Works only where the setting DEMO is on."""

import time
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_noop

from mitsorge.domain.directory.models import Organization
from mitsorge.foundation.access import actions as access
from mitsorge.foundation.people import actions as people
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.queries import by_address
from mitsorge.foundation.people.rules import NotAllowed, Role

STEP = 30  # seconds a code lives, RFC 6238


@dataclass(frozen=True)
class DemoAccount:
    """One of the cast. Without `password`: signs in by a code from a letter (see /demo/post/)."""

    name: str
    does: str
    role: Role | None
    password: str = ""
    secret: str = ""

    @property
    def email(self) -> str:
        return f"{self.name.lower()}@mitsorge.example"

    def code(self, *, now: float | None = None) -> str:
        """The code its app would show at this second (Unix time)."""
        moment = time.time() if now is None else now
        return format_hotp_value(hotp_value(self.secret, int(moment) // STEP))


CAST = (
    DemoAccount(
        "Frieda", gettext_noop("koordiniert das Netzwerk"), Role.COORDINATION,
        "Frieda-Linde-Teich-7", "MZZGSZLEMFTHE2LFMRQWM4TJMVSGCZTS",
    ),
    DemoAccount(
        "Selma", gettext_noop("plant Pflege und Soziales"), Role.PLANNING,
        "Selma-Kranich-Moor-3", "ONSWY3LBONSWY3LBONSWY3LBONSWY3LB",
    ),
    DemoAccount(
        "Arno", gettext_noop("berät im Pflegestützpunkt"), Role.ADVICE,
        "Arno-Laterne-Steg-5", "MFZG433BOJXG6YLSNZXWC4TON5QXE3TP",
    ),
    DemoAccount(
        "Stella", gettext_noop("spricht für die AG Demenz"), Role.STEERING,
        "Stella-Fenster-Ufer-2", "ON2GK3DMMFZXIZLMNRQXG5DFNRWGC43U",
    ),
    DemoAccount(
        "Ida", gettext_noop("kümmert sich um die Technik"), Role.IT,
        "Ida-Hafer-Brunnen-9", "NFSGC2LEMFUWIYLJMRQWSZDBNFSGC2LE",
    ),
    DemoAccount("Paul", gettext_noop("leitet ein Haus"), Role.MEMBER),
    DemoAccount("Otto", gettext_noop("gehört zu einer anderen Organisation"), Role.MEMBER),
    DemoAccount("Tilda", gettext_noop("leitet ein Lösungsteam"), None),
)  # fmt: skip
NO_ACCOUNT = ("Nadia", gettext_noop("sucht Hilfe und braucht kein Konto"))


@transaction.atomic
def create_demo_accounts(*, at: datetime) -> tuple[DemoAccount, ...]:
    """The whole cast; a second call only sets passwords and codes anew. Raises `NotAllowed` outside a demo."""
    if not settings.DEMO:
        raise NotAllowed("Demo accounts exist only where MITSORGE_DEMO is on.")
    houses = _houses()
    frieda = _first_coordinator(at)
    for one in CAST:
        account = by_address(one.email) or _join(one, houses, by=frieda, at=at)
        if one.password:
            access.equip_demo_account(account=account, password=one.password, secret=one.secret)
    return CAST


def _first_coordinator(at: datetime) -> Account:
    first = CAST[0]
    known = by_address(first.email)
    return known or people.appoint_first_coordinator(email=first.email, name=first.name, at=at)


def _join(
    one: DemoAccount, houses: dict[str, Organization], *, by: Account, at: datetime
) -> Account:
    account = people.create_account(email=one.email, name=one.name, by=by, at=at)
    house = houses.get(one.name)
    if one.role == Role.MEMBER and house is None:
        return account
    if one.role:
        scope = house.uid if house else None
        people.grant_role(account=account, role=one.role, scope=scope, by=by, at=at)
    return account


def _houses() -> dict[str, Organization]:
    """Paul speaks for Haus Abendsonne where the demo has one, Otto for somebody else."""
    everyone = Organization.objects.order_by("pk")
    first = everyone.filter(name__contains="Abendsonne").first() or everyone.first()
    if first is None:
        return {}
    other = everyone.exclude(pk=first.pk).first()
    return {"Paul": first} | ({"Otto": other} if other else {})
