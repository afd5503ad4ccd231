"""Roles and what is said when someone may not. Plain Python."""

from collections.abc import Collection, Mapping
from enum import StrEnum


class Role(StrEnum):
    """What an account does in the network. MEMBER is always scoped to one organization."""

    COORDINATION = "COORDINATION"
    PLANNING = "PLANNING"
    ADVICE = "ADVICE"
    STEERING = "STEERING"
    MEMBER = "MEMBER"
    IT = "IT"


OFFICE_ROLES = frozenset(Role) - {Role.MEMBER}
"""Roles that see other people's work: password and second factor are enforced for them."""


class NotAllowed(Exception):
    """A deed was refused. The text is a German sentence for the screen."""


class Deed(StrEnum):
    """What is done here to people and accounts; `PERFORMERS` says by whom."""

    MANAGE_ACCOUNTS = "MANAGE_ACCOUNTS"
    KEEP_CONTACTS = "KEEP_CONTACTS"


PERFORMERS: Mapping[Deed, frozenset[Role]] = {
    Deed.MANAGE_ACCOUNTS: frozenset({Role.COORDINATION, Role.IT}),
    Deed.KEEP_CONTACTS: frozenset({Role.COORDINATION, Role.ADVICE}),
}


GRANTABLE: Mapping[Role, frozenset[Role]] = {
    Role.COORDINATION: frozenset(Role),
    Role.IT: frozenset({Role.IT}),
}
"""Which roles a role may give: what opens the network's data is opened by the coordination alone."""


def may(roles: Collection[Role], deed: Deed) -> bool:
    return not PERFORMERS[deed].isdisjoint(roles)


def grantable(roles: Collection[Role]) -> frozenset[Role]:
    """The roles that somebody with these roles may give to others."""
    return frozenset().union(*(GRANTABLE.get(role, frozenset()) for role in roles))


def is_announced(role: Role) -> bool:
    """Whether the coordination hears by letter that somebody got this role: it shows other people's work."""
    return role in OFFICE_ROLES


def needs_second_factor(roles: Collection[Role]) -> bool:
    """True for everyone who sees other people's work."""
    return not OFFICE_ROLES.isdisjoint(roles)


def normal_address(address: str) -> str:
    """The form in which a mail address is stored and compared."""
    return address.strip().lower()


class LegalBasis(StrEnum):
    """Art. 6 (1) GDPR: the bases that occur in a municipal network."""

    PUBLIC_TASK = "PUBLIC_TASK"  # lit. e
    CONSENT = "CONSENT"  # lit. a
    CONTRACT = "CONTRACT"  # lit. b
    LEGAL_DUTY = "LEGAL_DUTY"  # lit. c


class ChannelKind(StrEnum):
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    POST = "POST"
