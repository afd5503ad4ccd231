"""German words for the codes of planning."""

from mitsorge.domain.planning.wording.codes import (
    CARE_KIND,
    CELL_SIGN,
    CONFIDENCE,
    FINDING_KIND,
    IN_PERCENT,
    LEVEL,
    PARAMETER,
    PUBLIC,
    QUALITY,
    RATE_PATH,
    SEX,
    SUBJECT,
)
from mitsorge.domain.planning.wording.events import EVENT
from mitsorge.domain.planning.wording.surveys import SURVEY_STATE, SURVEY_VIA

__all__ = [
    "CARE_KIND",
    "CELL_SIGN",
    "CONFIDENCE",
    "EVENT",
    "FINDING_KIND",
    "IN_PERCENT",
    "LEVEL",
    "PARAMETER",
    "PUBLIC",
    "QUALITY",
    "RATE_PATH",
    "SEX",
    "SUBJECT",
    "SURVEY_STATE",
    "SURVEY_VIA",
]
