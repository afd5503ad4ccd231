"""Two versions of one entry side by side, for whoever saved second."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mitsorge.domain.directory.actions import ChangedMeanwhile
from mitsorge.domain.directory.actions.labels import in_words
from mitsorge.domain.directory.actions.versions import as_json, differing
from mitsorge.face.history import Change, change_in_words

Pairs = Mapping[str, list[Any]]


@dataclass(frozen=True)
class Conflict:
    """`rows`: per differing field what stands there now and what was typed."""

    sentence: str
    seen: str
    rows: tuple[Change, ...]


def conflict_of(refused: ChangedMeanwhile, model: Any, *, seen: str = "") -> Conflict:
    """Both versions in words (at most 4 queries). `seen` is what the next save must name; else the moment."""
    pairs = as_json(in_words(differing(refused.theirs, refused.yours)))
    return Conflict(str(refused), seen or refused.changed_at.isoformat(), _rows(model, pairs))


def conflict_of_fields(refused: Exception, pairs: Pairs, model: Any, *, seen: str) -> Conflict:
    """The same for a record edited field by field; `pairs`: field → [what stands there, what was typed]."""
    return Conflict(str(refused), seen, _rows(model, pairs))


def _rows(model: Any, pairs: Pairs) -> tuple[Change, ...]:
    return tuple(change_in_words(model, name, pair) for name, pair in pairs.items())
