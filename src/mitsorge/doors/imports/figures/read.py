"""What a parser makes of a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mitsorge.domain.planning.rules.passport import Counted, PeopleAt


class Format(StrEnum):
    """The formats that are recognized from the file itself."""

    POPULATION = "12411"
    PROJECTION = "12421"
    CARE = "22411"
    REGISTER = "GV100AD"
    GRID = "GRID"
    QUARTERS = "QUARTERS"
    PLAIN = "PLAIN"


class TrapKind(StrEnum):
    """What a reader of such tables stumbles over. Each was met in a published file."""

    CITY_STATES = "CITY_STATES"
    OTHER_KEYS = "OTHER_KEYS"
    SIGNS = "SIGNS"
    MERGED = "MERGED"
    CONCEPT_BREAK = "CONCEPT_BREAK"
    THOUSANDS = "THOUSANDS"
    COLUMNS_LEFT = "COLUMNS_LEFT"
    TOP_BAND = "TOP_BAND"
    ENCODING = "ENCODING"
    ESTIMATED = "ESTIMATED"
    NOISE = "NOISE"
    NO_DATE = "NO_DATE"
    UNKNOWN_AREAS = "UNKNOWN_AREAS"
    MISSING_AREAS = "MISSING_AREAS"
    AGE_END = "AGE_END"
    GROUPED = "GROUPED"
    MISLABELLED = "MISLABELLED"
    CONTRADICTION = "CONTRADICTION"


@dataclass(frozen=True)
class Trap:
    """A named warning with its German sentence. It stops nothing."""

    kind: TrapKind
    sentence: str


@dataclass(frozen=True)
class Problem:
    """A line that cannot be read; `line` as an editor counts it, 0: the file as a whole. Nothing may be taken."""

    line: int
    sentence: str


@dataclass(frozen=True)
class Total:
    """A sum of the file beside the published one. `missing`: cells without number, then `found` is a lower bound.

    `tolerance`: what rounding in the publication can amount to.
    """

    label: str
    found: float
    published: float
    source: str
    missing: int = 0
    tolerance: float = 0.0

    @property
    def agrees(self) -> bool:
        return abs(self.found - self.published) <= self.tolerance + 1e-9


@dataclass
class Read:
    """One series of a file. `passport`: suggestions by the names of `Passport`; what the file does not say is left out.

    Area codes are as published; areas told by name have their name as code until they are kept.
    """

    format: Format
    passport: Mapping[str, object]
    figures: list[Counted] = field(default_factory=list)
    cells: list[PeopleAt] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    traps: list[Trap] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def warn(self, kind: TrapKind, sentence: str) -> None:
        self.traps.append(Trap(kind, sentence))

    def refuse(self, line: int, sentence: str) -> None:
        self.errors.append(Problem(line, sentence))
