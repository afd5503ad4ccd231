"""The records of committees and meetings."""

from mitsorge.domain.governance.models.agenda import AgendaItem, Paper, StatusNote, Task
from mitsorge.domain.governance.models.committee import Committee
from mitsorge.domain.governance.models.meeting import Attendee, HeadCount, Meeting
from mitsorge.domain.governance.models.membership import Membership
from mitsorge.domain.governance.models.minutes import Minutes, Objection
from mitsorge.domain.governance.models.photo import MeetingPhoto
from mitsorge.domain.governance.models.report import DutyReport
from mitsorge.domain.governance.models.rule_set import RuleSet

__all__ = [
    "AgendaItem",
    "Attendee",
    "Committee",
    "DutyReport",
    "HeadCount",
    "Meeting",
    "MeetingPhoto",
    "Membership",
    "Minutes",
    "Objection",
    "Paper",
    "RuleSet",
    "StatusNote",
    "Task",
]
