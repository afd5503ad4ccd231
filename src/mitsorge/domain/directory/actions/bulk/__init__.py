"""Many offers of a list in one deed."""

from mitsorge.domain.directory.actions.bulk.offers import Written, write_offers

__all__ = ["Written", "write_offers"]
