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
from mitsorge.domain.governance.wording.events import EVENT
from mitsorge.domain.governance.wording.faults import FAULT

__all__ = [
    "CLASSIFICATION",
    "COMPOSITION",
    "EVENT",
    "FAULT",
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
