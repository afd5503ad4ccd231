"""The standing cast: invented people with their roles. Otto must never see anything of the others."""

from datetime import UTC, datetime

from mitsorge.foundation.people.models import Account, RoleGrant
from mitsorge.foundation.people.rules import Role

NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
ROLES = {
    "frieda": ("Frieda", Role.COORDINATION),
    "selma": ("Selma", Role.PLANNING),
    "arno": ("Arno", Role.ADVICE),
    "stella": ("Stella", Role.STEERING),
    "tilda": ("Tilda", None),
    "ida": ("Ida", Role.IT),
}


def account(name: str, *, organization=None, at: datetime = NOW) -> Account:
    """One of the cast with the role it plays; Paul and Otto speak for an organization."""
    title, role = ROLES.get(name, (name.capitalize(), Role.MEMBER if organization else None))
    who = Account.objects.create(email=f"{name}@mitsorge.example", name=title, created_at=at)
    if role:
        scope = organization.uid if organization else None
        RoleGrant.objects.create(account=who, role=role, scope=scope, granted_at=at)
    return who
