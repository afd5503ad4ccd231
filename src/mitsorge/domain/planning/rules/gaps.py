"""Where there is too little for a need, and where more than needed: per kind of offer, area and age.

How sure a value is: SECURED, figures counted by an office and every offer confirmed; LIKELY, an offer is unconfirmed,
or people, where they live or the need are estimated; HINT, an offer did not say how many places it has, or the value
breaks the limit only because unconfirmed offers are not counted. An offer that nobody confirmed in its interval is
uncertain, not supply: limits are compared with what is confirmed, and the value with all offers stands beside it.
More supply in an area never makes a gap there; only where no offer had said how many places it has, nothing was judged.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from mitsorge.domain.planning.rules.codes import Confidence, FindingKind, Quality
from mitsorge.domain.planning.rules.evidence import (
    Doubt,
    Evidence,
    Found,
    Measure,
    Reading,
    Unjudged,
    Verdict,
)
from mitsorge.domain.planning.rules.supply import (
    SupplyRow,
    distances,
    is_near,
    open_offers,
    places_of,
    without_places,
)
from mitsorge.domain.planning.rules.yards import Region, Yard

SEVERAL = 2
"""From so many offers on they can overlap."""
HALF = 0.5
"""Figures are estimates: less than half a person is nobody."""
ORDER = (Confidence.HINT, Confidence.LIKELY, Confidence.SECURED)


def judge(yard: Yard, region: Region) -> list[Found]:
    """At most one gap and one overlap (`verdict` also says what could not be judged)."""
    return list(verdict(yard, region).found)


def verdict(yard: Yard, region: Region) -> Verdict:
    """One area against one yardstick."""
    if region.people is None:
        return Verdict(unjudged=(Unjudged.NO_PEOPLE,))
    if region.people <= 0:
        return Verdict(unjudged=(Unjudged.NOBODY,))
    if region.too_few:
        return Verdict(unjudged=(Unjudged.TOO_FEW,))
    measured = {
        FindingKind.GAP: tuple(_readings(yard, region)),
        FindingKind.OVERLAP: tuple(_overlaps(yard, region)),
    }
    short = [each for each in measured[FindingKind.GAP] if _is_short(each)]
    short.sort(key=lambda each: -ORDER.index(each.confidence))  # stable: the nearer measure first
    over = [each for each in measured[FindingKind.OVERLAP] if each.value > each.limit]
    found = [
        _found(kind, yard, region, readings)
        for kind, readings in ((FindingKind.GAP, short), (FindingKind.OVERLAP, over))
        if readings
    ]
    return Verdict(tuple(found), tuple(_unjudged(yard, region)), measured)


def _is_short(reading: Reading) -> bool:
    """People beyond the limit are a gap as soon as there is one."""
    if reading.measure == Measure.FAR:
        return reading.value >= HALF
    return reading.value < reading.limit


def _readings(yard: Yard, region: Region) -> Iterator[Reading]:
    if yard.max_km is not None and len(region.where.people):
        yield _far(yard.max_km, region)
    if _counts_places(region):
        yield from _of_places(yard, region)


def _counts_places(region: Region) -> bool:
    """Where offers are, and none says how many places it has, nothing can be said about places."""
    offers = region.offers
    return not offers or any(row.places is not None for row in offers)


def _of_places(yard: Yard, region: Region) -> Iterator[Reading]:
    thousands = (region.people or 0) / 1000
    if yard.coverage is not None and region.needed:
        yield _places(Measure.COVERAGE, yard.coverage, region, region.needed, Quality.ESTIMATED)
    if yard.places_per_1000 is not None:
        yield _places(Measure.PLACES, yard.places_per_1000, region, thousands, region.quality)
    if yard.relative is not None and region.mean and region.mean[0] > 0:
        sure, every = (mean * thousands for mean in region.mean)
        reading = _places(Measure.RELATIVE, yard.relative, region, sure, region.quality)
        with_all = places_of(region.offers) / every
        yield replace(reading, with_stale=with_all)


def _far(km: float, region: Region) -> Reading:
    """Where somebody lives within an area is known roughly: only that there is no offer at all is certain."""
    rows = open_offers(region.rows)
    every = distances(region.where, rows, region.journeys)
    sure = distances(region.where, [row for row in rows if row.confirmed], region.journeys)
    far, with_stale = (float(region.where.people[each > km].sum()) for each in (sure, every))
    quality = Quality.ESTIMATED if rows else region.quality
    stale = any(not row.confirmed for row in rows)
    confidence = _confidence(region, quality, stale=stale, stays=with_stale >= HALF)
    return Reading(
        Measure.FAR,
        *(far, far, float(region.people or 0), km, with_stale, region.source, region.as_of),
        *(quality, confidence),
    )


def _places(
    measure: Measure, limit: float, region: Region, denominator: float, quality: Quality
) -> Reading:
    offers = region.offers
    sure = [row for row in offers if row.confirmed]
    places, every = places_of(sure), places_of(offers)
    source = region.need_source if measure == Measure.COVERAGE else region.source
    confidence = _confidence(
        region,
        quality,
        stale=len(sure) < len(offers),
        stays=every / denominator < limit,
        unknown=bool(without_places(offers)),
    )
    return Reading(
        *(measure, places / denominator, places, denominator, limit, every / denominator),
        *(source, _day(measure, region), quality, confidence),
    )


def _day(measure: Measure, region: Region) -> date | None:
    """A forecast speaks of the last day of this year, everything else of the day the people were counted."""
    return date(region.on.year, 12, 31) if measure == Measure.COVERAGE else region.as_of


def _confidence(
    region: Region, quality: Quality, *, stale: bool, stays: bool, unknown: bool = False
) -> Confidence:
    """The rule at the head of this module."""
    if unknown or not stays:
        return Confidence.HINT
    if stale or region.at_least or quality != Quality.OFFICIAL:
        return Confidence.LIKELY
    return Confidence.SECURED


def _overlaps(yard: Yard, region: Region) -> Iterator[Reading]:
    """Confirmed offers only: what is uncertain is not too much."""
    sure = [row for row in region.offers if row.confirmed and row.places]
    measure, needed, source, quality = _needed(yard, region)
    if yard.overlap_above is None or not needed or len({row.service for row in sure}) < SEVERAL:
        return
    places, every = places_of(sure), places_of(region.offers)
    confidence = _confidence(region, quality, stale=False, stays=True)
    yield Reading(
        *(measure, places / needed, places, needed, yard.overlap_above, every / needed),
        *(source, _day(measure, region), quality, confidence),
    )


def _needed(yard: Yard, region: Region) -> tuple[Measure, float | None, str, Quality]:
    """What a forecast computed, else what the yardstick asks for these people."""
    if region.needed:
        return Measure.COVERAGE, region.needed, region.need_source, Quality.ESTIMATED
    if yard.places_per_1000 and region.people:
        asked = yard.places_per_1000 * region.people / 1000
        return Measure.DEMAND, asked, region.source, region.quality
    return Measure.DEMAND, None, "", Quality.ESTIMATED


def _unjudged(yard: Yard, region: Region) -> Iterator[Unjudged]:
    by_places = any(
        limit is not None
        for limit in (yard.coverage, yard.places_per_1000, yard.relative, yard.overlap_above)
    )
    if yard.max_km is not None and not len(region.where.people):
        yield Unjudged.NO_POINTS
    if by_places and not _counts_places(region):
        yield Unjudged.NO_PLACES
    if yard.coverage is not None and not region.needed:
        yield Unjudged.NO_NEED


def _found(kind: FindingKind, yard: Yard, region: Region, readings: Sequence[Reading]) -> Found:
    told = _told_offers(yard, region, readings[0].measure)
    stale = [row for row in told if not row.confirmed]
    days = [row.days for row in stale]
    known = [each for each in days if each is not None]
    evidence = Evidence(
        readings=tuple(readings),
        offers=len({row.service for row in told}),
        stale=len({row.service for row in stale}),
        stale_days=min(known) if known and len(known) == len(days) else None,
        yardstick=yard.source,
        valid_from=yard.valid_from,
        max_km=yard.max_km,
        on=region.on,
        doubts=dict(_doubts(kind, yard, region, readings, told)),
        by_road=region.journeys.on_roads,
    )
    age = yard.age_from
    parts = (kind, yard.term, yard.name, region.code, region.name, age, readings[0].confidence)
    return Found(*parts, evidence)


def _told_offers(yard: Yard, region: Region, measure: Measure) -> list[SupplyRow]:
    """Whose confirmation matters: the offers of the area; for distances those within the limit, too."""
    if measure != Measure.FAR or yard.max_km is None:
        return region.offers
    rows = open_offers(region.rows)
    return [row for row in rows if row.area == region.code or _is_near(yard.max_km, region, row)]


def _is_near(km: float, region: Region, row: SupplyRow) -> bool:
    return is_near(region.where, row, km, region.journeys)


def _doubts(
    kind: FindingKind,
    yard: Yard,
    region: Region,
    readings: Sequence[Reading],
    told: Sequence[SupplyRow],
) -> Iterator[tuple[Doubt, int]]:
    """What speaks against it, with how many offers each is about (1 where it is about none)."""
    leading = readings[0]
    far = leading.measure == Measure.FAR
    counts: Mapping[Doubt, int] = {
        Doubt.STALE: len({row.service for row in told if not row.confirmed}),
        Doubt.VANISHES: int(kind == FindingKind.GAP and _vanishes(leading)),
        Doubt.UNKNOWN_PLACES: 0 if far else without_places(told),
        Doubt.CLOSED: sum(row.closed and row.area == region.code for row in region.rows),
        **(_about_distance(region, told) if far else _about_places(yard, region)),
        Doubt.ESTIMATED_PEOPLE: int(region.quality != Quality.OFFICIAL),
        Doubt.AT_LEAST: int(region.at_least),
    }
    yield from ((doubt, number) for doubt, number in counts.items() if number)


def _vanishes(reading: Reading) -> bool:
    if reading.measure == Measure.FAR:
        return reading.with_stale < HALF
    return reading.with_stale >= reading.limit


def _about_distance(region: Region, told: Sequence[SupplyRow]) -> dict[Doubt, int]:
    rows = open_offers(region.rows)
    outside = {row.service for row in rows if row.lat is not None and not row.area}
    return {
        Doubt.OUTSIDE_MISSING: int(not outside),
        Doubt.OUTSIDE_COUNTED: len(outside),
        Doubt.MIDDLES: int(not region.grid),
        Doubt.ESTIMATED_AGES: int(region.grid),
        Doubt.ROADLESS: region.journeys.aside(region.where.points),
        Doubt.BLURRED: sum(row.lat is not None and not row.exact for row in told),
        Doubt.UNPLACED: len({row.service for row in rows if row.lat is None and row.visited}),
    }


def _about_places(yard: Yard, region: Region) -> dict[Doubt, int]:
    if yard.max_km is None or not len(region.where.people):
        return {}
    others = [row for row in open_offers(region.rows) if row.area != region.code]
    near = {row.service for row in others if _is_near(yard.max_km, region, row)}
    return {Doubt.NEXT_DOOR: len(near)}


def network_mean(rows: Sequence[SupplyRow], people: float) -> tuple[float, float] | None:
    """Places per 1,000 people of the whole network: with confirmed offers, with all. None where nobody lives."""
    mine = [row for row in open_offers(rows) if row.area]
    if not people > 0 or np.isnan(people):
        return None
    sure = places_of(row for row in mine if row.confirmed)
    return sure / people * 1000, places_of(mine) / people * 1000
