"""Deeds with entries that stand twice."""

from mitsorge.domain.duplicates.actions.merging import merge
from mitsorge.domain.duplicates.actions.parting import CannotPart, undo
from mitsorge.domain.duplicates.actions.verdicts import say_distinct, take_back

__all__ = ["CannotPart", "merge", "say_distinct", "take_back", "undo"]
