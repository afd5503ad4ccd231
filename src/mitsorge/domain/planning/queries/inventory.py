"""What there is in planning areas and what comes there from elsewhere, offer by offer."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from mitsorge.domain.directory.models import (
    Accessibility,
    Attribute,
    ServiceArea,
    TaxonomyTerm,
)
from mitsorge.domain.directory.queries.visible import visible_services
from mitsorge.domain.directory.rules import Access, TermKind
from mitsorge.domain.directory.rules.codes import Area
from mitsorge.domain.planning.queries.figures import Network
from mitsorge.domain.planning.queries.supply import supply_of
from mitsorge.domain.planning.rules.access import great_circle
from mitsorge.domain.planning.rules.provision import Stock, stock_of
from mitsorge.domain.planning.rules.regions import Region
from mitsorge.domain.planning.rules.supply import SupplyRow
from mitsorge.foundation.places.models import Municipality, PlanningArea

Point = tuple[float, float]


@dataclass(frozen=True)
class Ability:
    """What a location says of one feature of accessibility. `detail` in its own words."""

    name: str
    access: Access
    detail: str = ""


@dataclass(frozen=True)
class Entry:
    """An offer as planners see it. `slug` empty: the public does not see it. `is_here`: it has a site in the areas.

    `place`: where its site lies; `reach`: the municipalities, areas or kilometres of its reach that touch the areas.
    """

    row: SupplyRow
    slug: str
    is_here: bool
    languages: tuple[str, ...] = ()
    abilities: tuple[Ability, ...] = ()
    reach: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shelf:
    """One kind of offer. `here` lie in the areas, `coming` come there or take in people from there; by name."""

    term: str
    name: str
    stock: Stock
    here: tuple[Entry, ...]
    coming: tuple[Entry, ...]


@dataclass(frozen=True)
class _Extras:
    """By id of the offer."""

    slugs: Mapping[int, str]
    languages: Mapping[int, Sequence[str]]
    abilities: Mapping[int, Sequence[Ability]]
    areas: Mapping[int, Sequence[ServiceArea]]


def inventory_of(
    regions: Sequence[Region], *, network: Network, on: date, terms: Collection[str] | None = None
) -> list[Shelf]:
    """By kind in the order of the vocabulary, kinds without any offer left out.

    `regions`: an area and all below it. 12 queries: kinds, supply (6), public addresses, languages, accessibility,
    service areas, middles; 1 more where planning areas are outlines, 1 more where areas have no municipalities.
    """
    rows = supply_of(terms, on=on, network=network)
    if not rows:
        return []
    names = _names({row.term for row in rows})
    extras = _extras({row.service for row in rows}, on)
    ground = _Ground(regions, network)
    shelves = [_shelf(names, term, rows, ground, extras) for term in names]
    return [shelf for shelf in shelves if shelf.here or shelf.coming]


def _names(terms: Collection[str]) -> dict[str, str]:
    found = TaxonomyTerm.objects.filter(kind=TermKind.CARE, code__in=terms)
    return dict(found.order_by("position", "name", "pk").values_list("code", "name"))


def _shelf(
    names: Mapping[str, str],
    term: str,
    rows: Iterable[SupplyRow],
    ground: "_Ground",
    extras: _Extras,
) -> Shelf:
    of_kind = [row for row in rows if row.term == term]
    mine = [row for row in of_kind if row.area in ground.codes]
    own = {row.service for row in mine}
    coming = [row for row in of_kind if row.service not in own and _reach(row, ground, extras)]
    return Shelf(
        *(term, names[term], stock_of(mine)),
        tuple(_entries(mine, ground, extras, is_here=True)),
        tuple(_entries(coming, ground, extras, is_here=False)),
    )


def _entries(
    rows: Iterable[SupplyRow], ground: "_Ground", extras: _Extras, *, is_here: bool
) -> Iterable[Entry]:
    """The first site of each offer stands for it."""
    first: dict[int, SupplyRow] = {}
    for row in rows:
        first.setdefault(row.service, row)
    for row in first.values():
        yield Entry(
            row,
            extras.slugs.get(row.service, ""),
            is_here,
            tuple(extras.languages[row.service]),
            tuple(extras.abilities[row.service]),
            tuple(dict.fromkeys(_reach(row, ground, extras))),
        )


def _reach(row: SupplyRow, ground: "_Ground", extras: _Extras) -> list[str]:
    return [str(each) for each in extras.areas[row.service] if ground.is_reached(each, row)]


class _Ground:
    """The areas asked about, and what lies in them (at most 2 queries)."""

    def __init__(self, regions: Sequence[Region], network: Network) -> None:
        self.codes = {region.code for region in regions}
        above = {region.code: region.parent for region in network.regions}
        self.around = set(self.codes)
        for code in self.codes:
            while above.get(code):
                code = above[code]
                self.around.add(code)
        self.municipalities = {ags for region in regions for ags in region.municipalities}
        self.kreis = network.kreis
        self.middles = self._middles()

    def _middles(self) -> list[Point]:
        """Of the municipalities; of the areas themselves where they are parts of one."""
        found = Municipality.objects.filter(ags__in=self.municipalities, latitude__isnull=False)
        if not self.municipalities:
            areas = PlanningArea.objects.filter(code__in=self.codes, latitude__isnull=False)
            return [(float(a), float(b)) for a, b in areas.values_list("latitude", "longitude")]
        return [(float(a), float(b)) for a, b in found.values_list("latitude", "longitude")]

    def is_reached(self, area: ServiceArea, row: SupplyRow) -> bool:
        """Whether this part of the reach of an offer touches the areas."""
        if area.kind == Area.BODY:
            return True
        if area.planning_area:
            return area.planning_area.code in self.around
        if area.municipality:
            return self._has(area.municipality.ags)
        return self._is_within(area.radius_km, row)

    def _has(self, ags: str) -> bool:
        """A part of a city lies in the city."""
        own = self.municipalities
        return ags in own if own else ags.startswith(self.kreis)

    def _is_within(self, km: float | None, row: SupplyRow) -> bool:
        if km is None or row.lat is None or row.lon is None:
            return False
        lat, lon = np.array(self.middles, dtype=np.float64).reshape(-1, 2).T
        return bool((great_circle(lat, lon, np.array(row.lat), np.array(row.lon)) <= km).any())


def _extras(offers: Collection[int], on: date) -> _Extras:
    """4 queries."""
    public = visible_services(on).filter(pk__in=offers)
    areas: dict[int, list[ServiceArea]] = defaultdict(list)
    rows = ServiceArea.objects.filter(service__in=offers).select_related(
        "municipality", "planning_area"
    )
    for row in rows.defer("municipality__outline", "planning_area__outline").order_by("pk"):
        areas[row.service_id].append(row)
    return _Extras(
        dict(public.order_by().values_list("pk", "slug")),
        _languages(offers),
        _abilities(offers),
        areas,
    )


def _languages(offers: Collection[int]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    spoken = Attribute.objects.filter(service__in=offers, term__kind=TermKind.LANGUAGE)
    for service, name in spoken.order_by("term__position", "term__name").values_list(
        "service", "term__name"
    ):
        found[service].append(name)
    return found


def _abilities(offers: Collection[int]) -> Mapping[int, list[Ability]]:
    """Of all sites of an offer; what holds at one of several is told once for each."""
    found: dict[int, list[Ability]] = defaultdict(list)
    rows = Accessibility.objects.filter(location__sites__service__in=offers)
    columns = ("location__sites__service", "term__name", "access", "details")
    for service, name, access, details in rows.order_by("term__position", "pk").values_list(
        *columns
    ):
        found[service].append(Ability(name, Access(access), details))
    return found
