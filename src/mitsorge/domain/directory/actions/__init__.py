"""Every deed of the directory."""

from mitsorge.domain.directory.actions.missed import count_missed_search
from mitsorge.domain.directory.actions.taxonomy import load_taxonomy

__all__ = ["count_missed_search", "load_taxonomy"]
