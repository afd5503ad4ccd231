"""The records of the chain from impulse to effect."""

from mitsorge.domain.recommendations.models.annual import AnnualReport
from mitsorge.domain.recommendations.models.answer import (
    Answer,
    AnswerRequest,
    Consideration,
)
from mitsorge.domain.recommendations.models.consultation import (
    Carrier,
    Consultation,
    CouncilPaper,
    Station,
)
from mitsorge.domain.recommendations.models.impulse import (
    Impulse,
    Topic,
)
from mitsorge.domain.recommendations.models.measure import (
    Indicator,
    Measure,
    Reading,
    Step,
)
from mitsorge.domain.recommendations.models.recommendation import (
    Comment,
    Evidence,
    Recommendation,
    Version,
)

__all__ = [
    "AnnualReport",
    "Answer",
    "AnswerRequest",
    "Carrier",
    "Comment",
    "Consideration",
    "Consultation",
    "CouncilPaper",
    "Evidence",
    "Impulse",
    "Indicator",
    "Measure",
    "Reading",
    "Recommendation",
    "Station",
    "Step",
    "Topic",
    "Version",
]
