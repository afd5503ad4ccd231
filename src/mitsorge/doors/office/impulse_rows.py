"""Impulses as rows of a page: each with what became of it, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from mitsorge.domain.recommendations.models import Impulse
from mitsorge.domain.recommendations.queries.impulses import Life, lives
from mitsorge.domain.recommendations.wording.fates import FATE


@dataclass(frozen=True)
class Row:
    impulse: Impulse
    life: Life
    words: str


def rows_of(impulses: Sequence[Impulse]) -> list[Row]:
    """In the given order (7 queries, however many)."""
    found = lives(impulses)
    return [Row(each, found[each.pk], str(FATE[found[each.pk].fate])) for each in impulses]
