"""What became of an impulse, of a topic, of a recommendation: whatever was merged is followed to its end."""

from collections.abc import Mapping
from enum import StrEnum


class Fate(StrEnum):
    """How far an impulse has come; the furthest counts."""

    NEW = "NEW"
    CLOSED = "CLOSED"
    TOPIC = "TOPIC"
    RECOMMENDATION = "RECOMMENDATION"
    MEASURE = "MEASURE"


def fate(*, closed: bool, topic: bool, recommendation: bool, measure: bool) -> Fate:
    """A measure says more than a recommendation, that more than a reason why not, that more than a topic."""
    reached = (
        (measure, Fate.MEASURE),
        (recommendation, Fate.RECOMMENDATION),
        (closed, Fate.CLOSED),
        (topic, Fate.TOPIC),
    )
    return next((stage for is_true, stage in reached if is_true), Fate.NEW)


def way(merged: Mapping[int, int], start: int) -> tuple[int, ...]:
    """From `start` along what it was merged into, to the end; a circle ends where it closes."""
    found = [start]
    while (following := merged.get(found[-1])) is not None and following not in found:
        found.append(following)
    return tuple(found)


class NextDeed(StrEnum):
    """The one thing that brings a recommendation on."""

    REVISE = "REVISE"
    SUBMIT = "SUBMIT"
    CONSULT = "CONSULT"
    ADOPT = "ADOPT"
    HAND_OVER = "HAND_OVER"
    NONE = "NONE"


def next_deed(*, status: str, role: str, is_written: bool) -> NextDeed:
    """`role`: what the committee does before which it lies; `is_written`: the newest version is still a draft."""
    if status == "IN_CONSULTATION":
        return NextDeed.ADOPT if role == "ADOPTING" else NextDeed.CONSULT
    if status in ("MERGED", "WITHDRAWN"):
        return NextDeed.NONE
    if is_written:
        return NextDeed.SUBMIT
    if status in ("RETURNED", "REJECTED"):
        return NextDeed.REVISE
    return NextDeed.HAND_OVER if status == "ADOPTED" else NextDeed.NONE
