"""The table of a forecast as its page shows it: areas by years, for one kind of care and one measure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from mitsorge.domain.planning import wording
from mitsorge.domain.planning.models import Variant
from mitsorge.domain.planning.queries.need import YEARS, Cell, NeedTable, need_of
from mitsorge.domain.planning.rules import CareKind
from mitsorge.domain.planning.rules.forecast import YearOutside
from mitsorge.domain.planning.rules.outlook import NoFigures
from mitsorge.domain.planning.rules.remarks import METHODS
from mitsorge.domain.planning.wording.remarks import refusal_words, remark_words
from mitsorge.face.planning.numbers import people_words
from mitsorge.foundation.places.models import Municipality

MEASURES = {"personen": _("Pflegebedürftige"), "plaetze": _("Plätze"), "stellen": _("Stellen")}


@dataclass(frozen=True)
class Choice:
    """What the page was asked for."""

    care: CareKind
    measure: str


@dataclass(frozen=True)
class Row:
    name: str
    code: str
    cells: Sequence[tuple[int, str]]
    """(year, words)"""


@dataclass(frozen=True)
class Shown:
    """`need` None: nothing could be computed, `refusals` say why. `methods` and `gaps` are sentences."""

    choice: Choice
    need: NeedTable | None = None
    rows: Sequence[Row] = ()
    total: Row | None = None
    refusals: Sequence[str] = ()
    methods: Sequence[str] = ()
    gaps: Sequence[str] = ()

    @property
    def years(self) -> tuple[int, ...]:
        return self.need.years if self.need else ()

    def total_of(self, years: Sequence[int]) -> list[str]:
        """All areas together in these years, in words; what this forecast does not have is said."""
        words = dict(self.total.cells) if self.total else {}
        return [words.get(year) or people_words(None) for year in years]

    @property
    def measure_words(self) -> str:
        return str(MEASURES[self.choice.measure])

    @property
    def remarks(self) -> list[str]:
        return [*self.refusals, *self.methods, *self.gaps]

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [
            (kind.value, str(wording.CARE_KIND[kind]))
            for kind in (self.need.care if self.need else ())
        ]


def asked(query: Mapping[str, str]) -> Choice:
    """From ?art= and ?zahl=; anything else is the need of all kinds in persons."""
    care, measure = query.get("art", ""), query.get("zahl", "")
    kind = CareKind(care) if care in set(CareKind) else CareKind.ALL
    return Choice(kind, measure if measure in MEASURES else "personen")


def shown(variant: Variant, choice: Choice) -> Shown:
    """The table (at most 9 queries). Years the series do not have are left out and named, nothing is made up."""
    refusals: list[str] = []
    need = _computed(variant, refusals)
    if need is None:
        return Shown(choice, refusals=refusals)
    if choice.care not in need.care:
        choice = Choice(need.care[0], choice.measure)
    names = _names(need)
    said = [(remark.kind, remark_words(remark, names)) for remark in need.remarks]
    return Shown(
        choice,
        need,
        [_row(need, choice, region.name, region.code) for region in need.regions],
        _total(need, choice),
        refusals,
        [words for kind, words in said if kind in METHODS],
        [words for kind, words in said if kind not in METHODS],
    )


def _computed(variant: Variant, refusals: list[str]) -> NeedTable | None:
    """For the years from 2025 to 2040, else those of them the series have."""
    years: tuple[int, ...] = YEARS
    while years:
        try:
            return need_of(variant, years=years)
        except NoFigures as refused:
            refusals.append(refusal_words(refused))
            return None
        except YearOutside as refused:
            refusals.append(refusal_words(refused))
            left = tuple(year for year in years if year not in refused.years)
            years = left if left != years else ()
    return None


def _names(need: NeedTable) -> dict[str, str]:
    """Areas and the municipalities in them by key (1 query)."""
    keys = {key for region in need.regions for key in region.municipalities}
    names = dict(Municipality.objects.filter(ags__in=keys).values_list("ags", "name"))
    return {**names, **{region.code: region.name for region in need.regions}}


def _row(need: NeedTable, choice: Choice, name: str, code: str) -> Row:
    cells = ((year, need.cell(code, year, choice.care)) for year in need.years)
    return Row(name, code, list(_words(cells, choice)))


def _total(need: NeedTable, choice: Choice) -> Row:
    cells = ((year, need.total(year, choice.care)) for year in need.years)
    return Row("", "", list(_words(cells, choice)))


def _words(cells: Iterator[tuple[int, Cell]], choice: Choice) -> Iterator[tuple[int, str]]:
    for year, cell in cells:
        value = {"personen": cell.persons, "plaetze": cell.places, "stellen": cell.staff}
        yield year, people_words(value[choice.measure], at_least=cell.at_least)
