"""What a finding is and what it stands on: measured values with numerator and denominator, and what was known of the supply."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from mitsorge.domain.planning.rules.codes import Confidence, FindingKind, Quality


class Measure(StrEnum):
    """FAR: people farther than the limit (km) from the nearest offer. PLACES: places per 1,000 people.

    COVERAGE: places as a share of the places a forecast computed as needed. RELATIVE: places per 1,000 as a share of
    the whole network's. DEMAND: places as a share of what the yardstick asks for, where no forecast computed places.
    """

    FAR = "FAR"
    COVERAGE = "COVERAGE"
    PLACES = "PLACES"
    RELATIVE = "RELATIVE"
    DEMAND = "DEMAND"


class Doubt(StrEnum):
    """What speaks against a finding, each with its number in `Evidence.doubts`."""

    STALE = "STALE"  # offers nobody confirmed in their interval: not counted as supply
    VANISHES = "VANISHES"  # with the unconfirmed offers counted it would be none
    UNKNOWN_PLACES = "UNKNOWN_PLACES"
    CLOSED = "CLOSED"
    OUTSIDE_MISSING = "OUTSIDE_MISSING"  # nobody recorded an offer beyond the border
    OUTSIDE_COUNTED = "OUTSIDE_COUNTED"
    NEXT_DOOR = "NEXT_DOOR"  # offers of other areas within the limit, not counted here
    MIDDLES = "MIDDLES"  # all people of a municipality stand in its middle
    ESTIMATED_AGES = "ESTIMATED_AGES"  # the age of a cell's people is that of its area
    ESTIMATED_PEOPLE = "ESTIMATED_PEOPLE"
    AT_LEAST = "AT_LEAST"  # part of the area has no figures
    ROADLESS = "ROADLESS"  # points without a road near: measured in a straight line
    BLURRED = "BLURRED"  # offers known by their municipality only
    UNPLACED = "UNPLACED"  # offers without any point


@dataclass(frozen=True)
class Reading:
    """One value against its limit. `value` counts confirmed offers only, `with_stale` all of them.

    FAR: value = numerator, people; denominator: all people of that age. PLACES: per 1,000. COVERAGE, RELATIVE: shares.
    """

    measure: Measure
    value: float
    numerator: float
    denominator: float
    limit: float
    with_stale: float
    source: str
    as_of: date | None
    quality: Quality
    confidence: Confidence


@dataclass(frozen=True)
class Evidence:
    """Frozen with a finding that is handed on. `offers` counts all that are open in the area (FAR: that reach it).

    `by_road`: distances are ways on the road, else straight lines. `stale_days`: the youngest of the outdated confirmations; None where one was never confirmed, or none is outdated.
    """

    readings: tuple[Reading, ...]
    offers: int
    stale: int
    stale_days: int | None
    yardstick: str
    valid_from: date
    max_km: float | None
    on: date
    doubts: Mapping[Doubt, int] = field(default_factory=dict)
    by_road: bool = False

    def as_json(self) -> dict[str, Any]:
        """Codes, numbers and ISO dates."""
        found = asdict(self)
        found["readings"] = [_plain(each) for each in found["readings"]]
        found["doubts"] = {doubt.value: number for doubt, number in self.doubts.items()}
        return _plain(found)


def evidence_from(given: Mapping[str, Any]) -> Evidence:
    """The evidence that `as_json` wrote. Raises `KeyError`, `ValueError` for anything else."""
    values = dict(given)
    values["readings"] = tuple(_reading(each) for each in given["readings"])
    values["doubts"] = {Doubt(code): int(number) for code, number in given["doubts"].items()}
    for name in ("valid_from", "on"):
        values[name] = date.fromisoformat(given[name])
    return Evidence(**values)


def _reading(given: Mapping[str, Any]) -> Reading:
    values = dict(given)
    values["measure"] = Measure(given["measure"])
    values["quality"] = Quality(given["quality"])
    values["confidence"] = Confidence(given["confidence"])
    values["as_of"] = date.fromisoformat(given["as_of"]) if given["as_of"] else None
    return Reading(**values)


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: each.isoformat() if isinstance(each, date) else each for name, each in values.items()
    }


class Unjudged(StrEnum):
    """Why an area or a kind could not be judged; named on the page, never filled."""

    NO_PEOPLE = "NO_PEOPLE"  # no figures by age
    NOBODY = "NOBODY"
    TOO_FEW = "TOO_FEW"  # fewer than may be told, or almost as many as of another age that is told
    NO_POINTS = "NO_POINTS"  # nothing says where the people live
    NO_PLACES = "NO_PLACES"  # offers, and none says how many places it has
    NO_NEED = "NO_NEED"  # a limit of coverage, and no forecast computed places


@dataclass(frozen=True)
class Found:
    """A gap or an overlap; the first reading of the evidence is what it is told by."""

    kind: FindingKind
    term: str
    name: str
    area: str
    area_name: str
    age_from: int
    confidence: Confidence
    evidence: Evidence

    @property
    def leading(self) -> Reading:
        return self.evidence.readings[0]


@dataclass(frozen=True)
class Verdict:
    """What was found in one area, all that was measured there, and by which limits it could not be judged."""

    found: tuple[Found, ...] = ()
    unjudged: tuple[Unjudged, ...] = ()
    readings: Mapping[FindingKind, tuple[Reading, ...]] = field(default_factory=dict)
