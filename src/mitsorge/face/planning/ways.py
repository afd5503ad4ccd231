"""Forecasts side by side: what each says of one area in one year, and how it gets there over the years."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from mitsorge.domain.planning import wording
from mitsorge.domain.planning.models import Series, Variant
from mitsorge.domain.planning.queries.areas import Way
from mitsorge.domain.planning.queries.need import SERIES, Cell, NeedTable
from mitsorge.domain.planning.rules import CareKind, Quality
from mitsorge.domain.planning.rules.regions import Region
from mitsorge.domain.planning.wording.remarks import refusal_words
from mitsorge.face.charts import Line, LineChart, Stack, StackChart, lines, stacks
from mitsorge.face.exports.drawn import chart_picture
from mitsorge.face.exports.served import Picture
from mitsorge.face.exports.sheets import Sheet
from mitsorge.face.exports.source import Source
from mitsorge.face.planning.numbers import people_words, share_words, whole

MOST = 5
"""So many forecasts stand side by side; the list of forecasts has all."""
DISJOINT = (CareKind.ALLOWANCE, CareKind.AMBULATORY, CareKind.RESIDENTIAL)
"""Kinds that can be added: nobody is counted in two of them (main kind of benefit, GENESIS 22411)."""


@dataclass(frozen=True)
class Row:
    """`cells`: (words, whether it stands in the column of the chosen forecast)."""

    name: str
    cells: Sequence[tuple[str, bool]]


@dataclass(frozen=True)
class Ways:
    """`columns`: the forecasts that could be computed. `refusals`: (name, why) of the others."""

    year: int
    code: str
    columns: Sequence[Variant]
    rows: Sequence[Row]
    refusals: Sequence[tuple[str, str]]
    left_out: int = 0

    @property
    def title(self) -> str:
        counted = {1: _("Ein Weg"), 2: _("Zwei Wege"), 3: _("Drei Wege"), 4: _("Vier Wege")}
        n = len(self.columns)
        words = counted.get(n) or _("%(n)s Wege") % {"n": n}
        return _("%(ways)s bis %(year)s") % {"ways": words, "year": self.year}

    @property
    def labelled(self) -> list[tuple[str, list[tuple[str, bool, str]]]]:
        """The rows with the name of the column at each cell: on phones a row becomes a card."""
        names = [each.name for each in self.columns]
        pairs = ((row.name, zip(row.cells, names, strict=True)) for row in self.rows)
        return [(name, [(*cell, head) for cell, head in cells]) for name, cells in pairs]

    @property
    def chosen(self) -> Variant | None:
        return next((each for each in self.columns if each.chosen_on), None)


def side_by_side(found: Sequence[Way], code: str, year: int) -> Ways:
    """One area by its code, every forecast a column; a number a forecast does not have is said as unknown."""
    shown = [way for way in found if way.need][:MOST]
    refusals = [(way.variant.name, refusal_words(way.refusal)) for way in found if way.refusal]
    left_out = sum(1 for way in found if way.need) - len(shown)
    needs = [way.need for way in shown if way.need]
    rows = list(_rows(needs, code, year))
    return Ways(year, code, [way.variant for way in shown], rows, refusals, left_out)


def _rows(needs: Sequence[NeedTable], code: str, year: int) -> Iterator[Row]:
    kinds = [kind for kind in CareKind if any(kind in need.care for need in needs)]
    for kind in kinds:
        cells = [(need, cell_of(need, code, year, kind)) for need in needs]
        name = (
            _("Pflegebedürftige Menschen") if kind == CareKind.ALL else str(wording.CARE_KIND[kind])
        )
        yield _row(name, [(n, people_words(c.persons, at_least=c.at_least)) for n, c in cells])
        for what, values in ((_("Plätze: %(kind)s"), [c.places for _n, c in cells]), (_("Stellen: %(kind)s"), [c.staff for _n, c in cells])):  # fmt: skip
            if any(value is not None for value in values):
                name = what % {"kind": wording.CARE_KIND[kind]}
                pairs = zip(needs, values, strict=True)
                yield _row(name, [(need, people_words(value)) for need, value in pairs])
    if kinds:
        shares = [(need, share_of(need, code, year)) for need in needs]
        yield _row(_("Anteil an allen Menschen"), shares)


def _row(name: str, cells: Sequence[tuple[NeedTable, str]]) -> Row:
    return Row(name, [(words, bool(need.variant.chosen_on)) for need, words in cells])


def cell_of(need: NeedTable, code: str, year: int, care: CareKind = CareKind.ALL) -> Cell:
    """Unknown where the forecast has no such area, year or kind."""
    is_there = year in need.years and care in need.care
    is_there = is_there and code in {region.code for region in need.regions}
    return need.cell(code, year, care) if is_there else Cell(None, None, None, None)


def share_of(need: NeedTable, code: str, year: int) -> str:
    """In hundred of all people; not told where the number is too small to be told."""
    cell = cell_of(need, code, year)
    if (
        cell.persons is None
        or not cell.people
        or cell.at_least
        or 0 < cell.persons < settings.SUPPRESS_BELOW
    ):
        return share_words(None)
    return share_words(100 * cell.persons / cell.people)


def curves(found: Sequence[Way], code: str) -> LineChart | None:
    """The need of one area over the years, a line for each forecast."""
    needs = [way.need for way in found if way.need][:MOST]
    years = sorted({year for need in needs for year in need.years})
    rows = [
        Line(
            need.variant.name,
            [_told(cell_of(need, code, year)) for year in years],
            bool(need.variant.chosen_on),
        )
        for need in needs
    ]
    return lines(rows, years, whole) if rows else None


def curves_of_areas(need: NeedTable, regions: Sequence[Region]) -> LineChart | None:
    """One forecast, a line for each area."""
    rows = [
        Line(region.name, [_told(cell_of(need, region.code, year)) for year in need.years])
        for region in regions
    ]
    return lines(rows, need.years, whole) if rows else None


def _told(cell: Cell) -> float | None:
    """Only whole, large enough numbers are drawn; the table says what the others are."""
    is_small = cell.persons is not None and 0 < cell.persons < settings.SUPPRESS_BELOW
    return None if is_small or cell.at_least else cell.persons


def told_number(cell: Cell) -> str | int | None:
    """For a file: a number where there is a whole and large enough one, else words."""
    number = _told(cell)
    if number is not None:
        return round(number)
    words = people_words(cell.persons, at_least=cell.at_least)
    return None if cell.persons is None else words


def told_words(cell: Cell) -> str:
    """For a page."""
    return people_words(cell.persons, at_least=cell.at_least)


def curves_sheet(
    found: Sequence[Way],
    code: str,
    name: str,
    told: Callable[[Cell], str | int | None] = told_number,
) -> Sheet:
    """The table twin of the curves: years down, forecasts across."""
    needs = [way.need for way in found if way.need]
    years = sorted({year for need in needs for year in need.years})
    head = [_("Jahr"), *(need.variant.name for need in needs)]
    rows = [[str(year), *(told(cell_of(need, code, year)) for need in needs)] for year in years]
    title = _("Pflegebedürftige %(name)s") % {"name": name}
    sources = dict.fromkeys(source for need in needs for source in sources_of(need))
    return Sheet(title, list(sources), head, rows)


def kinds_chart(need: NeedTable, code: str) -> StackChart | None:
    """How many receive which main kind of care in some years; None where the forecast does not tell two apart."""
    kinds = [kind for kind in DISJOINT if kind in need.care]
    if len(kinds) < 2:
        return None
    years = [year for year in need.years if year % 5 == 0] or list(need.years)
    names = [str(wording.CARE_KIND[kind]) for kind in kinds]
    rows = [_stack(need, code, year, kinds) for year in years]
    return stacks(names, rows)


def _stack(need: NeedTable, code: str, year: int, kinds: Sequence[CareKind]) -> Stack:
    cells = [cell_of(need, code, year, kind) for kind in kinds]
    told = [_told(cell) for cell in cells]
    known = None if None in told else sum(value or 0 for value in told)
    words = [people_words(cell.persons, at_least=cell.at_least) for cell in cells]
    return Stack(str(year), told, words, people_words(known))


def ways_sheet(found: Ways, ways: Sequence[Way], region: Region) -> Sheet:
    title = f"{found.title}: {region.name}"
    head = [_("Im Jahr %(year)s") % {"year": found.year}, *(each.name for each in found.columns)]
    rows = [[row.name, *(words for words, _chosen in row.cells)] for row in found.rows]
    told = dict.fromkeys(s for way in ways if way.need for s in sources_of(way.need))
    return Sheet(title, list(told), head, rows)


def curves_picture(found: Sequence[Way], region: Region) -> Picture | None:
    """The curves of one area as a file."""
    sheet = curves_sheet(found, region.code, region.name)
    label = _("Linien: %(title)s nach Jahr und Prognose.") % {"title": sheet.title}
    chart = curves(found, region.code)
    return chart_picture(chart, title=sheet.title, label=label, sources=sheet.passport)


def kinds_sheet(need: NeedTable, region: Region) -> Sheet | None:
    """The table twin of the stacked bars: years down, kinds of care across."""
    chart = kinds_chart(need, region.code)
    if chart is None:
        return None
    kinds = [kind for kind in DISJOINT if kind in need.care]
    head = [_("Jahr"), *(name for _pattern, name in chart.legend), _("Summe")]
    rows = [
        [row.name, *(told_number(cell_of(need, region.code, int(row.name), k)) for k in kinds), row.total]
        for row in chart.stacks
    ]  # fmt: skip
    return Sheet(_kinds_title(region), sources_of(need), head, rows)


def kinds_picture(need: NeedTable, region: Region) -> Picture | None:
    """The stacked bars as a file."""
    title = _kinds_title(region)
    label = _("Balken: %(title)s. Die Summen stehen über den Balken.") % {"title": title}
    chart = kinds_chart(need, region.code)
    return chart_picture(chart, title=title, label=label, sources=sources_of(need))


def _kinds_title(region: Region) -> str:
    return _("Pflegebedürftige nach Art der Pflege: %(name)s") % {"name": region.name}


def sources_of(need: NeedTable) -> list[Source]:
    """The passport of a forecast: who made it, and the series it stands on."""
    variant = need.variant
    said = Source(
        what=_("Prognose „%(name)s“") % {"name": variant.name},
        unit=_("Personen"),
        publisher=answerable(variant),
        as_of=variant.modified_at.date(),
        quality=wording.QUALITY[Quality.ESTIMATED],
        method=" ".join(variant.assumptions.split()),
    )
    series = [getattr(variant, name) for name in SERIES]
    return [said, *(source_of(each) for each in series if each)]


def answerable(variant: Variant) -> str:
    """The committee that chose a forecast, else who made it: a name of the office is not published."""
    return str(variant.chosen_by) if variant.chosen_by else variant.author


def source_of(series: Series) -> Source:
    """The passport of a series as it was taken in."""
    told = [series.title, series.table_number, series.variant]
    return Source(
        what=str(series.get_subject_display()),
        unit=series.unit,
        publisher=series.publisher,
        table=", ".join(part for part in told if part),
        licence=series.licence,
        as_of=series.as_of,
        quality=series.get_quality_display(),
        method=" ".join(series.method.split()),
    )
