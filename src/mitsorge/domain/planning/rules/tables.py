"""The figures of one series in memory, asked by area, year and sex."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from mitsorge.domain.planning.rules.bands import Band
from mitsorge.domain.planning.rules.codes import CareKind, Level, Sex
from mitsorge.domain.planning.rules.merging import CITY_STATES, current_kreis

Place = tuple[Level, str]
"""A level and the key of an area on it."""
Row = Mapping[Band, float | None]
"""Values by age; None: unknown."""

SEXES = (Sex.MALE, Sex.FEMALE)


@dataclass(frozen=True)
class Key:
    """What a row of a table is about. `care` empty: the series does not tell kinds of care apart."""

    place: Place
    year: int
    sex: Sex = Sex.BOTH
    care: CareKind | None = None


@dataclass(frozen=True)
class Table:
    """`rows`: values by age for each place, year, sex and kind of care."""

    rows: Mapping[Key, Row] = field(default_factory=dict)

    def years(self, places: Iterable[Place]) -> tuple[int, ...]:
        """In which years one of the places has a row."""
        wanted = set(places)
        return tuple(sorted({key.year for key in self.rows if key.place in wanted}))

    def places(self) -> frozenset[Place]:
        return frozenset(key.place for key in self.rows)

    def care(self, place: Place) -> tuple[CareKind, ...]:
        """Which kinds of care the series tells apart there, in the order of the codes."""
        found = {key.care for key in self.rows if key.place == place and key.care}
        return tuple(kind for kind in CareKind if kind in found)

    def has_sexes(self, place: Place, year: int) -> bool:
        return all(any(self._rows(place, year, sex)) for sex in SEXES)

    def row(self, place: Place, year: int, sex: Sex, care: CareKind | None = None) -> Row:
        """One row; for BOTH without a row of its own the sum of men and women, unknown where one of them is."""
        found = self.rows.get(Key(place, year, sex, care))
        if found is not None or sex != Sex.BOTH:
            return found or {}
        parts = [self.rows.get(Key(place, year, each, care)) for each in SEXES]
        return _added([part for part in parts if part]) if all(parts) else {}

    def _rows(self, place: Place, year: int, sex: Sex) -> Iterable[Row]:
        kinds: Sequence[CareKind | None] = [None, *CareKind]
        return (row for kind in kinds if (row := self.rows.get(Key(place, year, sex, kind))))


def _added(rows: Sequence[Row]) -> dict[Band, float | None]:
    shared = set.intersection(*(set(row) for row in rows))
    return {band: _plus([row[band] for row in rows]) for band in shared}


def _plus(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def place_of(table: Table | None, kreis: str) -> Place | None:
    """The nearest place the table speaks for: the Kreis itself, else its Land, else the country."""
    there = table.places() if table else frozenset()
    wanted = [(Level.KREIS, kreis), (Level.LAND, kreis[:2])]
    countries = sorted(place for place in there if place[0] == Level.COUNTRY)
    return next((place for place in [*wanted, *countries] if place in there), None)


def with_current_keys(table: Table, on: date, *, shares: bool = False) -> Table:
    """The same figures under the keys of that day: merged Kreise are summed, city states are also Kreise.

    `shares`: they cannot be summed. What a Kreis had before others joined it is left out: it speaks for a part only.
    """
    parts: dict[Key, dict[Place, Row]] = defaultdict(dict)
    for key, row in table.rows.items():
        for place in _current(key.place, on):
            parts[replace(key, place=place)][key.place] = row
    return Table(
        {
            key: _one(key.place, rows)
            for key, rows in parts.items()
            if not (shares and _is_merged(key.place, rows))
        }
    )


def _is_merged(place: Place, rows: Iterable[Place]) -> bool:
    return any(there[0] == place[0] and there != place for there in rows)


def _current(place: Place, on: date) -> tuple[Place, ...]:
    level, code = place
    if level == Level.LAND and code in CITY_STATES:
        return (place, (Level.KREIS, CITY_STATES[code]))
    return ((level, current_kreis(code, on)),) if level == Level.KREIS else (place,)


def _one(place: Place, rows: Mapping[Place, Row]) -> Row:
    """Its own row of a city state wins over the one of the Land; Kreise that merged are added."""
    kreise = [row for (level, _code), row in rows.items() if level == place[0]]
    found = kreise or list(rows.values())
    return found[0] if len(found) == 1 else _added(found)
