"""Who sits in a committee: one answer, to the day."""

from mitsorge.domain.governance.rules.composition import Deputy, Seat, votes
from mitsorge.domain.governance.seating import register, seats_of, seats_on

__all__ = ["Deputy", "Seat", "register", "seats_of", "seats_on", "votes"]
