"""What of a file concerns the network: its Kreis, its Land, the country, its municipalities and planning areas."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.planning.queries.cells import ground
from mitsorge.domain.planning.queries.figures import Network, network_regions
from mitsorge.domain.planning.rules import Level
from mitsorge.domain.planning.rules.merging import CITY_STATES, former_keys, mergers
from mitsorge.domain.planning.rules.passport import Counted
from mitsorge.domain.planning.rules.regions import finest_regions
from mitsorge.doors.imports.figures.read import Problem, Read, Trap, TrapKind
from mitsorge.foundation.places.models import Municipality
from mitsorge.foundation.places.rules import place_key

NAMED = 8
"""So many areas are named; of more only their number is told."""


@dataclass(frozen=True)
class Ours:
    """Keys of the network by level; `areas` also by folded name."""

    kreis: str
    keys: Mapping[Level, Mapping[str, str]]
    names: Mapping[tuple[Level, str], str]
    finest: frozenset[str] = frozenset()

    def code(self, level: Level, code: str) -> str | None:
        """The code under which a figure is kept; None: not ours."""
        if level == Level.COUNTRY:
            return code
        found = self.keys[level].get(code)
        return found or (self.keys[level].get(place_key(code)) if level == Level.AREA else None)


@dataclass
class Kept:
    """What would be taken. `left`: how many areas of each level are not ours."""

    figures: list[Counted] = field(default_factory=list)
    cells: int = 0
    people: float = 0.0
    left: Counter[Level] = field(default_factory=Counter)
    traps: list[Trap] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)

    @property
    def areas(self) -> Counter[Level]:
        """How many areas of each level."""
        return Counter(level for level, _code in {(f.level, f.area_code) for f in self.figures})

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({figure.year for figure in self.figures}))

    @property
    def missing(self) -> int:
        """Figures without a number."""
        return sum(figure.value is None for figure in self.figures)


def ours() -> Ours:
    """Everything the network plans with (at most 4 queries)."""
    network = network_regions()
    towns = dict(
        Municipality.objects.filter(ags__startswith=network.kreis)
        .order_by()
        .values_list("ags", "name")
    )
    kreise = former_keys(network.kreis, date.max) if network.kreis else ()
    lands = {network.kreis[:2]} | {
        two for two, five in CITY_STATES.items() if five == network.kreis
    }
    keys = {
        Level.KREIS: {code: code for code in kreise},
        Level.LAND: {code: code for code in lands if code},
        Level.MUNICIPALITY: {ags: ags for ags in towns},
        Level.AREA: _areas(network),
    }
    names = {(Level.MUNICIPALITY, ags): name for ags, name in towns.items()}
    names |= {(Level.AREA, region.code): region.name for region in network.regions}
    names |= {(Level.KREIS, code): network.name for code in kreise}
    finest = frozenset(region.code for region in finest_regions(network.regions))
    return Ours(network.kreis, keys, names, finest)


def _areas(network: Network) -> dict[str, str]:
    """By code, and by name; of two areas of one name the finer one is meant."""
    finest = {region.code for region in finest_regions(network.regions)}
    regions = sorted(network.regions, key=lambda region: region.code in finest)
    found = {place_key(region.name): region.code for region in regions}
    return found | {region.code: region.code for region in regions}


def keep(read: Read, mine: Ours) -> Kept:
    """The figures that concern the network, under its codes, with what is to be said about them."""
    kept = Kept(errors=list(read.errors))
    unknown: dict[tuple[Level, str], None] = {}
    for figure in read.figures:
        code = mine.code(figure.level, figure.area_code)
        if code is None:
            unknown[figure.level, figure.area_code] = None
        else:
            kept.figures.append(figure._replace(area_code=code))
    kept.left = Counter(level for level, _code in unknown)
    _keep_cells(read, kept)
    if not kept.errors and not kept.figures and not kept.cells:
        kept.errors.append(Problem(0, _("In dieser Datei steht nichts über Ihr Netzwerk.")))
    kept.traps = [*read.traps, *_told(read, kept, mine, unknown)]
    return kept


def _keep_cells(read: Read, kept: Kept) -> None:
    if not read.cells:
        return
    land = ground()
    if not land.outlines:
        sentence = _(
            "Ihr Netzwerk hat noch keine Umrisse. Ohne sie gehört keine Rasterzelle zu einem Raum."
        )
        kept.errors.append(Problem(0, sentence))
        return
    codes = land.areas_at([c.latitude for c in read.cells], [c.longitude for c in read.cells])
    inside = [c.population for c, code in zip(read.cells, codes, strict=True) if code is not None]
    kept.cells, kept.people = len(inside), sum(inside)


def _told(read: Read, kept: Kept, mine: Ours, unknown: Iterable[tuple[Level, str]]) -> list[Trap]:
    found = []
    strange = [
        read.names.get(code, code)
        for level, code in unknown
        if level == Level.AREA or (level == Level.MUNICIPALITY and code.startswith(mine.kreis))
    ]
    if strange:
        sentence = ngettext(
            "Diesen Raum kennt Ihr Netzwerk nicht, er bleibt draußen: %(names)s.",
            "Diese Räume kennt Ihr Netzwerk nicht, sie bleiben draußen: %(names)s.",
            len(strange),
        )
        found.append(Trap(TrapKind.UNKNOWN_AREAS, sentence % {"names": _listed(strange)}))
    return [*found, *_missing(kept, mine), *_merged(kept, mine)]


def _missing(kept: Kept, mine: Ours) -> list[Trap]:
    """Municipalities or planning areas that have no figure, where others of their level have one."""
    for level in (Level.MUNICIPALITY, Level.AREA):
        there = {f.area_code for f in kept.figures if f.level == level}
        wanted = set(mine.keys[level].values())
        if level == Level.AREA and there <= mine.finest:
            wanted = set(mine.finest)
        names = sorted(mine.names.get((level, code), code) for code in wanted - there)
        if there and names:
            sentence = _(
                "Für diese Räume steht keine Zahl in der Datei, sie bleiben unbekannt: %(names)s."
            )
            return [Trap(TrapKind.MISSING_AREAS, sentence % {"names": _listed(names)})]
    return []


def _merged(kept: Kept, mine: Ours) -> list[Trap]:
    there = {f.area_code for f in kept.figures if f.level == Level.KREIS}
    return [
        Trap(
            TrapKind.MERGED,
            _("Der Kreis %(old)s gehört seit dem %(on)s zu %(new)s. Wo beide Schlüssel stehen, zählen wir sie zusammen.")
            % {"old": each.old, "new": each.new, "on": date_format(each.on, "d.m.Y")},
        )
        for each in mergers()
        if each.old in there and each.old in mine.keys[Level.KREIS]
    ]  # fmt: skip


def _listed(names: list[str]) -> str:
    if len(names) <= NAMED:
        return ", ".join(names)
    more = len(names) - NAMED
    return _("%(names)s und %(n)s weitere") % {"names": ", ".join(names[:NAMED]), "n": more}
