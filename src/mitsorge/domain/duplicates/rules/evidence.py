"""Why two entries are held for the same: each reason with both values and its weight."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from mitsorge.domain.duplicates.rules import normal
from mitsorge.domain.duplicates.rules.comparing import FIELDS
from mitsorge.domain.duplicates.rules.records import Record


class ReasonCode(StrEnum):
    """What was found when one field of two entries was compared."""

    NAME_SAME = "NAME_SAME"
    NAME_SIMILAR = "NAME_SIMILAR"
    NAME_CONTAINED = "NAME_CONTAINED"
    NAME_PARTLY = "NAME_PARTLY"
    NAME_DIFFERENT = "NAME_DIFFERENT"
    MARK_SAME = "MARK_SAME"
    MARK_ONE_SIDED = "MARK_ONE_SIDED"
    MARK_DIFFERENT = "MARK_DIFFERENT"
    ADDRESS_SAME = "ADDRESS_SAME"
    ADDRESS_SIMILAR = "ADDRESS_SIMILAR"
    STREET_SAME = "STREET_SAME"
    ADDRESS_DIFFERENT = "ADDRESS_DIFFERENT"
    TOWN_SAME = "TOWN_SAME"
    TOWN_SIMILAR = "TOWN_SIMILAR"
    TOWN_DIFFERENT = "TOWN_DIFFERENT"
    DISTANCE_NEAR = "DISTANCE_NEAR"
    DISTANCE_FAR = "DISTANCE_FAR"
    PHONE_SAME = "PHONE_SAME"
    PHONE_SIMILAR = "PHONE_SIMILAR"
    PHONE_SHARED = "PHONE_SHARED"
    PHONE_DIFFERENT = "PHONE_DIFFERENT"
    MAIL_SAME = "MAIL_SAME"
    MAIL_SIMILAR = "MAIL_SIMILAR"
    MAIL_SHARED = "MAIL_SHARED"
    MAIL_DIFFERENT = "MAIL_DIFFERENT"
    DOMAIN_SAME = "DOMAIN_SAME"
    DOMAIN_SIMILAR = "DOMAIN_SIMILAR"
    DOMAIN_SHARED = "DOMAIN_SHARED"
    DOMAIN_DIFFERENT = "DOMAIN_DIFFERENT"
    NUMBER_SAME = "NUMBER_SAME"
    NUMBER_SIMILAR = "NUMBER_SIMILAR"
    NUMBER_SHARED = "NUMBER_SHARED"
    NUMBER_DIFFERENT = "NUMBER_DIFFERENT"
    KIND_SAME = "KIND_SAME"
    KIND_SIMILAR = "KIND_SIMILAR"
    KIND_DIFFERENT = "KIND_DIFFERENT"


@dataclass(frozen=True)
class Reason:
    """`first`, `second`: what stands there, as typed. `weight` in bits: below 0 speaks against it."""

    code: ReasonCode
    first: str
    second: str
    weight: float


class Grounds(Protocol):
    """What a reader needs of evidence: just compared, or stored."""

    @property
    def score(self) -> float: ...

    @property
    def reasons(self) -> tuple[Reason, ...]: ...


@dataclass(frozen=True)
class Evidence:
    """`score` in bits: 0 is as likely one thing as two, 10 a thousand to one.

    `levels` and `parts` (bits) stand in the order of FIELDS.
    """

    score: float
    first: Record
    second: Record
    levels: Sequence[int]
    parts: Sequence[float]

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """By weight, strongest first. What a side does not tell gives no reason."""
        reasons = [
            Reason(_code(field, level), *_values(field, self.first, self.second), round(bits, 2))
            for field, level, bits in zip(FIELDS, self.levels, self.parts, strict=True)
            if level
        ]
        reasons.sort(key=lambda reason: (-abs(reason.weight), reason.code))
        return tuple(reasons)


_NAMES = ("DIFFERENT", "PARTLY", "PARTLY", "CONTAINED", "SIMILAR", "SAME")
_MARKS = ("DIFFERENT", "ONE_SIDED", "SAME")
_VALUES = ("DIFFERENT", "SIMILAR", "SAME", "SHARED", "SHARED")
_DISTANCES = ("FAR", "FAR", "NEAR", "NEAR")


def _code(field: str, level: int) -> ReasonCode:
    if field == "name":
        return ReasonCode(f"NAME_{_NAMES[(level - 1) // 3]}")
    if field == "mark":
        return ReasonCode(f"MARK_{_MARKS[level - 1]}")
    if field == "address":
        return ReasonCode(_address(*divmod(level, 4)))
    if field == "area":
        return ReasonCode(f"TOWN_{_area(*divmod(level, 4))}")
    if field == "distance":
        return ReasonCode(f"DISTANCE_{_DISTANCES[level - 1]}")
    return ReasonCode(f"{field.upper()}_{_VALUES[level - 1]}")


def _address(street: int, house: int) -> str:
    if street <= 1 or (street == 2 and house <= 1):
        return "ADDRESS_DIFFERENT"
    if house == 3:
        return "ADDRESS_SAME" if street == 4 else "ADDRESS_SIMILAR"
    return "ADDRESS_SIMILAR" if house == 2 else "STREET_SAME"


def _area(postcode: int, town: int) -> str:
    if 1 in (postcode, town):
        return "DIFFERENT" if max(postcode, town) < 2 else "SIMILAR"
    return "SIMILAR" if 2 in (postcode, town) else "SAME"


def _values(field: str, first: Record, second: Record) -> tuple[str, str]:
    if field in _SEVERAL:
        lists = [_all(field, record) for record in (first, second)]
        if len(lists[0]) == len(lists[1]) == 1:
            return lists[0][0], lists[1][0]
        return _telling(*(_told(field, record) for record in (first, second)))
    return _ONE[field](first), _ONE[field](second)


def _place(record: Record) -> str:
    return f"{record.latitude:.5f}, {record.longitude:.5f}"


def _name(record: Record) -> str:
    return f"{record.name} ({record.alternate_name})" if record.alternate_name else record.name


_ONE = {
    "name": _name,
    "mark": _name,
    "address": lambda record: record.street,
    "area": lambda record: f"{record.postcode} {record.town}".strip(),
    "distance": _place,
}
_SEVERAL = {
    "phone": (normal.phone, ("phones",)),
    "mail": (normal.mail, ("emails",)),
    "domain": (normal.domain, ("websites", "emails")),
    "number": (normal.digits, ("numbers",)),
    "kind": (str.lower, ("kinds",)),
}


def _all(field: str, record: Record) -> list[str]:
    return [text for name in _SEVERAL[field][1] for text in getattr(record, name)]


def _told(field: str, record: Record) -> dict[str, str]:
    """The record's values as compared, each with what was typed."""
    read, names = _SEVERAL[field]
    return {
        read(text): text for name in reversed(names) for text in reversed(getattr(record, name))
    }


def _telling(first: dict[str, str], second: dict[str, str]) -> tuple[str, str]:
    """The value both carry, else the first of each."""
    shared = [value for value in first if value and value in second]
    if shared:
        return first[shared[-1]], second[shared[-1]]
    return next(iter(reversed(first.values()))), next(iter(reversed(second.values())))
