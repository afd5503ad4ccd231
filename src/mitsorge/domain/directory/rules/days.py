"""What a day does to an entry: how fresh, visible, closed or free it is."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mitsorge.domain.directory.rules.codes import Places, Status


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


FADED_MATCH = 80
"""From twice its interval on, or never confirmed, an entry fits only this much, in percent: before that the others
that fit as well stand first anyway.
"""
FADED_KM = 10
"""Where a place is asked for, it stands so much farther away after its interval, twice as much after twice as long."""


def faded(*, days: int, interval_days: float) -> int:
    """How far an entry has faded: 0 within its interval, 1 after it, 2 after twice as long."""
    return int(days >= interval_days) + int(days >= 2 * interval_days)


HIDING_CHOICES = (12, 18, 24, 36)
"""After so many months without a confirmation a network may hide an entry; 12: a printed guide is a year old."""


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


LIGHT_ORDER = (Places.FREE, Places.FEW, Places.ON_REQUEST, Places.NONE, Places.UNKNOWN)
"""Of several kinds of places at one offer the most helpful light is shown."""


class Recognition(StrEnum):
    """Recognition of an offer under § 45a SGB XI. NONE: nobody ever said that there is one."""

    NONE = "NONE"
    VALID = "VALID"
    ENDED = "ENDED"


RELIEF = "entlastungsbetrag"
"""Code of the payer in the vocabulary: the relief amount, § 45b SGB XI."""


def recognition(*, recognized: bool, until: date | None, on: date) -> Recognition:
    """Recognition on a day; it still counts on its last day, and without an end until withdrawn."""
    if not recognized:
        return Recognition.NONE
    return Recognition.VALID if until is None or on <= until else Recognition.ENDED


def is_recognized(*, recognized: bool, until: date | None, on: date) -> bool:
    """Whether the offer is recognized under § 45a SGB XI on that day."""
    return recognition(recognized=recognized, until=until, on=on) is Recognition.VALID


def may_be_expected(payer: str, state: Recognition) -> bool:
    """Whether this payer (its code) will pay.

    Where a recognition has ended, the relief amount will not (§ 45b (1) sentence 3 no. 4 SGB XI). Where there never
    was one, the offer may be care itself, which needs none: the entry is believed.
    """
    return payer != RELIEF or state is not Recognition.ENDED


def recognition_ends_soon(
    *, recognized: bool, until: date | None, on: date, weeks: int = 8
) -> bool:
    """The recognition ends within `weeks`: time enough to ask the provider for the new notice."""
    return recognized and until is not None and on <= until <= on + timedelta(weeks=weeks)
