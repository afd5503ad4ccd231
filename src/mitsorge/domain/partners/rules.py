from enum import StrEnum


class Participation(StrEnum):
    """Active partners work in a committee; inactive ones are informed (Leipzig's two kinds)."""

    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"
