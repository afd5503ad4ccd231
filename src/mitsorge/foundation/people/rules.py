"""Roles and what is said when someone may not. Plain Python."""

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
