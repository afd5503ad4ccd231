"""Kinds of offers and what each is measured by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.domain.directory.queries.terms import terms_to_choose
from mitsorge.domain.directory.rules import KIND_OF_TERM, PlaceKind, TermKind
from mitsorge.domain.planning.queries.findings import current_yardsticks, yard_of
from mitsorge.domain.planning.rules import CareKind
from mitsorge.domain.planning.rules.yards import Yard

KM, AGE = 15.0, 65
"""The reach and the age where no yardstick of the kind names one."""
CARE: Mapping[PlaceKind, CareKind] = {
    PlaceKind.DAY: CareKind.DAY,
    PlaceKind.SHORT_TERM: CareKind.SHORT_TERM,
    PlaceKind.LONG_TERM: CareKind.LONG_TERM,
    PlaceKind.AMBULANT: CareKind.AMBULATORY,
}
"""Whose need a kind of places meets, where no yardstick says it."""


@dataclass(frozen=True)
class Kind:
    """A kind of offer with what it is measured by. `care` None: no forecast computes places for it.

    `ages`: from which on people can be asked for, those of all yardsticks in force: where the ages could be chosen freely,
    their differences would tell of a handful of people.
    """

    term: str
    name: str
    age_from: int = AGE
    km: float = KM
    care: CareKind | None = None
    yards: tuple[Yard, ...] = ()
    ages: tuple[int, ...] = (AGE,)

    @property
    def has_places(self) -> bool:
        """Whether offers of this kind report places at all."""
        return self.term in KIND_OF_TERM


def kinds_of(on: date) -> list[Kind]:
    """The kinds of offers in use with the yardsticks in force, in the order of the vocabulary (2 queries)."""
    yards: dict[str, list[Yard]] = {}
    for yardstick in current_yardsticks(on):
        yards.setdefault(yardstick.term.code, []).append(yard_of(yardstick))
    ages = sorted({yard.age_from for found in yards.values() for yard in found}) or [AGE]
    terms = terms_to_choose(TermKind.CARE)
    return [_kind(term, yards.get(term.code, []), ages) for term in terms]


def _kind(term: TaxonomyTerm, yards: Sequence[Yard], ages: Sequence[int]) -> Kind:
    care = next((CareKind(yard.care) for yard in yards if yard.care), None)
    place = KIND_OF_TERM.get(term.code)
    return Kind(
        term.code,
        term.name,
        age_from=yards[0].age_from if yards else AGE if AGE in ages else ages[0],
        km=next((yard.max_km for yard in yards if yard.max_km), KM),
        care=care or (CARE.get(place) if place else None),
        yards=tuple(yards),
        ages=tuple(ages),
    )
