"""Which of several series of the same people is counted with, and where the others contradict it.

A series that speaks for more areas goes before one that speaks for fewer; then counted by an office before estimated
before asked for; then the later year, the later date, the narrower bands of age. What must be cut to the ages asked for
is an estimate, however official the series is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from mitsorge.domain.planning.rules.bands import Band, Floats
from mitsorge.domain.planning.rules.codes import Quality
from mitsorge.domain.planning.rules.residents import Residents

TOLERANCE = 0.005
"""Two sources that differ by more than this share for the same people contradict each other."""
FEWEST = 1.0
"""A difference of a person or less is rounding."""
SUREST_FIRST = (Quality.OFFICIAL, Quality.ESTIMATED, Quality.SURVEY)


@dataclass(frozen=True, eq=False)
class Candidate:
    """A series (`number`: its id) as it speaks for the areas in one `year`. `ages`: how many bands of age it tells apart.

    `people`: that year, both sexes together, the bands `asked` for among others.
    """

    number: int
    title: str
    quality: Quality
    as_of: date
    year: int
    ages: int
    people: Residents
    asked: tuple[Band, ...]

    @property
    def known(self) -> int:
        """For how many areas it tells every age asked for."""
        return int(self._told.all(axis=1).sum())

    @property
    def speaks(self) -> int:
        """For how many areas it tells any age asked for."""
        return int(self._told.any(axis=1).sum())

    @property
    def made(self) -> Quality:
        """How sure its people are once they are cut to the ages asked for."""
        is_cut = bool(self.people.estimated & set(self.asked)) and self.quality == Quality.OFFICIAL
        return Quality.ESTIMATED if is_cut else self.quality

    @property
    def _told(self) -> NDArray[np.bool_]:
        """(areas × bands asked for)"""
        return ~np.isnan(np.stack([_column(self.people, band) for band in self.asked], axis=1))


def ranked(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The one to count with first. Raises nothing; empty without any."""
    return sorted(candidates, key=_rank)


def _rank(each: Candidate) -> tuple[float, ...]:
    sure = SUREST_FIRST.index(each.made)
    newest = (-each.year, -each.as_of.toordinal())
    return (-each.known, -each.speaks, sure, *newest, -each.ages, -each.number)


@dataclass(frozen=True)
class Contradiction:
    """Two series (`mine`: the one counted with) tell different numbers of the same people of one year.

    Sums over the areas that both know; `areas`: how many of them differ, `widest`: the code of the one that differs
    most, as a share.
    """

    mine: str
    theirs: str
    year: int
    band: Band
    here: float
    there: float
    areas: int
    widest: str


def contradictions(chosen: Candidate, others: Iterable[Candidate]) -> Iterator[Contradiction]:
    """One for each other series of the same year that differs by more than `TOLERANCE` in some area or in all.

    Only what both tell without cutting is compared, the band with most people first.
    """
    for other in others:
        if other.number != chosen.number and other.year == chosen.year:
            yield from _between(chosen, other)


def _between(chosen: Candidate, other: Candidate) -> Iterator[Contradiction]:
    for band in _shared(chosen.people, other.people):
        mine, theirs = (_column(each.people, band) for each in (chosen, other))
        both = ~np.isnan(mine) & ~np.isnan(theirs)
        apart = np.abs(mine - theirs)
        share = apart / np.maximum(np.maximum(mine, theirs), 1.0)
        differ = both & (share > TOLERANCE) & (apart > FEWEST)
        if differ.any():
            widest = chosen.people.areas[int(np.argmax(np.where(differ, share, -1.0)))]
            sums = (float(mine[both].sum()), float(theirs[both].sum()))
            yield Contradiction(
                *(chosen.title, other.title, chosen.year, band, *sums),
                *(int(differ.sum()), widest),
            )
            return


def _shared(mine: Residents, theirs: Residents) -> Sequence[Band]:
    """Bands neither of them estimates, the widest first."""
    cut = mine.estimated | theirs.estimated
    shared = [band for band in mine.bands if band in theirs.bands and band not in cut]
    return sorted(shared, key=lambda band: band.age_from - band.end)


def _column(people: Residents, band: Band) -> Floats:
    """(areas,): both sexes of the only year."""
    return people.people[:, 0, people.bands.index(band), 0]
