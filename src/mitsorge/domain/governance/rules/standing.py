"""What somebody is in committees, whatever her roles in the office."""

from enum import StrEnum


class Standing(StrEnum):
    """Opens the door of the house; the room asks which committee. Whoever runs one also sits there."""

    SITS = "SITS"
    RUNS = "RUNS"
