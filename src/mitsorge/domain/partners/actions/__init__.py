"""Deeds around joining a network and being its partner."""

from mitsorge.domain.partners.actions.imported import note_partnerships

__all__ = ["note_partnerships"]
