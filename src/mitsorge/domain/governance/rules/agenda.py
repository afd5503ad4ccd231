"""What stands on an agenda before anybody wrote one, and where a new item goes. Plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mitsorge.domain.governance.rules.codes import Classification, ItemKind, MeetingStatus


class Standing(StrEnum):
    """The items that come back in every meeting; their titles are in `wording.agenda`."""

    OPENING = "OPENING"
    WELCOME = "WELCOME"
    LAST_MINUTES = "LAST_MINUTES"
    TASKS = "TASKS"
    OFFICE_REPORT = "OFFICE_REPORT"
    GROUP_REPORTS = "GROUP_REPORTS"
    ROUND = "ROUND"
    IMPULSES = "IMPULSES"
    RECOMMENDATIONS = "RECOMMENDATIONS"
    PROGRESS = "PROGRESS"
    CLOSING = "CLOSING"


@dataclass(frozen=True)
class Planned:
    """How a standing item begins: what is done under it, and how long that usually takes."""

    kind: ItemKind
    minutes: int


PLANNED: Mapping[Standing, Planned] = {
    Standing.OPENING: Planned(ItemKind.OPENING, 5),
    Standing.WELCOME: Planned(ItemKind.OPENING, 10),
    Standing.LAST_MINUTES: Planned(ItemKind.MINUTES, 5),
    Standing.TASKS: Planned(ItemKind.REPORT, 10),
    Standing.OFFICE_REPORT: Planned(ItemKind.REPORT, 15),
    Standing.GROUP_REPORTS: Planned(ItemKind.REPORT, 30),
    Standing.ROUND: Planned(ItemKind.REPORT, 30),
    Standing.IMPULSES: Planned(ItemKind.CARDS, 30),
    Standing.RECOMMENDATIONS: Planned(ItemKind.DISCUSSION, 30),
    Standing.PROGRESS: Planned(ItemKind.DISCUSSION, 30),
    Standing.CLOSING: Planned(ItemKind.OTHER, 10),
}

_FORMAL = (Standing.OPENING, Standing.LAST_MINUTES, Standing.OFFICE_REPORT)
_OPEN = (Standing.WELCOME, Standing.ROUND, Standing.IMPULSES, Standing.CLOSING)
TEMPLATE: Mapping[Classification, tuple[Standing, ...]] = {
    Classification.CONFERENCE: (
        *_FORMAL,
        Standing.GROUP_REPORTS,
        Standing.RECOMMENDATIONS,
        Standing.CLOSING,
    ),
    Classification.STEERING_GROUP: (
        *_FORMAL,
        Standing.GROUP_REPORTS,
        Standing.RECOMMENDATIONS,
        Standing.CLOSING,
    ),
    Classification.WORKING_GROUP: (*_FORMAL, Standing.RECOMMENDATIONS, Standing.CLOSING),
    Classification.SUB_NETWORK: (*_FORMAL, Standing.ROUND, Standing.CLOSING),
    Classification.ROUND_TABLE: (
        Standing.WELCOME,
        Standing.LAST_MINUTES,
        Standing.ROUND,
        Standing.IMPULSES,
        Standing.CLOSING,
    ),
    Classification.EXPERT_TABLE: (*_FORMAL, Standing.ROUND, Standing.CLOSING),
    Classification.REGULARS_TABLE: _OPEN,
    Classification.NETWORK_DAY: _OPEN,
    Classification.SUPPORT_TEAM: (
        Standing.WELCOME,
        Standing.LAST_MINUTES,
        Standing.PROGRESS,
        Standing.CLOSING,
    ),
    Classification.SOLUTION_TEAM: (
        Standing.WELCOME,
        Standing.LAST_MINUTES,
        Standing.PROGRESS,
        Standing.CLOSING,
    ),
}
"""The agenda a new meeting begins with, by the kind of its committee."""

TOPICS = frozenset({ItemKind.DISCUSSION, ItemKind.DECISION, ItemKind.CARDS})
"""Kinds that are about something: from a cancelled meeting they come back, the standing rest does not."""

EDITABLE = frozenset({MeetingStatus.DRAFT, MeetingStatus.INVITED, MeetingStatus.RUNNING})
"""While a meeting is one of these its agenda may still change; afterwards it is what was."""


def standing_items(
    classification: Classification, *, first: bool, tasks: bool
) -> tuple[Standing, ...]:
    """The template of a kind: without minutes of a last meeting in the `first`, with open `tasks` where there are any."""
    found = [
        each for each in TEMPLATE[classification] if not (first and each is Standing.LAST_MINUTES)
    ]
    if tasks:
        found.insert(_after_opening(found), Standing.TASKS)
    return tuple(found)


FORMAL = frozenset({Standing.OPENING, Standing.WELCOME, Standing.LAST_MINUTES})
"""With these a meeting begins."""


def _after_opening(standing: Sequence[Standing]) -> int:
    return sum(each in FORMAL for each in standing)


def place_of(kind: ItemKind, there: Sequence[ItemKind]) -> int:
    """The index at which a new item is put: before the closing ones ("Verschiedenes"), a closing one last."""
    end = len(there)
    if kind is ItemKind.OTHER:
        return end
    while end and there[end - 1] is ItemKind.OTHER:
        end -= 1
    return end


def moved(order: Sequence[int], item: int, *, up: bool) -> list[int]:
    """The order with one item a place further up or down; at the edge it stays."""
    at = order.index(item)
    other = max(at - 1, 0) if up else min(at + 1, len(order) - 1)
    found = list(order)
    found[at], found[other] = found[other], found[at]
    return found
