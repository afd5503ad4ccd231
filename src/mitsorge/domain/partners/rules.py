"""Applications and partnerships: their states. Plain Python."""

from collections.abc import Mapping
from enum import StrEnum


class Participation(StrEnum):
    """Active partners work in a committee; inactive ones are informed (Leipzig's two kinds)."""

    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"


class ApplicationStatus(StrEnum):
    """`STEPS` says what follows what. UNCONFIRMED is seen by nobody."""

    UNCONFIRMED = "UNCONFIRMED"
    SUBMITTED = "SUBMITTED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"


STEPS: Mapping[ApplicationStatus, frozenset[ApplicationStatus]] = {
    ApplicationStatus.UNCONFIRMED: frozenset(
        {ApplicationStatus.SUBMITTED, ApplicationStatus.WITHDRAWN}
    ),
    ApplicationStatus.SUBMITTED: frozenset(
        {ApplicationStatus.ACCEPTED, ApplicationStatus.DECLINED, ApplicationStatus.WITHDRAWN}
    ),
    ApplicationStatus.ACCEPTED: frozenset(),
    ApplicationStatus.DECLINED: frozenset(),
    ApplicationStatus.WITHDRAWN: frozenset(),
}


def may_step(before: ApplicationStatus, after: ApplicationStatus) -> bool:
    return after in STEPS[before]
