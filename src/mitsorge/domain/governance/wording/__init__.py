"""German words for codes."""

from mitsorge.domain.governance.wording.codes import (
    CLASSIFICATION,
    COMPOSITION,
    INVITATION_FORM,
    ITEM_KIND,
    ITEM_STATUS,
    MAJORITY,
    MEETING_STATUS,
    MEMBER_ROLE,
    PARITY,
    PUBLICITY,
    QUORUM,
    REPLY,
    RESULT,
    VOTERS,
)

__all__ = [
    "CLASSIFICATION",
    "COMPOSITION",
    "INVITATION_FORM",
    "ITEM_KIND",
    "ITEM_STATUS",
    "MAJORITY",
    "MEETING_STATUS",
    "MEMBER_ROLE",
    "PARITY",
    "PUBLICITY",
    "QUORUM",
    "REPLY",
    "RESULT",
    "VOTERS",
]
