"""What of counts of people may be told here."""

from collections.abc import Sequence

from django.conf import settings

from mitsorge.domain.planning.rules.bands import Floats
from mitsorge.domain.planning.rules.suppression import Margins, Marks, suppressed


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
