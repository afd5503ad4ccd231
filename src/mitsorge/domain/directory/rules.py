"""Statuses and the rules of the directory. Plain Python; every rule is tested by table."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Status(StrEnum):
    """HSDS 3.1 `service.status`; DRAFT is ours: written, not yet shown."""

    DRAFT = "DRAFT"
    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"
    DEFUNCT = "DEFUNCT"


class Area(StrEnum):
    """What a service area is made of."""

    BODY = "BODY"
    MUNICIPALITY = "MUNICIPALITY"
    PLANNING_AREA = "PLANNING_AREA"
    RADIUS = "RADIUS"


class TermKind(StrEnum):
    """The vocabularies of the directory."""

    CARE = "CARE"
    TARGET_GROUP = "TARGET_GROUP"
    PAYER = "PAYER"
    LANGUAGE = "LANGUAGE"
    ACCESSIBILITY = "ACCESSIBILITY"


class PhoneKind(StrEnum):
    """HSDS 3.1 `phone.type`."""

    VOICE = "VOICE"
    FAX = "FAX"
    MOBILE = "MOBILE"
    TEXT = "TEXT"


class Places(StrEnum):
    """The light for free places. UNKNOWN is never shown as full."""

    FREE = "FREE"
    FEW = "FEW"
    NONE = "NONE"
    ON_REQUEST = "ON_REQUEST"
    UNKNOWN = "UNKNOWN"


class Access(StrEnum):
    YES = "YES"
    PARTLY = "PARTLY"
    NO = "NO"


class ReportKind(StrEnum):
    """What citizens tell us: a wrong entry, or a barrier on these pages (§ 12b BGG and Land law)."""

    ERROR = "ERROR"
    BARRIER = "BARRIER"


class Age(StrEnum):
    FRESH = "FRESH"
    AGEING = "AGEING"
    STALE = "STALE"
    NEVER = "NEVER"


@dataclass(frozen=True)
class Freshness:
    """How old a confirmation is. `left`: share of the review period still ahead, 1.0 to 0.0."""

    age: Age
    left: float
    days: int | None


AGEING_BELOW = 0.34
"""From a third of the period on, the ring turns to "ageing"."""
DAYS_PER_MONTH = 30.4375


def freshness(*, assured_on: date | None, on: date, review_months: int) -> Freshness:
    """Freshness on a day: a confirmation counts for `review_months`, then the entry is stale."""
    if assured_on is None:
        return Freshness(Age.NEVER, 0.0, None)
    days = max((on - assured_on).days, 0)
    left = max(1.0 - days / (review_months * DAYS_PER_MONTH), 0.0)
    age = Age.STALE if left == 0.0 else Age.AGEING if left < AGEING_BELOW else Age.FRESH
    return Freshness(age, left, days)


def is_visible(
    *, status: Status, on: date, visible_from: date | None, visible_to: date | None
) -> bool:
    """Shown to the public: active and inside its period (half-open: not on `visible_to` itself)."""
    after = visible_from is None or visible_from <= on
    before = visible_to is None or on < visible_to
    return status == Status.ACTIVE and after and before


def is_closed(*, on: date, closed_from: date | None, closed_to: date | None) -> bool:
    """Temporarily closed on a day (half-open; an open end means "until further notice")."""
    return closed_from is not None and closed_from <= on and (closed_to is None or on < closed_to)


CAPACITY_DAYS = 14
"""After this many days without a report, free places are unknown (domain.md 4: boards go stale)."""


def places_light(
    *,
    available: int | None,
    on_request: bool,
    updated_on: date | None,
    on: date,
    shelf_days: int = CAPACITY_DAYS,
) -> Places:
    """The light for reported places: 2 or more free, 1 few, 0 none (thresholds as Heimfinder NRW)."""
    if updated_on is None or on - updated_on > timedelta(days=shelf_days):
        return Places.UNKNOWN
    if on_request or available is None:
        return Places.ON_REQUEST
    return Places.FREE if available >= 2 else Places.FEW if available == 1 else Places.NONE
