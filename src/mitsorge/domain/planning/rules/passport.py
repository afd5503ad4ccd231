"""What comes with figures: the passport of a series, one counted number, people at a point. Plain Python."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from mitsorge.domain.planning.rules.codes import CareKind, CellSign, Level, Quality, Sex, Subject


@dataclass(frozen=True)
class Passport:
    """Where figures come from. `variant` tells projections of one table apart; `method`: how they were made.

    `lower_bounds`: codes of areas whose number is the least it can be, because some did not say theirs.
    """

    title: str
    subject: Subject
    unit: str
    publisher: str
    licence: str
    as_of: date
    quality: Quality
    table_number: str = ""
    variant: str = ""
    method: str = ""
    response_rate: float | None = None
    lower_bounds: tuple[str, ...] = ()

    def identity(self) -> dict[str, object]:
        """What makes two series the same."""
        names = ("subject", "publisher", "table_number", "variant", "as_of", "title")
        return {name: getattr(self, name) for name in names}


class Counted(NamedTuple):
    """One number: ages [age_from, age_to), `age_to` None: and older. `value` None: `sign` says what stood there."""

    level: Level
    area_code: str
    year: int
    value: float | None
    sign: CellSign = CellSign.NONE
    age_from: int = 0
    age_to: int | None = None
    sex: Sex = Sex.BOTH
    care: CareKind | None = None

    @property
    def place(self) -> tuple[object, ...]:
        """Everything but the number: what may stand in a series only once."""
        return (
            self.level, self.area_code, self.year, self.age_from, self.age_to, self.sex, self.care,
        )  # fmt: skip


class PeopleAt(NamedTuple):
    """People of one cell of a grid, at its middle (degrees, WGS84). `size_m` 0: no grid."""

    latitude: float
    longitude: float
    population: float
    size_m: int = 0
