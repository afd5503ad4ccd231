"""A scenario computed: its measures laid over the present, and what they change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.conf import settings

from mitsorge.domain.planning.models import Scenario
from mitsorge.domain.planning.queries.scenarios import Present, present_of
from mitsorge.domain.planning.rules.scenario import (
    AddNeighbours,
    AddSite,
    Applied,
    BadChange,
    Change,
    ChangeYear,
    Comparison,
    applied,
    changes_from,
    compared,
)
from mitsorge.domain.planning.rules.scenario.shielded import shielded
from mitsorge.domain.planning.wording.findings import amount
from mitsorge.domain.planning.wording.scenarios import bad_words, change_words, unapplied_words

ADDING = (AddSite, AddNeighbours)
"""Measures that bring a site of their own."""


@dataclass(frozen=True)
class Measure:
    """One measure: its number (from 0), what it is in words, and why it could not be applied (empty: it was)."""

    number: int
    words: str
    why: str = ""


@dataclass(frozen=True)
class Laid:
    """A scenario over its present. `broken`: what in it cannot be read; then there are no measures and no effect."""

    present: Present
    result: Applied
    changes: tuple[Change, ...]
    broken: str = ""

    @cached_property
    def told(self) -> Comparison:
        """The effect as it may be told: NaN for what would give a count below the limit away."""
        return shielded(self.effect, below=settings.SUPPRESS_BELOW)

    @cached_property
    def effect(self) -> Comparison:
        """The present beside what becomes of it; computed once it is asked for."""
        return compared(self.present.state, self.result)

    @property
    def km(self) -> str:
        return amount(self.present.state.km)

    @property
    def names(self) -> dict[str, str]:
        """Key of a site → its name, also of sites that a measure adds or that have closed."""
        return self.present.names | {site.key: site.name for site in self.result.state.sites}

    @property
    def measures(self) -> list[Measure]:
        why = {left.number: unapplied_words(left) for left in self.result.left}
        told = self._told()
        return [
            Measure(number, change_words(change, told), why.get(number, ""))
            for number, change in enumerate(self.changes)
        ]

    def _told(self) -> dict[str, str]:
        added = {each.site: each.name for each in self.changes if isinstance(each, ADDING)}
        return added | self.names


def read(scenario: Scenario) -> tuple[tuple[Change, ...], str]:
    """The measures of a scenario, or none and the sentence that says what cannot be read (no query)."""
    try:
        return changes_from(scenario.changes), ""
    except BadChange as bad:
        return (), bad_words(bad)


def laid_over(
    scenario: Scenario, *, on: date, km: float | None = None, years: Sequence[int] = ()
) -> Laid:
    """The scenario computed (the queries of `present_of`). `years`: others that a page asks a forecast for."""
    changes, broken = read(scenario)
    asked = [*years, *(each.year for each in changes if isinstance(each, ChangeYear))]
    present = present_of(scenario, on=on, km=km, years=asked)
    return Laid(present, applied(present.state, changes), changes, broken)
