"""What the worker compares, so that no page waits for it."""

from datetime import datetime

from mitsorge.domain.duplicates import queries
from mitsorge.domain.duplicates.models import Comparison
from mitsorge.domain.duplicates.rules.keeping import packed
from mitsorge.domain.duplicates.rules.merging import Kind


def compare_all(*, at: datetime) -> int:
    """Compares the directory anew where it changed since; how many kinds (3 queries each, 7 more for a new state)."""
    return sum(_compare(kind, at) for kind in Kind)


def _compare(kind: Kind, at: datetime) -> bool:
    state = list(queries.state_of(kind))
    if Comparison.objects.filter(kind=kind, state=state).exists():
        return False
    pairs = [packed(pair) for pair in queries.compared(kind)]
    made = {"state": state, "pairs": pairs, "at": at}
    Comparison.objects.update_or_create(kind=kind, defaults=made)
    return True
