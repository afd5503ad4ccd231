"""What the public pages of planning stand on: only what the network shows, small numbers hidden."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy

from mitsorge.domain.planning.queries.areas import ways
from mitsorge.domain.planning.queries.published import Published
from mitsorge.domain.planning.queries.shown import quiet_need
from mitsorge.domain.planning.rules import Public
from mitsorge.domain.planning.rules.elders import Place
from mitsorge.domain.planning.rules.regions import Region
from mitsorge.face.planning.area_rows import Row, area_rows
from mitsorge.face.planning.ground import Ground, ground
from mitsorge.face.planning.maps import Shown, need_map, older_map, people_map

MAPS = {
    "anteil": gettext_lazy("Anteil ab 67"),
    "menschen": gettext_lazy("Zahl ab 67"),
    "bedarf": gettext_lazy("Pflegebedürftige"),
}


@dataclass(frozen=True)
class View:
    """`read` knows all areas, for sums and for hiding small numbers; `codes`: those that are shown."""

    read: Ground
    found: Published
    codes: frozenset[str]

    def region(self, code: str) -> Region | None:
        return self.read.region(code) if code in self.codes else None

    def rows(self, year: int) -> list[Row]:
        return area_rows(self.read, year, self.codes)

    @property
    def places(self) -> list[Place]:
        """The municipalities of the areas that are shown, each once."""
        regions = [each for each in self.read.regions if each.code in self.codes]
        kept = {place.key: place for each in regions for place in self.read.places_in(each)}
        return sorted(kept.values(), key=lambda place: (place.name, place.key))

    def maps(self) -> list[tuple[str, str]]:
        """(name, words) of the maps that can be drawn."""
        has_places = self.found.has_people and len(self.places) > 1
        has_need = self.read.way is not None and bool(self._finest())
        return [
            (name, str(words))
            for name, words in MAPS.items()
            if (has_need if name == "bedarf" else has_places)
        ]

    def _finest(self) -> list[Region]:
        return [each for each in self.read.finest if each.code in self.codes]

    def map(self, name: str, year: int) -> Shown | None:
        """The one of this name; None for others, and without any outline."""
        if name not in dict(self.maps()):
            return None
        if name == "bedarf":
            need = self.read.way.need if self.read.way else None
            return (
                need_map(self.read, need, year, self.codes) if need and year in need.years else None
            )
        draw = people_map if name == "menschen" else older_map
        return draw(self.read, self.places, self._finest())


def view(found: Published, *, with_outlines: bool = True) -> View:
    """At most 10 queries: areas (3), places (1), outlines (4), the forecast (2)."""
    read = ground(with_outlines=with_outlines, with_ways=False)
    if found.variant:
        codes = [region.code for region in read.regions]
        told = [
            replace(way, need=quiet_need(way.need))
            for way in ways(read.network, codes, only=found.variant)
            if way.need
        ]
        read = replace(read, ways=tuple(told))
    shown = found.of(Public.AREA) & {region.code for region in read.regions}
    return View(read, found, frozenset(shown))


def asked_map(given: str, maps: Sequence[tuple[str, str]]) -> str:
    """?karte=, else the first there is; empty without any."""
    names = [name for name, _words in maps]
    return given if given in names else next(iter(names), "")
