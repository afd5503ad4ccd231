"""In which planning area cells of a grid lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mitsorge.domain.planning.queries.figures import network_regions
from mitsorge.domain.planning.rules.regions import finest_regions
from mitsorge.foundation.places.models import Body
from mitsorge.foundation.places.queries.areas import outlines_for_map
from mitsorge.foundation.places.rules import Geometry, first_covering


@dataclass(frozen=True)
class Ground:
    """Outlines of the network, each with the code of its planning area; empty for a municipality in no area."""

    outlines: tuple[Geometry, ...]
    codes: tuple[str, ...]

    def areas_at(self, latitudes: Sequence[float], longitudes: Sequence[float]) -> list[str | None]:
        """The code per point; None: outside the network, "": inside, but in no planning area."""
        found = first_covering(self.outlines, latitudes, longitudes)
        return [self.codes[i] if i >= 0 else None for i in found]


def ground() -> Ground:
    """The finest planning areas with an outline of their own, then the municipalities (at most 7 queries)."""
    body = Body.objects.order_by("pk").first()
    if body is None:
        return Ground((), ())
    finest = {region.code for region in finest_regions(network_regions().regions)}
    features = outlines_for_map(body)["features"]
    pairs = [*_of_areas(features, finest), *_of_municipalities(features, finest)]
    return Ground(tuple(o for o, _code in pairs), tuple(code for _o, code in pairs))


def _of_areas(features: list[dict[str, Any]], finest: set[str]) -> list[tuple[Geometry, str]]:
    found = [(each["geometry"], each["properties"].get("code", "")) for each in features]
    return [(geometry, code) for geometry, code in found if code in finest and geometry]


def _of_municipalities(
    features: list[dict[str, Any]], finest: set[str]
) -> list[tuple[Geometry, str]]:
    found = []
    for each in features:
        if "ags" in each["properties"]:
            codes = [code for code in each["properties"]["areas"] if code in finest]
            found.append((each["geometry"], codes[0] if codes else ""))
    return found
