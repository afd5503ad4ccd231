"""All planning areas in one table: who lives there, how many are older, how many need care."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mitsorge.domain.planning.rules.regions import Region
from mitsorge.face.exports.sheets import Cell, Sheet
from mitsorge.face.planning.ground import SOURCES, Ground, Older, title_of
from mitsorge.face.planning.key_figures import number_cell
from mitsorge.face.planning.numbers import people_words
from mitsorge.face.planning.ways import cell_of, share_of, sources_of, told_number


@dataclass(frozen=True)
class Row:
    """One area in the table. `need` and `share`: of the forecast the page speaks of; `number`: the need for a file."""

    region: Region
    title: str
    older: Older
    need: str
    share: str
    number: Cell
    is_upper: bool


def area_rows(read: Ground, year: int, codes: Collection[str] | None = None) -> list[Row]:
    """Wider areas before those in them; `codes`: only these."""
    found = ordered(read.regions)
    return [_row(read, each, year) for each in found if codes is None or each.code in codes]


def _row(read: Ground, region: Region, year: int) -> Row:
    need = read.way.need if read.way else None
    cell = cell_of(need, region.code, year) if need else None
    return Row(
        region,
        title_of(region),
        read.older(region.code, read.places_in(region)),
        people_words(cell.persons, at_least=cell.at_least) if cell else "",
        share_of(need, region.code, year) if need else "",
        told_number(cell) if cell else None,
        region not in read.finest,
    )


def ordered(regions: Sequence[Region], parent: str = "") -> Iterator[Region]:
    codes = {region.code for region in regions}
    for region in regions:
        if (region.parent if region.parent in codes else "") == parent:
            yield region
            yield from ordered(regions, region.code)


def areas_sheet(
    read: Ground,
    year: int,
    codes: Collection[str] | None = None,
    *,
    with_people: bool = True,
) -> Sheet:
    """The same as a file; the need only where a forecast can be computed, the people only where wanted."""
    need = read.way.need if read.way else None
    head = [_("Kennung"), _("Planungsraum")]
    head += [_("Einwohner"), _("ab 67"), _("Anteil ab 67 in %")] if with_people else []
    head += [_("Pflegebedürftige %(year)s") % {"year": year}] if need else []
    rows = [
        [
            *(row.region.code, row.title),
            *(_people(row) if with_people else ()),
            *([row.number] if need else ()),
        ]
        for row in area_rows(read, year, codes)
    ]
    sources = [*(SOURCES if with_people else ()), *(sources_of(need) if need else ())]
    return Sheet(_("Planungsräume"), sources, head, rows)


def _people(row: Row) -> list[Cell]:
    return [row.older.people, number_cell(row.older), row.older.value]
