"""The records of planning."""

from mitsorge.domain.planning.models.figures import Figure, PopulationCell, Series
from mitsorge.domain.planning.models.findings import Finding, Yardstick
from mitsorge.domain.planning.models.publications import Publication
from mitsorge.domain.planning.models.scenarios import Handover, Scenario
from mitsorge.domain.planning.models.surveys import Survey, SurveyRequest
from mitsorge.domain.planning.models.variants import Variant

__all__ = [
    "Figure",
    "Finding",
    "Handover",
    "PopulationCell",
    "Publication",
    "Scenario",
    "Series",
    "Survey",
    "SurveyRequest",
    "Variant",
    "Yardstick",
]
