"""Numbers of planning as the pages show them: 1.234, 12,5 %, "unter 5", "mindestens", "keine Angabe"."""

from collections.abc import Iterable
from math import isnan

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from mitsorge.domain.planning.wording.numbers import rounded


def people_words(value: float | None, *, at_least: bool = False) -> str:
    """People, places or posts as whole numbers; a part that is unknown is said, never counted as zero. NaN: not told.

    An estimate below the limit for counts is not told either: it would sound surer than it is.
    """
    if value is None:
        return _("keine Angabe")
    if isnan(value):
        return _("zu wenige für eine Zahl")
    if 0 < value < settings.SUPPRESS_BELOW and not at_least:
        return _("unter %(n)s") % {"n": settings.SUPPRESS_BELOW}
    words = whole(value)
    return _("mind. %(n)s") % {"n": words} if at_least else words


def whole(value: float) -> str:
    return rounded(value)


def share_words(value: float | None, digits: int = 1) -> str:
    """`value` in hundreds: 12.5 is "12,5 %"."""
    return _("keine Angabe") if value is None else f"{rounded(value, digits)} %"


def plain(value: float | None, digits: int = 1) -> str:
    """For a spreadsheet: with a comma, without grouping; empty where unknown."""
    if value is None:
        return ""
    return number_format(round(value, digits), digits, use_l10n=True, force_grouping=False)


def cells(row: Iterable[object]) -> list[object]:
    """A row for a spreadsheet: typed text that begins like a formula stays text."""
    return [f"'{cell}" if str(cell)[:1] in ("=", "+", "-", "@") else cell for cell in row]
