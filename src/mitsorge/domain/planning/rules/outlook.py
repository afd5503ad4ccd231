"""A forecast of need from its sources: residents, projection, rates, calibration, shares; with every remark due."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from mitsorge.domain.planning.rules.bands import Band, disjoint, filled
from mitsorge.domain.planning.rules.codes import CareKind, Sex
from mitsorge.domain.planning.rules.doubts import doubts
from mitsorge.domain.planning.rules.forecast import YearOutside
from mitsorge.domain.planning.rules.need import (
    Need,
    NotFitting,
    Population,
    Rates,
    calibrated,
    persons,
    shared_out,
)
from mitsorge.domain.planning.rules.parameters import Parameters, Value
from mitsorge.domain.planning.rules.people import NoFigures, People, Question, Sources
from mitsorge.domain.planning.rules.remarks import Remark, RemarkKind
from mitsorge.domain.planning.rules.residents import Residents
from mitsorge.domain.planning.rules.tables import SEXES, Table, place_of

__all__ = ["NoFigures", "Outlook", "Question", "Sources", "YearOutside", "outlook"]


@dataclass(frozen=True)
class Outlook:
    """`need` (all kinds) and the `residents` it was made of, in the bands of the `rates`."""

    need: Need
    residents: Residents
    rates: Rates
    base_year: int
    published: Mapping[CareKind, float] = field(default_factory=dict)
    published_year: int | None = None
    remarks: tuple[Remark, ...] = ()


def outlook(sources: Sources, question: Question) -> Outlook:
    """The need of each area, year and kind of care. Raises `NoFigures`, `YearOutside`."""
    rates = _rates(sources.rates, question.kreis)
    people = People(sources, question, bands=rates.bands, sexes=rates.sexes)
    living = people.in_years(question.members, question.years)
    raw = persons(_population(living), rates, question.path)
    published, year = _published(sources.care, question.kreis)
    need, remarks = _calibrated(raw, rates, people, published, year)
    shares = _shares(question.parameters, published, rates)
    need = shared_out(need, shares)
    said = [*doubts(people, living), *remarks, *_said_of_need(need, shares, published)]
    return Outlook(need, living, rates, people.base_year, published, year, tuple(said))


def _population(living: Residents) -> Population:
    return Population(living.areas, living.years, living.bands, living.sexes, living.people)


def _rates(table: Table, kreis: str) -> Rates:
    """The newest rates of the nearest place, in bands that hold every age once; unknown where there is no rate."""
    place = place_of(table, kreis)
    if place is None:
        raise NoFigures("rates")
    year = table.years([place])[-1]
    sexes = SEXES if table.has_sexes(place, year) else (Sex.BOTH,)
    kinds: tuple[CareKind, ...] = table.care(place) or (CareKind.ALL,)
    told: list[CareKind | None] = [kind if table.care(place) else None for kind in kinds]
    rows = {(sex, kind): table.row(place, year, sex, kind) for sex in sexes for kind in told}
    bands = filled(disjoint(band for row in rows.values() for band in row))
    share = np.full((len(bands), len(sexes), len(kinds)), np.nan)
    for (sex, kind), row in rows.items():
        for number, band in enumerate(bands):
            value = row.get(band)
            share[number, sexes.index(sex), told.index(kind)] = np.nan if value is None else value
    return Rates(bands, tuple(sexes), kinds, share, year)


def _published(care: Table | None, kreis: str) -> tuple[dict[CareKind, float], int | None]:
    """The newest published totals of the Kreis by kind; kinds without a number are left out."""
    place = place_of(care, kreis)
    if care is None or place is None or place[1] != kreis:
        return {}, None
    year = care.years([place])[-1]
    found = {kind: care.row(place, year, Sex.BOTH, kind).get(Band()) for kind in care.care(place)}
    return {kind: value for kind, value in found.items() if value is not None}, year


def _calibrated(
    raw: Need, rates: Rates, people: People, published: Mapping[CareKind, float], year: int | None
) -> tuple[Need, list[Remark]]:
    if year is None or not published:
        return raw, [Remark(RemarkKind.NOT_CALIBRATED, {"why": "NO_TOTAL"})]
    try:
        reference = _reference(rates, people, year)
        need = calibrated(raw, published, year=year, reference=reference)
    except (NotFitting, YearOutside):
        return raw, [Remark(RemarkKind.NOT_CALIBRATED, {"why": "NO_PEOPLE", "year": year})]
    remarks = [
        Remark(
            RemarkKind.CALIBRATED,
            {"care": kind, "factor": factor, "year": year, "published": published[kind]},
        )
        for kind, factor in need.factor.items()
    ]
    if rates.year != year:
        values = {"rates": rates.year, "care": year}
        remarks.append(Remark(RemarkKind.YEARS_DIFFER, values))
    return need, remarks


def _reference(rates: Rates, people: People, year: int) -> Need:
    """The need of the whole Kreis in the year of the statistics; where it is not counted, of all areas together."""
    living = people.whole(year) or people.in_years(people.question.everywhere, [year])
    return persons(_population(living), rates, people.question.path)


def _shares(
    parameters: Parameters, published: Mapping[CareKind, float], rates: Rates
) -> dict[CareKind, Value]:
    """Kinds the rates do not tell apart: the share that was typed, else that of the statistics."""
    everyone = published.get(CareKind.ALL)
    shares: dict[CareKind, Value] = {}
    for kind in CareKind:
        given = parameters.care.get(kind)
        if kind in rates.care:
            continue
        if given and given.share:
            shares[kind] = given.share
        elif everyone and kind in published:
            shares[kind] = Value(published[kind] / everyone)
    return shares if CareKind.ALL in rates.care else {}


def _said_of_need(
    need: Need, shares: Mapping[CareKind, Value], published: Mapping[CareKind, float]
) -> Iterator[Remark]:
    if need.uncovered:
        yield Remark(RemarkKind.NO_RATE, {"bands": need.uncovered})
    derived = {kind: v.number for kind, v in shares.items() if not v.source and kind in published}
    if derived:
        yield Remark(RemarkKind.SHARES, {"shares": derived})
