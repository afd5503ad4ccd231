"""How many offers were confirmed within their interval: counted over all, by kind and by planning area. Plain Python."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """Offers of a kind or in an area and how many are confirmed; without either, all."""

    offers: int
    confirmed: int
    kind_id: int | None = None
    area_id: int | None = None

    @property
    def percent(self) -> int:
        """Whole percent; all only where it is all, none only where it is none."""
        if self.confirmed in (0, self.offers):
            return 100 if self.confirmed else 0
        return min(max(round(100 * self.confirmed / self.offers), 1), 99)


@dataclass(frozen=True)
class Offer:
    """What is counted of an offer. `kind_id`: of its main kind."""

    id: int
    kind_id: int | None
    confirmed: bool


def shares(
    offers: Iterable[Offer], parents: Mapping[int, int | None], areas: Iterable[tuple[int, int]]
) -> list[Share]:
    """All first, then each top kind, then each area. `areas`: pairs of offer and area; an offer may have several."""
    counted = list(offers)
    by_id = {offer.id: offer for offer in counted}
    kinds: dict[int, list[Offer]] = {}
    for offer in counted:
        if offer.kind_id is not None:
            kinds.setdefault(top_of(offer.kind_id, parents), []).append(offer)
    placed: dict[int, list[Offer]] = {}
    for offer_id, area in sorted(set(areas)):
        if offer_id in by_id:
            placed.setdefault(area, []).append(by_id[offer_id])
    return [
        _share(counted),
        *(_share(found, kind_id=kind) for kind, found in sorted(kinds.items())),
        *(_share(found, area_id=area) for area, found in sorted(placed.items())),
    ]


def top_of(kind: int, parents: Mapping[int, int | None]) -> int:
    """The top of a kind's branch."""
    seen = {kind}
    while (parent := parents.get(kind)) is not None and parent not in seen:
        seen.add(parent)
        kind = parent
    return kind


def _share(offers: list[Offer], *, kind_id: int | None = None, area_id: int | None = None) -> Share:
    return Share(len(offers), sum(offer.confirmed for offer in offers), kind_id, area_id)
