"""The ground of the pages of planning areas: areas, their municipalities, outlines, forecasts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mitsorge.domain.planning import wording
from mitsorge.domain.planning.queries.areas import Way, places_of, ways
from mitsorge.domain.planning.queries.figures import Network, network_regions
from mitsorge.domain.planning.queries.findings import Known
from mitsorge.domain.planning.rules import Quality
from mitsorge.domain.planning.rules.elders import (
    CENSUS_DAY,
    REGISTER_DAY,
    Place,
    hidden,
    older_share,
    people_of,
    places_in,
)
from mitsorge.domain.planning.rules.indicator import Indicator
from mitsorge.domain.planning.rules.merging import overlapping as twice
from mitsorge.domain.planning.rules.regions import Region, finest_regions
from mitsorge.face.exports.source import Source
from mitsorge.face.maps import Outlined, outlined, together
from mitsorge.face.planning.numbers import people_words, share_words
from mitsorge.foundation.places.models import Body
from mitsorge.foundation.places.queries import outlines_for_map
from mitsorge.foundation.places.rules import overlapping
from mitsorge.foundation.places.wording import AREA_KINDS

SOURCES = (
    Source(
        what=gettext_lazy("Anteil der Menschen ab 67"),
        unit=gettext_lazy("Anteil"),
        publisher=gettext_lazy("Statistische Ämter des Bundes und der Länder"),
        table=gettext_lazy("Zensus 2022"),
        licence="dl-de/by-2-0",
        as_of=CENSUS_DAY,
        quality=wording.QUALITY[Quality.OFFICIAL],
    ),
    Source(
        what=gettext_lazy("Einwohner"),
        unit=gettext_lazy("Personen"),
        publisher=gettext_lazy("Statistisches Bundesamt"),
        table=gettext_lazy("Gemeindeverzeichnis"),
        licence="dl-de/by-2-0",
        as_of=REGISTER_DAY,
        quality=wording.QUALITY[Quality.OFFICIAL],
    ),
    Source(
        what=gettext_lazy("Zahl der Menschen ab 67"),
        unit=gettext_lazy("Personen"),
        quality=wording.QUALITY[Quality.ESTIMATED],
        method=gettext_lazy("Gerechnet als Anteil mal Einwohner, nicht gezählt."),
    ),
)
"""Of what every installation knows before any import."""
BORDERS = gettext_lazy("Grenzen: © GeoBasis-DE / BKG (2022), dl-de/by-2-0, Daten verändert.")


@dataclass(frozen=True)
class Ground:
    """Read once for a page. `outlines`: of municipalities by key, and of areas by code."""

    network: Network
    places: Mapping[str, Place]
    outlines: Mapping[str, Outlined]
    ways: Sequence[Way] = ()

    @property
    def regions(self) -> tuple[Region, ...]:
        return self.network.regions

    @cached_property
    def finest(self) -> tuple[Region, ...]:
        return finest_regions(self.regions)

    @cached_property
    def hidden(self) -> frozenset[str]:
        return hidden(self.regions, self.places, below=settings.SUPPRESS_BELOW)

    @cached_property
    def overlaps(self) -> list[str]:
        """A sentence for each two areas whose outlines share ground, and for each municipality in several areas."""
        drawn = [self.outlines[each.code] for each in self.finest if each.code in self.outlines]
        said = [
            _("„%(one)s“ und „%(other)s“ überschneiden sich: %(share)s der kleineren Fläche liegen in beiden. Rasterzellen und Angebote dort zählen nur für eine.")
            % {"one": drawn[a].name, "other": drawn[b].name, "share": share_words(100 * share)}
            for a, b, share in overlapping([each.geometry for each in drawn])
        ]  # fmt: skip
        names = {region.code: region.name for region in self.finest}
        parts = {region.code: region.municipalities for region in self.finest}
        for key, codes in twice(parts).items():
            if any(code not in self.outlines for code in codes):
                words = {"place": self.places[key].name if key in self.places else key}
                words["areas"] = ", ".join(names[code] for code in codes)
                said.append(_("„%(place)s“ gehört zu mehreren Planungsräumen und zählt in jedem: %(areas)s.") % words)  # fmt: skip
        return said

    def region(self, code: str) -> Region | None:
        return next((each for each in self.regions if each.code == code), None)

    def below(self, region: Region) -> list[Region]:
        """The areas in it, and those in them."""
        children = [each for each in self.regions if each.parent == region.code]
        return [*children, *(each for child in children for each in self.below(child))]

    def places_in(self, region: Region) -> list[Place]:
        return places_in(region, self.regions, self.places)

    def shape(self, region: Region) -> Outlined | None:
        """Its own outline, else its municipalities or child areas taken together."""
        if region.code in self.outlines:
            return self.outlines[region.code]
        children = [each for each in self.regions if each.parent == region.code]
        parts = [self.outlines.get(key) for key in region.municipalities]
        parts += [self.shape(child) for child in children] if not region.municipalities else []
        return together(region.code, region.name, [part for part in parts if part])

    def older(self, key: str, places: Sequence[Place]) -> "Older":
        """What is told of the older people of a municipality (its key) or an area (its code)."""
        return Older(people_of(places), older_share(places), key in self.hidden)

    def known(self) -> Known:
        """For the findings of the day: the latest choice counts. Only for a ground with forecasts."""
        chosen = [way for way in self.ways if way.variant.chosen_on]
        latest = max(chosen, key=lambda way: (way.variant.chosen_on, way.variant.pk), default=None)
        return Known(self.network, latest.need if latest else None)

    @property
    def way(self) -> Way | None:
        """The forecast the pages speak of: the chosen one, else the first that can be computed."""
        return next((each for each in self.ways if each.need), None)


@dataclass(frozen=True)
class Older:
    """People and older people of one area. `is_hidden`: too few, or they would give another number away."""

    people: int | None
    share: Indicator
    is_hidden: bool

    @property
    def value(self) -> float | None:
        """In hundred, None where nothing is told."""
        return None if self.is_hidden else self.share.value

    @property
    def number(self) -> float | None:
        return None if self.is_hidden else self.share.numerator

    @property
    def people_words(self) -> str:
        return people_words(self.people)

    @property
    def number_words(self) -> str:
        if self.is_hidden:
            return _("zu wenige für eine Zahl")
        return people_words(self.share.numerator, at_least=self.share.at_least)

    @property
    def share_words(self) -> str:
        return share_words(self.value)


def ground(
    *, with_outlines: bool = True, with_ways: bool = True, only: str | None = None
) -> Ground:
    """At most 10 queries: areas (3), places (1), outlines (4), forecasts (2).

    `only`: the forecasts speak of the area with this code and those below it, with the numbers they have among all.
    """
    network = network_regions()
    codes = [each.code for each in network.regions if only in (None, *_line(each, network.regions))]
    return Ground(
        network,
        places_of(network.kreis),
        outlines() if with_outlines else {},
        ways(network, codes) if with_ways else (),
    )


def outlines() -> dict[str, Outlined]:
    """Of municipalities by their key, of planning areas by their code (4 queries)."""
    return dict(_outlines())


def _line(region: Region, regions: Sequence[Region]) -> Iterator[str]:
    """The code of an area and of those it lies in."""
    above = {each.code: each.parent for each in regions}
    code = region.code
    while code:
        yield code
        code = above.get(code, "")


def _outlines() -> Iterator[tuple[str, Outlined]]:
    body = Body.objects.order_by("pk").first()
    for feature in outlines_for_map(body)["features"] if body else ():
        told, outline = feature["properties"], feature["geometry"]
        key = told.get("ags") or told["code"]
        if outline:
            yield key, outlined(key, told["name"], outline)


def title_of(region: Region) -> str:
    """ "Planregion 4", "Ortsteil Südvorstadt": the kind is said once."""
    words = {str(kind): str(word) for kind, word in AREA_KINDS.items()}
    kind = words.get(region.kind, "")
    return region.name if not kind or kind in region.name else f"{kind} {region.name}"
