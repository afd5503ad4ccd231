"""What own surveys say of one planning area, each number with its day and its response."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mitsorge.domain.planning.models import Series
from mitsorge.domain.planning.queries.surveys import surveyed
from mitsorge.domain.planning.wording.surveys import number_words
from mitsorge.face.planning.numbers import share_words


@dataclass(frozen=True)
class SurveyedRow:
    """One number of one series; `words`: "mind. 12" where some did not say."""

    series: Series
    words: str
    share: str


def surveyed_rows(area: str) -> Iterator[SurveyedRow]:
    """The newest surveys first (1 query)."""
    for each in surveyed(area):
        words = number_words(each.value)
        if each.value is not None and area in each.series.lower_bounds:
            words = _("mind. %(n)s") % {"n": words}
        rate = each.series.response_rate
        yield SurveyedRow(each.series, words, share_words(None if rate is None else rate * 100, 0))
