"""What stands against a step in consulting. Each obstacle has its German sentence in `wording.course`."""

from enum import StrEnum

from mitsorge.domain.governance.rules import Result
from mitsorge.domain.recommendations.rules.codes import (
    ConsultationRole,
    RecommendationStatus,
)

LOWEST, HIGHEST = 1, 5
ENDED: frozenset[RecommendationStatus] = frozenset(
    {RecommendationStatus.MERGED, RecommendationStatus.WITHDRAWN}
)
ADOPTED_ONCE: frozenset[RecommendationStatus] = frozenset(
    {RecommendationStatus.ADOPTED, RecommendationStatus.SENT, RecommendationStatus.ANSWERED}
)
CARRIED_IN: frozenset[RecommendationStatus] = ADOPTED_ONCE | {RecommendationStatus.IN_CONSULTATION}
"""Where partners say whether they carry the newest finished version."""


class Obstacle(StrEnum):
    """Why a committee's word does not count for a recommendation."""

    NO_RIGHT = "NO_RIGHT"
    OTHER_COMMITTEE = "OTHER_COMMITTEE"
    NOT_DECIDED = "NOT_DECIDED"
    NOT_ADOPTED = "NOT_ADOPTED"
    ADOPTED = "ADOPTED"
    USED_BEFORE = "USED_BEFORE"


def against_adopting(
    *, adopts: bool, same_committee: bool, result: str, used: bool = False
) -> Obstacle | None:
    """Only the committee before which it lies, only where its rules let it adopt, only with a result.

    Landesausschuss NRW: only the plenum adopts recommendations (domain.md 1.3). A consensus is a result, too:
    its item is ADOPTED where nobody objected. `used`: the item decided on an earlier consultation of the same one.
    """
    against = _no_word(adopts, same_committee, result, used)
    if against or result == Result.ADOPTED:
        return against
    return Obstacle.NOT_ADOPTED


def against_rejecting(
    *, adopts: bool, same_committee: bool, result: str, used: bool = False
) -> Obstacle | None:
    """Whoever may adopt may reject: with a result that is no adoption."""
    against = _no_word(adopts, same_committee, result, used)
    if against or result != Result.ADOPTED:
        return against
    return Obstacle.ADOPTED


def _no_word(adopts: bool, same_committee: bool, result: str, used: bool) -> Obstacle | None:
    if not same_committee:
        return Obstacle.OTHER_COMMITTEE
    if not adopts:
        return Obstacle.NO_RIGHT
    if used:
        return Obstacle.USED_BEFORE
    return Obstacle.NOT_DECIDED if result == Result.NONE else None


def role_of(*, adopts: bool) -> ConsultationRole:
    """What a committee does with what is brought before it."""
    return ConsultationRole.ADOPTING if adopts else ConsultationRole.RATING


def needs_new_version(status: RecommendationStatus) -> bool:
    """Never final: what was adopted is consulted again, but with new words."""
    return status in ADOPTED_ONCE
