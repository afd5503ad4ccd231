"""Free places: their kinds, how long a report counts, who may have one. Plain Python."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from mitsorge.domain.directory.rules.codes import Places
from mitsorge.domain.directory.rules.days import CAPACITY_DAYS, places_light
from mitsorge.domain.directory.rules.hours import DAYS


class PlaceKind(StrEnum):
    """What there is a place in. AMBULANT: hours of care at home, told by postcode."""

    LONG_TERM = "LONG_TERM"
    SHORT_TERM = "SHORT_TERM"
    DAY = "DAY"
    AMBULANT = "AMBULANT"
    ASSISTED_LIVING = "ASSISTED_LIVING"
    NEIGHBOURS = "NEIGHBOURS"
    OTHER = "OTHER"


class Sex(StrEnum):
    """For whom a bed is free where a room is shared; without one: for everybody."""

    FEMALE = "FEMALE"
    MALE = "MALE"


SHELF_DAYS: Mapping[PlaceKind, int] = {PlaceKind.ASSISTED_LIVING: 28, PlaceKind.NEIGHBOURS: 28}
"""So many days a report of this kind counts; every other kind `CAPACITY_DAYS`. Flats and helpers change slowly."""
KIND_OF_TERM: Mapping[str, PlaceKind] = {
    "pflegeheim": PlaceKind.LONG_TERM,
    "pflegeheim-demenz": PlaceKind.LONG_TERM,
    "kurzzeitpflege": PlaceKind.SHORT_TERM,
    "tagespflege": PlaceKind.DAY,
    "pflegedienst": PlaceKind.AMBULANT,
    "behandlungspflege": PlaceKind.AMBULANT,
    "intensivpflege": PlaceKind.AMBULANT,
    "betreutes-wohnen": PlaceKind.ASSISTED_LIVING,
    "nachbarschaftshilfe": PlaceKind.NEIGHBOURS,
}
"""Code of the main kind of an offer → the kind of its places. Kinds that are not here need not report any."""
WEEKDAYS = DAYS
"""Codes of RFC 5545, as in the opening hours."""


@dataclass(frozen=True)
class PlacesSlot:
    """Where an organization can report places: a report that stands, or the first one of an offer (`updated_at` None).

    `available`, `on_request`, `updated_at` are those of the last report.
    """

    service_id: int
    slug: str
    service: str
    kind: str
    unit: str
    available: int | None = None
    on_request: bool = False
    waiting_list: bool = False
    free_to: date | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True)
class Participation:
    """Of the offers that could report places, how many did within the shelf life; mean age of those reports in days."""

    reporting: int
    possible: int
    mean_days: float | None

    @property
    def percent(self) -> int:
        return round(100 * self.reporting / self.possible) if self.possible else 0


def shelf_days(kind: str) -> int:
    """How many days after the report it is shown as current."""
    return next((days for each, days in SHELF_DAYS.items() if each == kind), CAPACITY_DAYS)


def counts_until(*, kind: str, updated_on: date, free_to: date | None) -> date:
    """The last day on which a report is shown as current: its shelf life, or the last free day if that is earlier."""
    last = updated_on + timedelta(days=shelf_days(kind))
    return last if free_to is None else min(last, free_to)


def light_of_report(
    *,
    kind: str,
    available: int | None,
    on_request: bool,
    free_to: date | None,
    updated_on: date,
    on: date,
) -> Places:
    """The light of a report on a day; after `counts_until` it is UNKNOWN."""
    if on > counts_until(kind=kind, updated_on=updated_on, free_to=free_to):
        return Places.UNKNOWN
    return places_light(
        available=available,
        on_request=on_request,
        updated_on=updated_on,
        on=on,
        shelf_days=shelf_days(kind),
    )


def weekdays_code(days: Collection[str]) -> str:
    """Chosen days as stored: "MO,TU", in the order of the week; what is no day falls away."""
    return ",".join(day for day in WEEKDAYS if day in days)


def weekdays_of(code: str) -> tuple[str, ...]:
    """The days of a stored code."""
    return tuple(day for day in WEEKDAYS if day in code.split(","))


def postcodes_of(text: str) -> tuple[str, ...]:
    """The postcodes of a text with commas or blanks, each once, in order; also what is none, for the check."""
    return tuple(dict.fromkeys(text.replace(",", " ").replace(";", " ").split()))


def are_postcodes(text: str) -> bool:
    """Whether a text holds postcodes and nothing else."""
    return all(
        len(each) == 5 and each.isascii() and each.isdecimal() for each in postcodes_of(text)
    )


def participation(ages: Iterable[int], *, possible: int) -> Participation:
    """`ages`: days since the current report, one per reporting offer."""
    days = list(ages)
    return Participation(len(days), possible, sum(days) / len(days) if days else None)
