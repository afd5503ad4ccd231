"""Which changes of an entry become public at once, and how they are kept until they do. Plain Python."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from mitsorge.domain.directory.rules import (
    Access,
    AccessDraft,
    Area,
    AreaDraft,
    AttributeDraft,
    ContactDraft,
    CostDraft,
    LocationDraft,
    PhoneDraft,
    PhoneKind,
    SiteDraft,
    Slot,
)

SERVICE_FIELDS = frozenset(
    {
        *("name", "summary", "description", "eligibility", "application_process"),
        *("fees_description", "funding_description", "transport_description", "costs"),
        *("email", "url", "phones", "schedules", "closed_from", "closed_to", "closed_reason"),
        *("contacts", "attributes", "sites", "areas"),
    }
)
ORGANIZATION_FIELDS = frozenset(
    {"name", "alternate_name", "description", "email", "website", "phones", "contacts", "sites"}
)
"""What an organization may change or propose itself; visibility stays with the office."""
HARMLESS = frozenset(
    {
        *("email", "phones", "schedules", "url", "website"),
        *("closed_from", "closed_to", "closed_reason"),
    }
)
"""Public at once: whoever answers the telephone knows them best, and a mistake is noticed at the first call.

Not the contacts: a name may have slipped into a function, and no name of a person becomes public unseen.
"""

Values = Mapping[str, Any]


def differing(before: Values, after: Values) -> frozenset[str]:
    """The fields of `after` that say something else than `before`."""
    return frozenset(name for name in after if after[name] != before.get(name))


def harmless(before: Values, after: Values) -> bool:
    """Whether nothing differs but what may become public at once; nothing at all is not harmless but nothing."""
    changed = differing(before, after)
    return bool(changed) and changed <= HARMLESS


def overtaken(before: Values, after: Values, now: Values) -> frozenset[str]:
    """The fields somebody else has changed since `before`, to something else than `after` wants."""
    return frozenset(
        name
        for name in differing(before, after)
        if now.get(name) != before.get(name) and now.get(name) != after[name]
    )


def packed(value: Any) -> Any:
    """A value of a draft as JSON keeps it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: packed(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, list | tuple):
        return [packed(part) for part in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def unpacked(name: str, value: Any) -> Any:
    """What `packed` was given, for a field of this name."""
    return UNPACK[name](value) if name in UNPACK else value


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _clock(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def _phones(rows: list[dict[str, Any]]) -> tuple[PhoneDraft, ...]:
    return tuple(
        PhoneDraft(row["number"], PhoneKind(row["kind"]) if row["kind"] else None, row["hours"])
        for row in rows
    )


def _slots(rows: list[dict[str, Any]]) -> tuple[Slot, ...]:
    return tuple(
        Slot(
            rrule=row["rrule"],
            opens_at=_clock(row["opens_at"]),
            closes_at=_clock(row["closes_at"]),
            by_appointment=row["by_appointment"],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            description=row["description"],
        )
        for row in rows
    )


def _costs(rows: list[dict[str, Any]]) -> tuple[CostDraft, ...]:
    return tuple(
        CostDraft(
            option=row["option"],
            amount=Decimal(row["amount"]) if row["amount"] is not None else None,
            per=row["per"],
            amount_description=row["amount_description"],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )
        for row in rows
    )


def _contacts(rows: list[dict[str, Any]]) -> tuple[ContactDraft, ...]:
    return tuple(
        ContactDraft(row["function"], row["email"], _phones(row["phones"])) for row in rows
    )


def _attributes(rows: list[dict[str, Any]]) -> tuple[AttributeDraft, ...]:
    return tuple(AttributeDraft(**row) for row in rows)


def _areas(rows: list[dict[str, Any]]) -> tuple[AreaDraft, ...]:
    return tuple(AreaDraft(**row | {"kind": Area(row["kind"])}) for row in rows)


def _sites(rows: list[dict[str, Any]]) -> tuple[SiteDraft, ...]:
    return tuple(
        SiteDraft(
            row["location_id"],
            row["description"],
            _location(row["location"]) if row["location"] else None,
        )
        for row in rows
    )


def _location(values: dict[str, Any]) -> LocationDraft:
    point = {name: _degrees(values[name]) for name in ("latitude", "longitude")}
    lines = tuple(
        AccessDraft(line["term_id"], Access(line["access"]), line["details"])
        for line in values["accessibility"]
    )
    return LocationDraft(**values | point | {"accessibility": lines})


def _degrees(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None


UNPACK: dict[str, Callable[[Any], Any]] = {
    "phones": _phones,
    "schedules": _slots,
    "costs": _costs,
    "closed_from": _day,
    "closed_to": _day,
    "contacts": _contacts,
    "attributes": _attributes,
    "sites": _sites,
    "areas": _areas,
}
