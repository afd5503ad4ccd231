"""What a gap is judged by: a yardstick, and one area with its people and the offers around."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mitsorge.domain.planning.rules.access import STRAIGHT, Journeys
from mitsorge.domain.planning.rules.codes import Quality
from mitsorge.domain.planning.rules.supply import People, SupplyRow, open_offers


@dataclass(frozen=True)
class Yard:
    """A yardstick without its record; limits as in `models.Yardstick`, None: not judged by it."""

    term: str
    name: str
    age_from: int
    source: str
    valid_from: date
    care: str = ""
    max_km: float | None = None
    places_per_1000: float | None = None
    coverage: float | None = None
    relative: float | None = None
    overlap_above: float | None = None


@dataclass(frozen=True, eq=False)
class Region:
    """One area as it is judged. `people`: of the age of the yardstick; None: nobody counted them.

    `rows`: all offers of the kind, of the whole network and beyond. `where`: the same people at their points;
    `grid` false: in the middles of their municipalities. `needed`: places a forecast computed. `mean`: (places per
    1,000 of the whole network with confirmed offers, with all). `too_few`: so few that nothing is told of them.
    `journeys`: how distances are measured.
    """

    code: str
    name: str
    people: float | None
    rows: Sequence[SupplyRow]
    where: People
    on: date
    as_of: date | None = None
    source: str = ""
    quality: Quality = Quality.OFFICIAL
    at_least: bool = False
    grid: bool = False
    needed: float | None = None
    need_source: str = ""
    mean: tuple[float, float] | None = None
    too_few: bool = False
    journeys: Journeys = STRAIGHT

    @property
    def offers(self) -> list[SupplyRow]:
        """Those of the area that are open."""
        return [row for row in open_offers(self.rows) if row.area == self.code]
