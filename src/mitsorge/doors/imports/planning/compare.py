"""One row beside one stored offer: what differs, field by field. Pure."""

from collections.abc import Mapping
from typing import Any

from mitsorge.doors.imports.findings import Change
from mitsorge.doors.imports.parsing.text import fold

LISTS = frozenset(
    (
        "kinds",
        "targets",
        "languages",
        "payers",
        "areas",
        "hours",
        "costs",
        "contacts",
        "more_places",
    )
)
"""Fields whose order does not matter."""
NOT_COMPARED = frozenset(("id", "towns"))


def changes(new: Mapping[str, Any], old: Mapping[str, Any]) -> list[Change]:
    """What the row would change. An empty cell says nothing and changes nothing."""
    if new.items() <= old.items():
        return []
    found = []
    for name, value in new.items():
        if name in NOT_COMPARED:
            continue
        before = old.get(name)
        if value == before or _same(name, value, before):
            continue
        found.append(Change(name, before, value))
    return found


def _same(name: str, value: Any, before: Any) -> bool:
    if not value and not before:
        return True
    if name == "organization":
        return fold(value) == fold(before)
    if name == "phones":
        return _numbers(value) == _numbers(before)
    if name in LISTS:
        return sorted(value) == sorted(before or ())
    return False


def _numbers(phones: list[list[str]] | None) -> set[tuple[str, str]]:
    return {(kind, number) for kind, number, _display in phones or ()}
