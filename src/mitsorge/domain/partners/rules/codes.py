"""The codes of applications and partnerships. Plain Python; the German words are in `wording`."""

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


class Bank(StrEnum):
    """The three banks that § 4 NPflegeG wants in equal number, at least."""

    NONE = ""
    MUNICIPALITIES = "MUNICIPALITIES"
    FACILITIES = "FACILITIES"
    FUNDS = "FUNDS"


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


def sources_of(after: ApplicationStatus) -> frozenset[ApplicationStatus]:
    """The states from which `after` can be reached in one step."""
    return frozenset(state for state, following in STEPS.items() if after in following)
