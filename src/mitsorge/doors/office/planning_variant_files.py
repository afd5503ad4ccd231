"""Forecasts as files: every number of one, how one number came about, all of them side by side."""

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitsorge.domain.planning import wording
from mitsorge.domain.planning.models import Variant
from mitsorge.domain.planning.permissions import READERS
from mitsorge.domain.planning.queries.need import Cell as NeedCell
from mitsorge.domain.planning.queries.need import NeedTable
from mitsorge.doors.office.planning_table import Shown, asked, shown
from mitsorge.doors.office.planning_variants import (
    assumed,
    compared,
    step_asked,
    variant_found,
    working_of,
)
from mitsorge.face.exports.served import served
from mitsorge.face.exports.sheets import Cell, Sheet
from mitsorge.face.exports.source import Source
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.planning.ways import sources_of, told_words

readers = only_for(*READERS)


@require_safe
@readers
def table_file(request: SignedInRequest, uid: UUID, ending: str) -> HttpResponse:
    """Every number of a forecast, a line for each area, year and kind of care (5 queries beside the session)."""
    found = variant_found(uid)
    table = shown(found, asked(request.GET))
    if table.need is None:
        raise Http404
    head = [_("Raum"), _("Kennung"), _("Jahr"), _("Art der Pflege"), _("Pflegebedürftige"), _("Mindestwert"), _("Menschen im Alter der Quoten"), _("Plätze"), _("Stellen")]  # fmt: skip
    title = _("Prognose %(name)s") % {"name": found.name}
    rows = list(_lines(table.need))
    return served(Sheet(title, sources(found, table), head, rows, table.remarks), ending)


def sources(found: Variant, table: Shown) -> list[Source]:
    """The series a forecast stands on, then what it assumes."""
    series = sources_of(table.need) if table.need else []
    return [
        *series,
        *(Source(what=a.name, table=a.number, publisher=a.source) for a in assumed(found)),
    ]


def _lines(need: NeedTable) -> Iterator[list[Cell]]:
    for region in need.regions:
        for year in need.years:
            for care in need.care:
                cell = need.cell(region.code, year, care)
                yield [
                    *(region.name, region.code, year, str(wording.CARE_KIND[care])),
                    *(_persons(cell), _("ja") if cell.at_least else _("nein")),
                    *(_rounded(cell.people), _rounded(cell.places), _rounded(cell.staff, 2)),
                ]


def _persons(cell: NeedCell) -> Cell:
    """One decimal, so that sums fit; a small number in words as on the page."""
    is_small = cell.persons is not None and 0 < cell.persons < settings.SUPPRESS_BELOW
    return told_words(cell) if is_small else _rounded(cell.persons)


def _rounded(value: float | None, digits: int = 1) -> float | None:
    return None if value is None else round(value, digits)


@require_safe
@readers
def working_file(request: SignedInRequest, uid: UUID, ending: str) -> HttpResponse:
    """How one number came about, as its page says it (5 queries beside the session)."""
    found = variant_found(uid)
    table, area, year = step_asked(request, found)
    told = working_of(table, area, year)
    names = {"name": told["region"].name, "year": year}
    head = [_("Alter"), _("Geschlecht"), _("Menschen"), _("mal Quote"), _("mal Faktor"), _("Pflegebedürftige")]  # fmt: skip
    words = {name: told[name] for name in ("numerator", "denominator", "share")}
    said = _("%(numerator)s Pflegebedürftige von %(denominator)s Menschen: %(share)s") % words
    notes = [said, *([told["by_share"]] if told["by_share"] else []), *table.remarks]
    title = _("Rechenweg: %(name)s %(year)s") % names
    rows = [[str(cell) for cell in row] for row in told["steps"]]
    return served(Sheet(title, sources(found, table), head, rows, notes), ending)


@require_safe
@readers
def comparison_file(request: SignedInRequest, ending: str) -> HttpResponse:
    """All forecasts side by side (5 queries for each beside the session, 9 where years are missing)."""
    found = compared(asked(request.GET))
    told = [s for _each, table, _words in found.rows if table.need for s in sources_of(table.need)]
    rows = [[each.name, *words] for each, _table, words in found.rows]
    head = [_("Prognose"), *map(str, found.years)]
    notes = [f"{e.name}: {words}" for e, table, _w in found.rows for words in table.refusals]
    title = _("Prognosen nebeneinander")
    return served(Sheet(title, list(dict.fromkeys(told)), head, rows, notes), ending)
