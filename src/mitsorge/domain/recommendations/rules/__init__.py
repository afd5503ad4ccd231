"""The rules of the chain from impulse to effect. Plain Python, no clock, no database."""

from mitsorge.domain.recommendations.rules.codes import (
    AnswerKind,
    CommentKind,
    ConsultationResult,
    ConsultationRole,
    EvidenceKind,
    ImpulseSource,
    MeasureStatus,
    Quality,
    RecommendationStatus,
    Resolution,
    Stage,
    Stance,
)
from mitsorge.domain.recommendations.rules.steps import (
    MEASURE_STEPS,
    STEPS,
    may_step,
    measure_may_step,
    sources_of,
)

__all__ = [
    "MEASURE_STEPS",
    "STEPS",
    "AnswerKind",
    "CommentKind",
    "ConsultationResult",
    "ConsultationRole",
    "EvidenceKind",
    "ImpulseSource",
    "MeasureStatus",
    "Quality",
    "RecommendationStatus",
    "Resolution",
    "Stage",
    "Stance",
    "may_step",
    "measure_may_step",
    "sources_of",
]
