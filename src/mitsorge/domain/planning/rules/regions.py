"""Planning areas and the places their people are counted in."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from mitsorge.domain.planning.rules.codes import Level
from mitsorge.domain.planning.rules.tables import Place


@dataclass(frozen=True)
class Region:
    """A planning area: its code, name, kind of area, and what it is made of (keys of municipalities, child areas)."""

    code: str
    name: str
    kind: str = ""
    parent: str = ""
    municipalities: tuple[str, ...] = ()


def finest_regions(regions: Sequence[Region]) -> tuple[Region, ...]:
    """Those that have no areas of their own below them: together they are the network, nobody twice."""
    parents = {region.parent for region in regions}
    return tuple(region for region in regions if region.code not in parents)


def members(
    regions: Sequence[Region], wanted: Collection[str], counted: Collection[Place]
) -> dict[str, list[Place]]:
    """Area → places whose figures make it up: the area itself, else its municipalities, else its child areas.

    Places nobody counted are kept: they are the gaps of the area.
    """
    by_code = {region.code: region for region in regions}
    children: dict[str, list[Region]] = {}
    for region in regions:
        children.setdefault(region.parent, []).append(region)
    return {
        code: _places(by_code[code], children, frozenset(counted))
        for code in wanted
        if code in by_code
    }


def _places(
    region: Region, children: Mapping[str, Sequence[Region]], counted: frozenset[Place]
) -> list[Place]:
    own: Place = (Level.AREA, region.code)
    if own in counted:
        return [own]
    if region.municipalities:
        return [_municipality(ags, counted) for ags in region.municipalities]
    below = [
        place for c in children.get(region.code, ()) for place in _places(c, children, counted)
    ]
    return below or [own]


def _municipality(ags: str, counted: frozenset[Place]) -> Place:
    """A city that is its own Kreis may be counted as Kreis only."""
    place: Place = (Level.MUNICIPALITY, ags)
    as_kreis: Place = (Level.KREIS, ags[:5])
    is_city = ags.endswith("000") and place not in counted and as_kreis in counted
    return as_kreis if is_city else place
