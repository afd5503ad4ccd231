"""The rules of committees and meetings. Plain Python, no clock, no database."""

from mitsorge.domain.governance.rules.codes import (
    Classification,
    Composition,
    InvitationForm,
    ItemKind,
    ItemStatus,
    Majority,
    MeetingStatus,
    MemberRole,
    Parity,
    Publicity,
    Quorum,
    Reply,
    Result,
    Voters,
)
from mitsorge.domain.governance.rules.meetings import STEPS, may_step, sources_of

__all__ = [
    "STEPS",
    "Classification",
    "Composition",
    "InvitationForm",
    "ItemKind",
    "ItemStatus",
    "Majority",
    "MeetingStatus",
    "MemberRole",
    "Parity",
    "Publicity",
    "Quorum",
    "Reply",
    "Result",
    "Voters",
    "may_step",
    "sources_of",
]
