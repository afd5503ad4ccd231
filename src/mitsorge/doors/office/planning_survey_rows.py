"""One survey in words: its tables, who was asked, the files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mitsorge.domain.planning import wording
from mitsorge.domain.planning.models import Survey
from mitsorge.domain.planning.queries.figures import network_regions
from mitsorge.domain.planning.queries.surveys import AskedRow, asked_rows, kind_names
from mitsorge.domain.planning.rules import Quality
from mitsorge.domain.planning.rules.regions import finest_regions
from mitsorge.domain.planning.rules.survey_counts import NOWHERE, Sum, Tally
from mitsorge.domain.planning.rules.surveys import NUMBERS, Ask, Standing
from mitsorge.domain.planning.wording.surveys import (
    ASK,
    STANDING,
    SURVEY_STATE,
    number_words,
    response_words,
    share_of,
)
from mitsorge.face.exports.sheets import Cell, Sheet
from mitsorge.face.exports.source import Source
from mitsorge.face.survey_form import offer_words, said_words

SILENT = frozenset({Standing.WAITING, Standing.NO_ADDRESS, Standing.RETURNED})
UNREACHED = frozenset({Standing.NO_ADDRESS, Standing.RETURNED})
VIEWS: Mapping[str, frozenset[Standing]] = {
    "": frozenset(Standing),
    "offen": SILENT,
    "anrufen": UNREACHED,
    "geantwortet": frozenset({Standing.ANSWERED}),
}
"""?wer= of the page of a survey, and whom it shows."""


@dataclass(frozen=True)
class Read:
    """A survey with everything its page and its files say. `areas`: code → name of the finest planning areas."""

    survey: Survey
    asks: Sequence[Ask]
    rows: Sequence[AskedRow]
    areas: Mapping[str, str]
    kinds: Mapping[str, str]
    tally: Tally

    @property
    def numbers(self) -> list[Ask]:
        return [ask for ask in NUMBERS if ask in self.asks]

    def count(self, *standings: Standing) -> int:
        return sum(row.standing in standings for row in self.rows)


def read(survey: Survey) -> Read:
    """8 queries."""
    rows = asked_rows(survey)
    finest = finest_regions(network_regions().regions)
    return Read(
        survey,
        [Ask(ask) for ask in survey.asks],
        rows,
        {region.code: region.name for region in finest},
        kind_names(survey.terms),
        Tally(row.sheet for row in rows),
    )


@dataclass(frozen=True)
class AreaRow:
    """Who answered in one planning area."""

    name: str
    asked: int
    answered: int
    share: str


def responses(found: Read) -> list[AreaRow]:
    """Areas in which somebody was asked; then those whose area is not known."""
    places = [*found.areas.items(), (NOWHERE, _("keinem Planungsraum zuzuordnen"))]
    told = ((name, found.tally.response(area=code)) for code, name in places)
    return [
        AreaRow(name, each.asked, each.answered, share_of(each))
        for name, each in told
        if each.asked
    ]


@dataclass(frozen=True)
class ResultRow:
    """One planning area. `cells`: (what it is, in words); empty words where a sum makes no sense."""

    name: str
    cells: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Result:
    """What the answers about one kind of offer add up to."""

    term: str
    kind: str
    response: str
    head: Sequence[str]
    rows: Sequence[ResultRow]


def results(found: Read) -> list[Result]:
    """A table for each kind of offer about which somebody answered."""
    return [
        _result(found, term, kind)
        for term, kind in found.kinds.items()
        if found.tally.response(term=term).answered
    ]


def _result(found: Read, term: str, kind: str) -> Result:
    places = [*found.areas.items(), (NOWHERE, _("keinem Planungsraum zuzuordnen"))]
    asked: list[tuple[str | None, str]] = [
        (code, name) for code, name in places if found.tally.response(term=term, area=code).asked
    ]
    asked.append((None, _("Alle zusammen")))
    head = _head(found)
    rows = [
        ResultRow(name, list(zip(head, _cells(found, term, code), strict=True)))
        for code, name in asked
    ]
    told = response_words(found.tally.response(term=term))
    return Result(term, kind, told, head, rows)


def _head(found: Read) -> list[str]:
    served = [_("kommen hierher")] if Ask.SERVED in found.asks else []
    return [str(ASK[ask]) for ask in found.numbers] + served


def _cells(found: Read, term: str, area: str | None) -> list[str]:
    cells = [sum_words(found.tally.sum_of(ask, term=term, area=area)) for ask in found.numbers]
    if Ask.SERVED in found.asks:
        cells.append(number_words(found.tally.comes_to(area, term=term)) if area else "")
    return cells


def sum_words(found: Sum) -> str:
    """ "mind. 24" where some did not say."""
    words = number_words(found.value)
    return _("mind. %(n)s") % {"n": words} if found.at_least else words


def result_sheet(found: Read) -> Sheet:
    """All sums as one table."""
    head = [_("Art des Angebots"), _("Planungsraum"), *_sheet_head(found)]
    rows: list[Sequence[Cell]] = [
        [kind, name, *_values(found, term, code)]
        for term, kind in found.kinds.items()
        for code, name in [*found.areas.items(), (NOWHERE, _("ohne Planungsraum")), (None, _("Alle zusammen"))]
        if found.tally.response(term=term, area=code).asked
    ]  # fmt: skip
    return Sheet(found.survey.title, _passport(found), head, rows)


def _sheet_head(found: Read) -> list[str]:
    parts = [
        (str(ASK[ask]), _("%(what)s: Angebote mit Angabe") % {"what": ASK[ask]})
        for ask in found.numbers
    ]
    return [_("gefragt"), _("geantwortet"), *(word for pair in parts for word in pair)]


def _values(found: Read, term: str, area: str | None) -> list[Cell]:
    told = found.tally.response(term=term, area=area)
    cells: list[Cell] = [told.asked, told.answered]
    for ask in found.numbers:
        each = found.tally.sum_of(ask, term=term, area=area)
        cells += [each.value, f"{each.known} / {each.offers}"]
    return cells


def answer_sheet(found: Read) -> Sheet:
    """Every answer, offer by offer, beside what the directory knew."""
    numbers = [(str(ASK[ask]), _("%(what)s im Verzeichnis") % {"what": ASK[ask]}) for ask in found.numbers]  # fmt: skip
    served = [str(ASK[Ask.SERVED])] if Ask.SERVED in found.asks else []
    words = [word for pair in numbers for word in pair]
    head = [_("Organisation"), _("Angebot"), _("Art des Angebots"), _("Planungsraum"), _("Stand"), *words, *served, _("Bemerkung")]  # fmt: skip
    rows = [line for row in found.rows for line in _answer_lines(found, row)]
    return Sheet(_("%(title)s: Antworten") % {"title": found.survey.title}, _passport(found), head, rows)  # fmt: skip


def _answer_lines(found: Read, row: AskedRow) -> list[Sequence[Cell]]:
    known = {offer.key: offer for offer in row.sheet.asked.offers}
    answers = row.sheet.answers
    lines: list[Sequence[Cell]] = []
    for offer in row.sheet.offers:
        pairs = [
            (offer.number(ask) if answers else None, known[offer.key].number(ask))
            for ask in found.numbers
        ]
        served = said_words(offer, Ask.SERVED, found.areas) if answers else None
        line: list[Cell] = [row.sheet.organization, offer_words(offer), found.kinds.get(offer.term, offer.term)]  # fmt: skip
        line += [found.areas.get(offer.counts_in, ""), str(STANDING[row.standing])]
        line += [number for pair in pairs for number in pair]
        line += [served] if Ask.SERVED in found.asks else []
        lines.append([*line, answers.remark if answers else ""])
    return lines


def _passport(found: Read) -> list[Source]:
    survey = found.survey
    told = [response_words(found.tally.response()), str(SURVEY_STATE[survey.state])]
    return [
        Source(
            what=survey.title,
            publisher=survey.author,
            table=_("eigene Umfrage"),
            as_of=survey.as_of,
            quality=wording.QUALITY[Quality.SURVEY],
            method=_("Geantwortet: %(rate)s. Stand der Umfrage: %(state)s. Summe der Antworten, nicht hochgerechnet.")
            % {"rate": told[0], "state": told[1]},
        )
    ]  # fmt: skip
