"""What the people of a forecast leave open: estimates, refusals, gaps, and two sources that do not agree."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from mitsorge.domain.planning.rules.bands import Band
from mitsorge.domain.planning.rules.choosing import TOLERANCE
from mitsorge.domain.planning.rules.codes import Sex
from mitsorge.domain.planning.rules.forecast import Method
from mitsorge.domain.planning.rules.merging import overlapping
from mitsorge.domain.planning.rules.people import People, Question
from mitsorge.domain.planning.rules.remarks import Remark, RemarkKind
from mitsorge.domain.planning.rules.residents import Residents, residents
from mitsorge.domain.planning.rules.tables import Place, Table, place_of


def doubts(people: People, living: Residents) -> Iterator[Remark]:
    """Every remark about who lives where, the method of the projection first."""
    question = people.question
    if any(year > people.base_year for year in question.years) and people.ahead:
        level, code = people.ahead
        values = {"method": Method.RATIO, "level": level, "code": code}
        yield Remark(RemarkKind.PROJECTED, {**values, "base": people.base_year})
    yield from _of_residents(living)
    for part, areas in overlapping(_codes(question.everywhere)).items():
        yield Remark(RemarkKind.COUNTED_TWICE, {"part": part, "areas": areas})
    yield from _contradictions(people, question)


def _contradictions(people: People, question: Question) -> Iterator[Remark]:
    """Where areas and Kreis are two series of the same year that do not agree on how many people there are."""
    structure = people.sources.structure
    place = place_of(structure, question.kreis)
    if structure is None or place is None or place[1] != question.kreis:
        return
    for year in people.years:
        areas = _everyone(people.sources.population, question.everywhere, year)
        whole = _everyone(structure, {"": [place]}, year)
        if areas and whole and abs(areas / whole - 1) > TOLERANCE:
            yield Remark(RemarkKind.CONTRADICTION, {"year": year, "areas": areas, "kreis": whole})


def _everyone(table: Table, members: Mapping[str, Sequence[Place]], year: int) -> float | None:
    """All people of these areas together; None where a part is unknown."""
    found = residents(table, members, years=[year], bands=[Band()], sexes=[Sex.BOTH])
    return None if found.missing else float(found.people.sum())


def _codes(members: Mapping[str, Sequence[Place]]) -> dict[str, list[str]]:
    return {area: [code for _level, code in places] for area, places in members.items()}


def _of_residents(living: Residents) -> Iterator[Remark]:
    if living.estimated:
        yield Remark(RemarkKind.ESTIMATED, {"bands": tuple(sorted(living.estimated))})
    for why in dict.fromkeys(living.refused.values()):
        bands = tuple(sorted(band for band, each in living.refused.items() if each == why))
        yield Remark(RemarkKind.REFUSED, {"bands": bands, "why": why})
    nothing = np.atleast_1d(np.isnan(living.people).all(axis=(1, 2, 3)))
    silent = [area for number, area in enumerate(living.areas) if nothing[number]]
    if silent:
        yield Remark(RemarkKind.NO_FIGURES, {"areas": tuple(silent)})
    for area, parts in living.missing.items():
        if area not in silent:
            yield Remark(RemarkKind.PARTS_MISSING, {"area": area, "parts": parts})
    if living.empty:
        yield Remark(RemarkKind.NOBODY, {"areas": living.empty})
