"""Words of a vocabulary as ticks."""

from collections.abc import Iterable

from mitsorge.domain.directory.rules import TermKind
from mitsorge.face.vocabulary import Choices, term_tree


def branches(kind: TermKind, *, also: Iterable[int] = ()) -> Choices:
    """The tree of words for ticks: a top word without others below it is no group (1 or 2 queries)."""
    found: Choices = []
    for name, below in term_tree(kind, also=also):
        found += [(name, below)] if len(below) > 1 else below
    return found
