"""What follows what in the life of a recommendation and of a measure."""

from collections.abc import Mapping

from mitsorge.domain.recommendations.rules.codes import MeasureStatus, RecommendationStatus

_S = RecommendationStatus
STEPS: Mapping[RecommendationStatus, frozenset[RecommendationStatus]] = {
    _S.DRAFT: frozenset({_S.IN_CONSULTATION, _S.MERGED, _S.WITHDRAWN}),
    _S.IN_CONSULTATION: frozenset({_S.RETURNED, _S.ADOPTED, _S.REJECTED, _S.MERGED, _S.WITHDRAWN}),
    _S.RETURNED: frozenset({_S.IN_CONSULTATION, _S.MERGED, _S.WITHDRAWN}),
    _S.ADOPTED: frozenset({_S.SENT, _S.IN_CONSULTATION, _S.WITHDRAWN}),
    _S.SENT: frozenset({_S.ANSWERED, _S.IN_CONSULTATION, _S.WITHDRAWN}),
    _S.ANSWERED: frozenset({_S.SENT, _S.IN_CONSULTATION}),
    _S.REJECTED: frozenset({_S.IN_CONSULTATION}),
    _S.MERGED: frozenset(),
    _S.WITHDRAWN: frozenset(),
}
"""Never final: an adopted, sent or answered recommendation may be consulted again in a new version (seed 001)."""

_M = MeasureStatus
MEASURE_STEPS: Mapping[MeasureStatus, frozenset[MeasureStatus]] = {
    _M.PLANNED: frozenset({_M.RUNNING, _M.STOPPED}),
    _M.RUNNING: frozenset({_M.DONE, _M.STOPPED}),
    _M.DONE: frozenset({_M.RUNNING}),
    _M.STOPPED: frozenset({_M.RUNNING}),
}


def may_step(before: RecommendationStatus, after: RecommendationStatus) -> bool:
    return after in STEPS[before]


def sources_of(after: RecommendationStatus) -> frozenset[RecommendationStatus]:
    """The states from which `after` can be reached in one step."""
    return frozenset(state for state, following in STEPS.items() if after in following)


def measure_may_step(before: MeasureStatus, after: MeasureStatus) -> bool:
    return after in MEASURE_STEPS[before]
