"""What is missing or doubled at present: current yardsticks over the finest areas. Nothing of it is stored."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from mitsorge.domain.planning.models import Finding, Series, Yardstick
from mitsorge.domain.planning.queries.figures import (
    Network,
    network_regions,
)
from mitsorge.domain.planning.queries.homes import Living, living_there
from mitsorge.domain.planning.queries.need import NeedTable, chosen_variant, need_of
from mitsorge.domain.planning.queries.roads import journeys
from mitsorge.domain.planning.queries.supply import supply_of
from mitsorge.domain.planning.rules import CareKind, FindingKind, Quality
from mitsorge.domain.planning.rules.bands import Band
from mitsorge.domain.planning.rules.choosing import Contradiction
from mitsorge.domain.planning.rules.evidence import Found, Reading, Unjudged
from mitsorge.domain.planning.rules.forecast import YearOutside
from mitsorge.domain.planning.rules.gaps import network_mean, verdict
from mitsorge.domain.planning.rules.outlook import NoFigures
from mitsorge.domain.planning.rules.supply import SupplyRow
from mitsorge.domain.planning.rules.yards import Region, Yard

About = tuple[FindingKind, str, str, int]
"""Gap or overlap, code of the kind of offer, code of the area, age from: what a finding is about."""


@dataclass(frozen=True)
class NotJudged:
    """A kind of offer in an area that could not be judged, and why."""

    term: str
    name: str
    area: str
    area_name: str
    age_from: int
    why: Unjudged


@dataclass(frozen=True)
class Present:
    """Everything of one day. `population` None: no figures were taken in yet. `contradictions`: with other figures."""

    found: tuple[Found, ...] = ()
    unjudged: tuple[NotJudged, ...] = ()
    yards: tuple[Yard, ...] = ()
    network: Network = field(default_factory=lambda: Network("", "", ()))
    population: Series | None = None
    year: int | None = None
    readings: Mapping[About, tuple[Reading, ...]] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()

    def of(self, about: About) -> Found | None:
        """The finding of the day about this, if there is one."""
        return next((each for each in self.found if about_of(each) == about), None)


def about_of(found: Found) -> About:
    return found.kind, found.term, found.area, found.age_from


def findings_now(on: date) -> list[Found]:
    """Gaps and overlaps of the day, in the order of the kinds and areas (queries: `present`)."""
    return list(present(on).found)


def current_yardsticks(on: date) -> QuerySet[Yardstick]:
    """Those in force on a day with their kind, by its name (1 query)."""
    in_force = Yardstick.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)
    return in_force.select_related("term").order_by("term__name", "age_from", "pk")


def yardsticks() -> QuerySet[Yardstick]:
    """All of them, also those that ended or begin later, the newest of a kind first (1 query)."""
    rows = Yardstick.objects.select_related("term")
    return rows.order_by("term__name", "age_from", "-valid_from", "pk")


@dataclass(frozen=True)
class Known:
    """What a page has read already: the areas, and the chosen forecast with the year of today, where there is one."""

    network: Network
    need: NeedTable | None


def present(
    on: date,
    *,
    areas: Collection[str] | None = None,
    terms: Collection[str] | None = None,
    known: Known | None = None,
) -> Present:
    """Every current yardstick in every finest area; or only these kinds of offers in these areas (codes).

    An area is judged as it would be among all.

    14 queries: yardsticks, areas (3), series, figures, municipalities, cells, supply (6); 1 more with a grid, to look
    for a forecast, 2 more with areas that are outlines, and 4 more where one was chosen. Fewer where nothing can be judged;
    what is `known` is not read again.
    """
    every = [yard_of(each) for each in current_yardsticks(on)]
    yards = tuple(yard for yard in every if terms is None or yard.term in terms)
    network = known.network if known else network_regions(on)
    if not yards or not network.regions:
        return Present(yards=yards, network=network)
    bands = sorted({Band(yard.age_from) for yard in every})
    living = living_there(network, bands, on, areas)
    if living is None:
        return Present(yards=yards, network=network)
    supply = supply_of({yard.term for yard in yards}, on=on, network=network)
    need = known.need if known else _need(yards, on)
    return judged(yards, living, supply, need, on=on, areas=areas)


def judged(
    yards: Sequence[Yard],
    living: Living,
    supply: Sequence[SupplyRow],
    need: NeedTable | None,
    *,
    on: date,
    areas: Collection[str] | None = None,
) -> Present:
    """What `present` says, from what was read already (no query). `living` must know the ages of all yardsticks in force."""
    found: list[Found] = []
    unjudged: list[NotJudged] = []
    readings: dict[About, tuple[Reading, ...]] = {}
    for yard in yards:
        rows = [row for row in supply if row.term == yard.term]
        for region in _regions(yard, rows, living, need, on, areas):
            told = verdict(yard, region)
            found += told.found
            unjudged += [_not_judged(yard, region, why) for why in told.unjudged]
            for kind, measured in told.readings.items():
                readings[kind, yard.term, region.code, yard.age_from] = measured
    return Present(
        *(tuple(found), tuple(unjudged), tuple(yards), living.network),
        *(living.series, living.year, readings),
        contradictions=living.contradictions,
    )


def yard_of(yardstick: Yardstick) -> Yard:
    """The yardstick as the rules want it; its kind must be loaded."""
    return Yard(
        term=yardstick.term.code,
        name=yardstick.term.name,
        age_from=yardstick.age_from,
        source=yardstick.source,
        valid_from=yardstick.valid_from,
        care=yardstick.care,
        max_km=yardstick.max_km,
        places_per_1000=yardstick.places_per_1000,
        coverage=yardstick.coverage,
        relative=yardstick.relative,
        overlap_above=yardstick.overlap_above,
    )


def _not_judged(yard: Yard, region: Region, why: Unjudged) -> NotJudged:
    return NotJudged(yard.term, yard.name, region.code, region.name, yard.age_from, why)


def _need(yards: Iterable[Yard], on: date) -> NeedTable | None:
    """The forecast a committee chose, for this year; None where there is none or it cannot be computed."""
    if not any(yard.care and (yard.coverage or yard.overlap_above) for yard in yards):
        return None
    variant = chosen_variant()
    try:
        return need_of(variant, years=[on.year]) if variant else None
    except (NoFigures, YearOutside):
        return None


def _regions(
    yard: Yard,
    rows: Sequence[SupplyRow],
    living: Living,
    need: NeedTable | None,
    on: date,
    only: Collection[str] | None,
) -> Iterable[Region]:
    band = Band(yard.age_from)
    names = {region.code: region.name for region in living.network.regions}
    counted = {code for code in living.areas.areas if living.of(code, band) is not None}
    mean = network_mean([row for row in rows if row.area in counted], living.total(band))
    quality = Quality(living.series.quality)
    if band in living.areas.estimated:
        quality = Quality.ESTIMATED
    for code in living.areas.areas:
        if only is not None and code not in only:
            continue
        where, is_grid = living.where(code, band)
        yield Region(
            code=code,
            name=names[code],
            people=living.of(code, band),
            rows=rows,
            where=where,
            on=on,
            as_of=date(living.year, 12, 31),
            source=_source(living.series),
            quality=quality,
            at_least=code in living.areas.missing,
            grid=is_grid,
            needed=_places_needed(need, yard, code, on.year),
            need_source=str(need.variant) if need else "",
            mean=mean,
            too_few=yard.age_from in living.silent(code),
            journeys=journeys(),
        )


def _source(series: Series) -> str:
    parts = (series.publisher, series.table_number, series.title)
    return ", ".join(part for part in parts if part)


def _places_needed(need: NeedTable | None, yard: Yard, area: str, year: int) -> float | None:
    """Only whole sums: a lower bound of the need would make a gap look covered."""
    if need is None or not yard.care or CareKind(yard.care) not in need.care:
        return None
    if year not in need.years or area not in {region.code for region in need.regions}:
        return None
    cell = need.cell(area, year, CareKind(yard.care))
    return None if cell.at_least else cell.places


def handed_on() -> QuerySet[Finding]:
    """Findings that became an impulse or an item, the newest first, with both (1 query)."""
    return Finding.objects.select_related(
        "term", "planning_area", "impulse", "agenda_item__committee", "agenda_item__meeting"
    )


def handed_on_about(about: About) -> QuerySet[Finding]:
    """What was handed on of the same kind, area and age (1 query)."""
    kind, term, area, age_from = about
    return handed_on().filter(
        kind=kind, term__code=term, planning_area__code=area, age_from=age_from
    )
