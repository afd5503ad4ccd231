"""What is compared: one entry, flat."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Record:
    """One entry as it is written. Everything but `key` and `name` may be missing; missing is neutral.

    `numbers`: what belongs to one entry only and is written in digits: a care institution's IK, a register number, a
    day of foundation or birth. `kinds`: codes or words for what is offered. `source`: the list it comes from.
    """

    key: int
    name: str
    alternate_name: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    latitude: float | None = None
    longitude: float | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    source: str = ""
