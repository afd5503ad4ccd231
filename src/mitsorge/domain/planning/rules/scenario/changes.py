"""What a scenario changes, as typed rows ↔ JSON. Plain Python."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from math import isfinite
from typing import Any, get_args

LONGEST = 120
"""Characters of a name."""
MOST = 1_000_000_000.0
"""Places, euros and factors beyond this are slips of the keyboard."""


class ChangeKind(StrEnum):
    """The measures a scenario knows; the code stands in the JSON."""

    ADD = "ADD"
    CLOSE = "CLOSE"
    MOVE = "MOVE"
    RESIZE = "RESIZE"
    NEIGHBOURS = "NEIGHBOURS"
    RATE = "RATE"
    YEAR = "YEAR"


class Problem(StrEnum):
    """What is wrong with a stored or typed change."""

    NOT_A_LIST = "NOT_A_LIST"
    NOT_A_ROW = "NOT_A_ROW"
    UNKNOWN_KIND = "UNKNOWN_KIND"
    UNKNOWN_FIELD = "UNKNOWN_FIELD"
    MISSING = "MISSING"
    NOT_A_TEXT = "NOT_A_TEXT"
    NOT_A_NUMBER = "NOT_A_NUMBER"
    OUT_OF_RANGE = "OUT_OF_RANGE"


class BadChange(ValueError):
    """A change that cannot be read: `problem`, the `field` it is in, and the `row` (from 0; None outside a list)."""

    def __init__(self, problem: Problem, field: str = "", row: int | None = None) -> None:
        self.problem, self.field, self.row = problem, field, row
        super().__init__(f"{problem} {field} {'' if row is None else row}".strip())


@dataclass(frozen=True)
class AddSite:
    """One more offer. `site`: its key, which later changes may name. `cost`: euros a year, None: unknown. `where`: the place in words."""

    site: str
    name: str
    lat: float
    lon: float
    places: float
    cost: float | None = None
    where: str = ""

    def __post_init__(self) -> None:
        checked(self)


@dataclass(frozen=True)
class CloseSite:
    """An offer ends."""

    site: str

    def __post_init__(self) -> None:
        checked(self)


@dataclass(frozen=True)
class MoveSite:
    """An offer stands elsewhere. `cost`, `where` as in `AddSite`."""

    site: str
    lat: float
    lon: float
    where: str = ""
    cost: float | None = None

    def __post_init__(self) -> None:
        checked(self)


@dataclass(frozen=True)
class ResizeSite:
    """An offer has `places` from now on. `cost` as in `AddSite`."""

    site: str
    places: float
    cost: float | None = None

    def __post_init__(self) -> None:
        checked(self)


@dataclass(frozen=True)
class AddNeighbours:
    """Help by neighbours as a small site: `helpers`, each for `each` people at a time (the Länder allow few)."""

    site: str
    name: str
    lat: float
    lon: float
    helpers: float
    each: float = 1.0
    cost: float | None = None
    where: str = ""

    def __post_init__(self) -> None:
        checked(self)

    @property
    def places(self) -> float:
        return self.helpers * self.each


@dataclass(frozen=True)
class ChangeRate:
    """Need grows everywhere by a factor (1.1: a tenth more people in need)."""

    factor: float

    def __post_init__(self) -> None:
        checked(self)


@dataclass(frozen=True)
class ChangeYear:
    """The people of another year, by the forecast of the scenario."""

    year: int

    def __post_init__(self) -> None:
        checked(self)


Change = AddSite | CloseSite | MoveSite | ResizeSite | AddNeighbours | ChangeRate | ChangeYear
KINDS: dict[ChangeKind, type[Any]] = dict(zip(ChangeKind, get_args(Change), strict=True))
RANGES: Mapping[str, tuple[float, float]] = {
    "lat": (-90, 90),
    "lon": (-180, 180),
    "factor": (0.01, 100),
    "year": (1900, 2200),
}
TEXTS = frozenset({"site", "name", "where"})


def kind_of(change: Change) -> ChangeKind:
    return next(kind for kind, each in KINDS.items() if isinstance(change, each))


def checked(change: Any) -> None:
    """Raises `BadChange` for a text or number that cannot stand in its field."""
    for each in fields(change):
        value = getattr(change, each.name)
        if each.name in TEXTS:
            _check_text(each.name, value)
        elif value is not None or each.default is not None:
            _check_number(each.name, value)


def _check_text(name: str, value: Any) -> None:
    if not isinstance(value, str):
        raise BadChange(Problem.NOT_A_TEXT, name)
    if len(value) > LONGEST:
        raise BadChange(Problem.OUT_OF_RANGE, name)
    if not value.strip() and name != "where":
        raise BadChange(Problem.MISSING, name)


def _check_number(name: str, value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        raise BadChange(Problem.NOT_A_NUMBER, name)
    if name == "year" and value != int(value):
        raise BadChange(Problem.NOT_A_NUMBER, name)
    least, most = RANGES.get(name, (0, MOST))
    if not least <= value <= most:
        raise BadChange(Problem.OUT_OF_RANGE, name)


def as_json(change: Change) -> dict[str, Any]:
    """One row: the kind and every field that says something."""
    values = {each.name: getattr(change, each.name) for each in fields(change)}
    return {"kind": kind_of(change).value} | {
        k: v for k, v in values.items() if v not in (None, "")
    }


def change_from(row: Any) -> Change:
    """The change of one row. Raises `BadChange`: a field too many is as wrong as one missing."""
    if not isinstance(row, Mapping):
        raise BadChange(Problem.NOT_A_ROW)
    given = {str(name): value for name, value in row.items()}
    kind = given.pop("kind", None)
    if not isinstance(kind, str) or kind not in set(ChangeKind):
        raise BadChange(Problem.UNKNOWN_KIND, "kind")
    made = KINDS[ChangeKind(kind)]
    for name in given.keys() - {each.name for each in fields(made)}:
        raise BadChange(Problem.UNKNOWN_FIELD, name)
    for each in fields(made):
        if each.name not in given and each.default is MISSING:
            raise BadChange(Problem.MISSING, each.name)
    change: Change = made(**given)
    return change


def changes_from(rows: Any) -> tuple[Change, ...]:
    """All changes of a scenario in their order. Raises `BadChange` with the row."""
    if not isinstance(rows, list):
        raise BadChange(Problem.NOT_A_LIST)
    found = []
    for number, row in enumerate(rows):
        try:
            found.append(change_from(row))
        except BadChange as bad:
            raise BadChange(bad.problem, bad.field, number) from bad
    return tuple(found)
