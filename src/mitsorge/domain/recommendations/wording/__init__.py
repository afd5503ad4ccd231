"""German words for codes."""

from mitsorge.domain.recommendations.wording.codes import (
    ANSWER_KIND,
    COMMENT_KIND,
    CONSULTATION_RESULT,
    CONSULTATION_ROLE,
    EVIDENCE_KIND,
    IMPULSE_SOURCE,
    MEASURE_STATUS,
    QUALITY,
    RECOMMENDATION_STATUS,
    RESOLUTION,
    STAGE,
    STANCE,
)
from mitsorge.domain.recommendations.wording.course import SECTION
from mitsorge.domain.recommendations.wording.events import EVENT

__all__ = [
    "ANSWER_KIND",
    "COMMENT_KIND",
    "CONSULTATION_RESULT",
    "CONSULTATION_ROLE",
    "EVENT",
    "EVIDENCE_KIND",
    "IMPULSE_SOURCE",
    "MEASURE_STATUS",
    "QUALITY",
    "RECOMMENDATION_STATUS",
    "RESOLUTION",
    "SECTION",
    "STAGE",
    "STANCE",
]
