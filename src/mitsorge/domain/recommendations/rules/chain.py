"""Where a recommendation stands on the eight steps, derived from facts. Nothing of it is stored."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mitsorge.domain.recommendations.rules.codes import (
    AnswerKind,
    MeasureStatus,
    RecommendationStatus,
    Stage,
)


class LinkState(StrEnum):
    """How a step looks: behind us, where we are, before us, or where it ended without success."""

    DONE = "done"
    NOW = "now"
    OPEN = "open"
    ENDED = "ended"


class Standing(StrEnum):
    """The tabs of the status board, in this order. Drafts are no matter of the public yet."""

    DRAFTED = "DRAFTED"
    CONSULTED = "CONSULTED"
    UNANSWERED = "UNANSWERED"
    WORKING = "WORKING"
    DONE = "DONE"
    REJECTED = "REJECTED"
    CLOSED = "CLOSED"


PUBLIC_STANDINGS = tuple(standing for standing in Standing if standing is not Standing.DRAFTED)


@dataclass(frozen=True)
class Work:
    """A measure, as far as the chain cares. `measured`: it has a reading after its baseline.

    `measuring`: an indicator still waits for a reading.
    """

    status: MeasureStatus
    measured: bool = False
    measuring: bool = False


@dataclass(frozen=True)
class Facts:
    """What decides where a recommendation stands.

    `heard`, `decided`: stations of the council that are over, and all it has (0, 0: no council is asked).
    `adopting`: the open or last consultation within the network is that of the body that adopts.
    `reached`: for what was merged or withdrawn, how far it had come.
    """

    status: RecommendationStatus
    adopting: bool = False
    heard: int = 0
    stations: int = 0
    answer: AnswerKind | None = None
    works: tuple[Work, ...] = ()
    reached: Stage = Stage.RECOMMENDATION


@dataclass(frozen=True)
class Place:
    stage: Stage
    state: LinkState


_S = RecommendationStatus
_DRAFTING = Place(Stage.RECOMMENDATION, LinkState.NOW)
_RUNNING = frozenset({MeasureStatus.PLANNED, MeasureStatus.RUNNING})


def place(facts: Facts) -> Place:
    """The step that counts. Everything before it is behind us, everything after it open."""
    match facts.status:
        case _S.DRAFT | _S.RETURNED:
            return _DRAFTING
        case _S.IN_CONSULTATION:
            return Place(_consulted(facts), LinkState.NOW)
        case _S.REJECTED:
            return Place(_consulted(facts), LinkState.ENDED)
        case _S.MERGED | _S.WITHDRAWN:
            return Place(facts.reached, LinkState.ENDED)
        case _S.ANSWERED:
            return _place_of_work(facts.works) or _place_of_answer(facts.answer)
    return _place_of_adopted(facts)


def _consulted(facts: Facts) -> Stage:
    return Stage.DECISION if facts.adopting else Stage.CONSULTATION


def _place_of_adopted(facts: Facts) -> Place:
    """Adopted or sent. A council that has not decided comes before the answer; a table may act at once."""
    if facts.heard < facts.stations:
        last = facts.heard == facts.stations - 1
        return Place(Stage.DECISION if last else Stage.CONSULTATION, LinkState.NOW)
    if facts.status is _S.SENT:
        return Place(Stage.ANSWER, LinkState.NOW)
    return _place_of_work(facts.works) or Place(Stage.DECISION, LinkState.DONE)


def _place_of_answer(answer: AnswerKind | None) -> Place:
    if answer is AnswerKind.DONE:
        return Place(Stage.MEASURE, LinkState.DONE)
    if answer is AnswerKind.REJECTED:
        return Place(Stage.ANSWER, LinkState.ENDED)
    return Place(Stage.ANSWER, LinkState.DONE)


def _place_of_work(works: Collection[Work]) -> Place | None:
    """None without measures. One that still runs keeps the whole at "Maßnahme"."""
    if not works:
        return None
    if any(work.status in _RUNNING for work in works):
        return Place(Stage.MEASURE, LinkState.NOW)
    finished = [work for work in works if work.status is MeasureStatus.DONE]
    if not finished:
        return Place(Stage.MEASURE, LinkState.ENDED)
    if any(work.measuring for work in finished):
        return Place(Stage.EFFECT, LinkState.NOW)
    measured = any(work.measured for work in finished)
    return Place(Stage.EFFECT if measured else Stage.MEASURE, LinkState.DONE)


OWN_STAGES = (Stage.NEED, Stage.MEASURE, Stage.EFFECT)
"""A table that acts by itself needs no recommendation: its chain is shorter (seed 004)."""


def place_of_own_measure(work: Work) -> Place:
    """Where a measure stands that came straight from a topic."""
    found = _place_of_work([work])
    assert found is not None  # noqa: S101 - one measure is always somewhere
    return found


def states(at: Place, stages: Collection[Stage] = tuple(Stage)) -> Mapping[Stage, LinkState]:
    """The state of every step: behind, here, before us."""
    order = list(Stage)
    here = order.index(at.stage)
    return {
        stage: (
            at.state
            if stage is at.stage
            else LinkState.DONE
            if order.index(stage) < here
            else LinkState.OPEN
        )
        for stage in stages
    }


def standing(
    status: RecommendationStatus, answer: AnswerKind | None, works: Collection[MeasureStatus]
) -> Standing:
    """The tab of the status board."""
    match status:
        case _S.DRAFT:
            return Standing.DRAFTED
        case _S.IN_CONSULTATION | _S.RETURNED:
            return Standing.CONSULTED
        case _S.REJECTED:
            return Standing.REJECTED
        case _S.MERGED | _S.WITHDRAWN:
            return Standing.CLOSED
        case _S.SENT:
            return Standing.UNANSWERED
        case _S.ADOPTED:
            return standing_of_work(works) or Standing.UNANSWERED
    return standing_of_work(works) or _standing_of_answer(answer)


def _standing_of_answer(answer: AnswerKind | None) -> Standing:
    known = {AnswerKind.REJECTED: Standing.REJECTED, AnswerKind.DONE: Standing.DONE}
    return known.get(answer, Standing.WORKING) if answer else Standing.WORKING


def standing_of_work(works: Collection[MeasureStatus]) -> Standing | None:
    """None without measures."""
    if not works:
        return None
    if _RUNNING.intersection(works):
        return Standing.WORKING
    return Standing.DONE if MeasureStatus.DONE in works else Standing.CLOSED


def days_late(due: date | None, on: date) -> int:
    """How many days something is overdue; 0 on the day itself, before it, and where no day was named."""
    return max((on - due).days, 0) if due else 0
