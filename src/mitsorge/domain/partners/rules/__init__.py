"""The rules of joining a network and of being its partner. Plain Python, no clock, no database."""

from mitsorge.domain.partners.rules.applications import (
    ApplicationDraft,
    Fault,
    Problem,
    problems_of,
    proof_of,
)
from mitsorge.domain.partners.rules.codes import (
    STEPS,
    ApplicationStatus,
    Bank,
    Participation,
    may_step,
    sources_of,
)

__all__ = [
    "STEPS",
    "ApplicationDraft",
    "ApplicationStatus",
    "Bank",
    "Fault",
    "Participation",
    "Problem",
    "may_step",
    "problems_of",
    "proof_of",
    "sources_of",
]
