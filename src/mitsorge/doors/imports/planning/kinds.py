"""What a file is, and where its import stands. Plain Python."""

from enum import StrEnum


class Kind(StrEnum):
    """What a file is. The last three are official tables that belong to places."""

    LIST = "LIST"
    HSDS = "HSDS"
    MUNICIPALITIES = "MUNICIPALITIES"
    POSTCODES = "POSTCODES"
    OUTLINES = "OUTLINES"


OFFICIAL = frozenset((Kind.MUNICIPALITIES, Kind.POSTCODES, Kind.OUTLINES))


class State(StrEnum):
    """MAPPING → PREVIEW → QUEUED → DONE; DROPPED from the first two, FAILED from QUEUED."""

    MAPPING = "MAPPING"
    PREVIEW = "PREVIEW"
    QUEUED = "QUEUED"
    DONE = "DONE"
    FAILED = "FAILED"
    DROPPED = "DROPPED"


OPEN = (State.MAPPING, State.PREVIEW)
