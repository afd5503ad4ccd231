"""What the answers of a survey add up to: by planning area and kind of offer, with what is missing. Plain Python."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mitsorge.domain.directory.rules import KIND_OF_TERM, PlaceKind
from mitsorge.domain.planning.rules.codes import CareKind, CellSign, Level, Subject
from mitsorge.domain.planning.rules.passport import Counted
from mitsorge.domain.planning.rules.surveys import Answers, Ask, Offer

SUBJECTS = {
    Ask.PLACES: Subject.PLACES,
    Ask.FREE: Subject.FREE,
    Ask.WAITING: Subject.WAITING,
    Ask.STAFF: Subject.STAFF,
}
CARE = {
    PlaceKind.LONG_TERM: CareKind.LONG_TERM,
    PlaceKind.SHORT_TERM: CareKind.SHORT_TERM,
    PlaceKind.DAY: CareKind.DAY,
    PlaceKind.AMBULANT: CareKind.AMBULATORY,
}
"""Kinds of places that the Pflegestatistik knows, too."""
NOWHERE = ""
"""Offers that lie in no planning area, or come to several."""


@dataclass(frozen=True)
class Questionnaire:
    """One organization that was asked; `answers` None: it has not answered."""

    organization: str
    asked: Answers
    answers: Answers | None = None

    @property
    def offers(self) -> tuple[Offer, ...]:
        """As answered; before that what was asked, without numbers."""
        return (self.answers or self.asked).offers


@dataclass(frozen=True)
class Response:
    """How many organizations were asked and how many answered."""

    asked: int
    answered: int

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where nobody was asked."""
        return self.answered / self.asked if self.asked else None


@dataclass(frozen=True)
class Sum:
    """What offers add up to. `value` None: nobody said a number. `known` of `offers` said one."""

    value: float | None
    offers: int
    known: int

    @property
    def at_least(self) -> bool:
        """A lower bound: some did not say."""
        return self.value is not None and self.known < self.offers


@dataclass(frozen=True)
class Gap:
    """A planning area (`NOWHERE`: none) where only `known` of `offers` said a number."""

    area: str
    known: int
    offers: int


@dataclass(frozen=True)
class _Line:
    sheet: int
    offer: Offer
    answered: bool


class Tally:
    """The answers, sorted once by kind of offer and planning area. Nothing is extrapolated."""

    def __init__(self, sheets: Iterable[Questionnaire]) -> None:
        self._lines: dict[tuple[str, str], list[_Line]] = defaultdict(list)
        self._all: list[bool] = []
        for number, sheet in enumerate(sheets):
            answered = sheet.answers is not None
            self._all.append(answered)
            for offer in sheet.offers:
                line = _Line(number, offer, answered)
                self._lines[offer.term, offer.counts_in].append(line)

    def _found(self, term: str | None, area: str | None) -> Iterator[_Line]:
        for (each_term, each_area), lines in self._lines.items():
            if term in (None, each_term) and area in (None, each_area):
                yield from lines

    def response(self, *, term: str | None = None, area: str | None = None) -> Response:
        """Of all, or of those with an offer of this kind, or in this planning area."""
        if term is None and area is None:
            return Response(len(self._all), sum(self._all))
        said = {line.sheet: line.answered for line in self._found(term, area)}
        return Response(len(said), sum(said.values()))

    def sum_of(self, ask: Ask, *, term: str, area: str | None = None) -> Sum:
        """One number of one kind of offer, in one planning area (None: everywhere)."""
        numbers = [
            line.offer.number(ask) if line.answered else None for line in self._found(term, area)
        ]
        said = [number for number in numbers if number is not None]
        return Sum(sum(said) if said else None, len(numbers), len(said))

    def comes_to(self, area: str, *, term: str) -> int | None:
        """How many answered offers of a kind name this area, or everything, as where they come to.

        None where no answer says where an offer comes to.
        """
        lines = self._found(term, None)
        served = [line.offer.served for line in lines if line.answered and line.offer.served]
        return sum(each.everywhere or area in each.areas for each in served) if served else None

    def gaps_of(self, ask: Ask, *, term: str, areas: Iterable[str]) -> list[Gap]:
        """Areas whose sum is unknown or a lower bound."""
        sums = ((area, self.sum_of(ask, term=term, area=area)) for area in [*areas, NOWHERE])
        return [
            Gap(area, each.known, each.offers) for area, each in sums if each.known < each.offers
        ]

    def lower_bounds(self, ask: Ask, *, term: str, areas: Iterable[str], kreis: str) -> list[str]:
        """Codes (of areas, and the key of the Kreis) whose sum is a lower bound."""
        parts = [(area, self.sum_of(ask, term=term, area=area)) for area in areas]
        whole = [(kreis, self.sum_of(ask, term=term))] if kreis else []
        return [code for code, found in [*parts, *whole] if found.at_least]

    def figures_of(
        self, ask: Ask, *, term: str, areas: Sequence[str], kreis: str, year: int
    ) -> list[Counted]:
        """One series: each finest planning area, and the whole Kreis (its key; empty: left out).

        Nobody asked there: "x"; nobody said a number: ".". A lower bound is given as it is, `gaps_of` names it.
        """
        found = [(Level.AREA, area, self.sum_of(ask, term=term, area=area)) for area in areas]
        if kreis:
            found.append((Level.KREIS, kreis, self.sum_of(ask, term=term)))
        kind = KIND_OF_TERM.get(term)
        care = CARE.get(kind) if kind else None
        return [
            Counted(level, code, year, each.value, _sign(each), care=care)
            for level, code, each in found
        ]


def _sign(found: Sum) -> CellSign:
    if found.value is not None:
        return CellSign.NONE
    return CellSign.SECRET if found.offers else CellSign.CROSSED
