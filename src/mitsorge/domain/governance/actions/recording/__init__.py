"""Every deed of the minute-taker while a meeting runs, and the two that begin and end it."""

from mitsorge.domain.governance.actions.recording.attendance import (
    add_guest,
    count_heads,
    mark_absent,
    mark_left,
    mark_present,
)
from mitsorge.domain.governance.actions.recording.course import close_meeting, start_meeting
from mitsorge.domain.governance.actions.recording.decisions import decide
from mitsorge.domain.governance.actions.recording.items import adjourn_item, record_item
from mitsorge.domain.governance.actions.recording.tasks import add_task, finish_task

__all__ = [
    "add_guest",
    "add_task",
    "adjourn_item",
    "close_meeting",
    "count_heads",
    "decide",
    "finish_task",
    "mark_absent",
    "mark_left",
    "mark_present",
    "record_item",
    "start_meeting",
]
