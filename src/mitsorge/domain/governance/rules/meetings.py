"""What follows what in the life of a meeting."""

from collections.abc import Mapping

from mitsorge.domain.governance.rules.codes import MeetingStatus

STEPS: Mapping[MeetingStatus, frozenset[MeetingStatus]] = {
    MeetingStatus.DRAFT: frozenset(
        {MeetingStatus.INVITED, MeetingStatus.RUNNING, MeetingStatus.CANCELLED}
    ),
    MeetingStatus.INVITED: frozenset({MeetingStatus.RUNNING, MeetingStatus.CANCELLED}),
    MeetingStatus.RUNNING: frozenset({MeetingStatus.MINUTES_OPEN}),
    MeetingStatus.MINUTES_OPEN: frozenset({MeetingStatus.OBJECTION_PERIOD}),
    MeetingStatus.OBJECTION_PERIOD: frozenset({MeetingStatus.MINUTES_OPEN, MeetingStatus.APPROVED}),
    MeetingStatus.APPROVED: frozenset(),
    MeetingStatus.CANCELLED: frozenset(),
}
"""An open format may begin without invitation. An objection that is right opens the minutes once more; what is approved stays."""


def may_step(before: MeetingStatus, after: MeetingStatus) -> bool:
    return after in STEPS[before]


def sources_of(after: MeetingStatus) -> frozenset[MeetingStatus]:
    """The states from which `after` can be reached in one step."""
    return frozenset(state for state, following in STEPS.items() if after in following)
