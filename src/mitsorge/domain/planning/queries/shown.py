"""What of counts of people may be told here."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.conf import settings

from mitsorge.domain.planning.queries.need import Cell, NeedTable
from mitsorge.domain.planning.rules import CareKind
from mitsorge.domain.planning.rules.bands import Floats
from mitsorge.domain.planning.rules.regions import finest_regions
from mitsorge.domain.planning.rules.suppression import Margins, Mark, Marks, suppressed


def hidden(
    table: Floats,
    *,
    groups: Sequence[int] | None = None,
    row_totals: bool = True,
    column_totals: bool = True,
) -> Marks:
    """Which cells of `rules.suppression.extended(table, groups)` to hide under this installation's limit (0 queries).

    For counts of people who exist. Estimates are not counts: pages only leave out digits they cannot stand for.
    """
    margins = Margins(row_totals, column_totals, groups)
    return suppressed(table, below=settings.SUPPRESS_BELOW, margins=margins)


@dataclass(frozen=True)
class QuietNeed(NeedTable):
    """A table of need in which numbers are unknown that would give a small one away. `quiet`: (area, year)."""

    quiet: frozenset[tuple[str, int]] = frozenset()

    def cell(self, area: str, year: int, care: CareKind = CareKind.ALL) -> Cell:
        found = super().cell(area, year, care)
        return Cell(None, found.people, None, None) if (area, year) in self.quiet else found


def quiet_need(need: NeedTable) -> QuietNeed:
    """For everybody: whoever sees all areas must not be able to compute a small one from sums (0 queries).

    The need of all kinds of care, year by year; wider areas are sums of theirs.
    """
    care = CareKind.ALL if CareKind.ALL in need.care else need.care[0]
    finest = finest_regions(need.regions)
    wider = sorted({region.parent for region in finest})
    groups = [wider.index(region.parent) for region in finest]
    quiet: set[tuple[str, int]] = set()
    for year in need.years:
        persons = [need.cell(region.code, year, care).persons for region in finest]
        column = [[np.nan if number is None else number] for number in persons]
        marks = hidden(np.array(column), groups=groups, row_totals=False)[:, 0]
        codes = [*(region.code for region in finest), *wider]
        quiet |= {
            (code, year) for code, mark in zip(codes, marks, strict=False) if mark == Mark.PARTNER
        }
    values = {name: getattr(need, name) for name in NeedTable.__dataclass_fields__}
    return QuietNeed(**values, quiet=frozenset(quiet))
