"""How far away an offer of a kind is still near enough, and who says so."""

from dataclasses import dataclass
from datetime import date

from mitsorge.domain.planning.models import Yardstick
from mitsorge.domain.planning.queries.findings import current_yardsticks

USUAL_KM = 15.0
"""Where neither a yardstick nor the page says how far."""


@dataclass(frozen=True)
class Reach:
    """`yardstick`: the one of the kind that has a distance, None without any. `is_asked`: the page wanted another one."""

    km: float
    yardstick: Yardstick | None = None
    is_asked: bool = False

    @property
    def by_yardstick(self) -> Yardstick | None:
        """The yardstick, where it is the one that rules."""
        return None if self.is_asked else self.yardstick


def reach_of(term_id: int, *, on: date, km: float | None = None) -> Reach:
    """`km` where it is asked for, else that of the yardstick in force for the widest age, else `USUAL_KM` (1 query)."""
    rows = current_yardsticks(on).filter(term=term_id, max_km__isnull=False)
    found = rows.order_by("age_from", "pk").first()
    if km is not None:
        return Reach(km, found, is_asked=True)
    return Reach(found.max_km if found and found.max_km else USUAL_KM, found)
