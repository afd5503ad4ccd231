"""What the planning of a care network computes. Plain Python and arrays, no Django."""

from mitsorge.domain.planning.rules.codes import (
    CareKind,
    CellSign,
    Confidence,
    FindingKind,
    Level,
    Public,
    Quality,
    RatePath,
    Sex,
    Subject,
)

__all__ = [
    "CareKind",
    "CellSign",
    "Confidence",
    "FindingKind",
    "Level",
    "Public",
    "Quality",
    "RatePath",
    "Sex",
    "Subject",
]
