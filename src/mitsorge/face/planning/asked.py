"""What a page of planning was asked for in its address: a year, a map."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from mitsorge.domain.planning.queries.areas import YEARS
from mitsorge.face.planning.ground import Ground

USUAL = 2035
STEPS = (2025, 2030, 2035, 2040)


def year_asked(query: Mapping[str, str], ground: Ground) -> int:
    """?jahr= between 2020 and 2040, else 2035; where no forecast has it, the nearest year one has."""
    typed = query.get("jahr", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else USUAL
    year = min(max(year, YEARS[0]), YEARS[-1])
    has = sorted({each for way in ground.ways if way.need for each in way.need.years})
    return year if year in has or not has else min(has, key=lambda each: abs(each - year))


def years_to_choose(ground: Ground) -> Sequence[int]:
    """Every year a forecast has."""
    return sorted({each for way in ground.ways if way.need for each in way.need.years})


def with_query(query: Mapping[str, str], **more: object) -> str:
    """The same address with other values, "?jahr=2030&karte=bedarf"."""
    kept = {**{name: query[name] for name in query}, **{k: str(v) for k, v in more.items()}}
    return f"?{urlencode(kept)}"
