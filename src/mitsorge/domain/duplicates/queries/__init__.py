"""Every question this package answers."""

from mitsorge.domain.duplicates.queries.candidates import (
    compared,
    evidence_of,
    index,
    likely_same,
    likely_same_each,
    open_pairs,
    state_of,
)
from mitsorge.domain.duplicates.queries.chains import (
    address_now,
    history,
    merged_into,
    merges_of,
    standing_merges,
)
from mitsorge.domain.duplicates.queries.obstacles import obstacles
from mitsorge.domain.duplicates.queries.pointers import (
    MODELS,
    Entry,
    Plan,
    Pointer,
    Row,
    kind_of,
    plan,
    pointers,
)
from mitsorge.domain.duplicates.queries.records import records

__all__ = [
    "MODELS",
    "Entry",
    "Plan",
    "Pointer",
    "Row",
    "address_now",
    "compared",
    "evidence_of",
    "history",
    "index",
    "kind_of",
    "likely_same",
    "likely_same_each",
    "merged_into",
    "merges_of",
    "obstacles",
    "open_pairs",
    "plan",
    "pointers",
    "records",
    "standing_merges",
    "state_of",
]
