"""Two versions of one entry side by side, for whoever saved second."""

from dataclasses import dataclass
from typing import Any

from mitsorge.domain.directory.actions import ChangedMeanwhile
from mitsorge.domain.directory.actions.labels import in_words
from mitsorge.domain.directory.actions.versions import as_json, differing
from mitsorge.face.history import Change, change_in_words


@dataclass(frozen=True)
class Conflict:
    """`rows`: per differing field what stands there now and what was typed."""

    sentence: str
    seen: str
    rows: tuple[Change, ...]


def conflict_of(refused: ChangedMeanwhile, model: Any) -> Conflict:
    """Both versions in words (at most 4 queries). `seen` is what the next save must name."""
    pairs = as_json(in_words(differing(refused.theirs, refused.yours)))
    rows = (change_in_words(model, name, pair) for name, pair in pairs.items())
    return Conflict(str(refused), refused.changed_at.isoformat(), tuple(rows))
