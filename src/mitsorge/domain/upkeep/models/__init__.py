"""The records of keeping the directory true."""

from mitsorge.domain.upkeep.models.change import Change
from mitsorge.domain.upkeep.models.findings import FreshnessReading, Probe, Trouble
from mitsorge.domain.upkeep.models.inquiry import Asking, Call, Inquiry, Reach, Reminder

__all__ = [
    "Asking",
    "Call",
    "Change",
    "FreshnessReading",
    "Inquiry",
    "Probe",
    "Reach",
    "Reminder",
    "Trouble",
]
