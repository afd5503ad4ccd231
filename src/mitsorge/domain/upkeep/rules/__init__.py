"""The rules of keeping the directory true. Plain Python, no clock, no database."""

from mitsorge.domain.upkeep.rules.codes import (
    CHANGE_STEPS,
    CallResult,
    ChangeKind,
    ChangeState,
    Ending,
    TroubleKind,
    Via,
    may_step,
    sources_of,
)

__all__ = [
    "CHANGE_STEPS",
    "CallResult",
    "ChangeKind",
    "ChangeState",
    "Ending",
    "TroubleKind",
    "Via",
    "may_step",
    "sources_of",
]
