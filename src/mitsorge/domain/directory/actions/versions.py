"""Two drafts of one entry: what differs, and writing it only if nobody else came first."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

from mitsorge.domain.directory import search
from mitsorge.domain.directory.actions.outcomes import ChangedMeanwhile
from mitsorge.domain.directory.models import Service
from mitsorge.domain.directory.rules import CHILDREN

SEPARATE = CHILDREN | {"accessibility", "synonyms"}
"""Fields of a draft that are rows of their own."""


def differing(before: Any, after: Any) -> dict[str, list[Any]]:
    """Field → [before, after] of two drafts of the same kind."""
    pairs = {
        field.name: [getattr(before, field.name), getattr(after, field.name)]
        for field in fields(after)
    }
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def own_values(draft: Any) -> dict[str, Any]:
    """The values that stand in the record itself."""
    return {
        field.name: getattr(draft, field.name)
        for field in fields(draft)
        if field.name not in SEPARATE
    }


def as_json(changes: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """Changes as the journal keeps them: days and amounts as text."""
    return {name: [_plain(value) for value in pair] for name, pair in changes.items()}


def write(
    record: models.Model,
    changes: Mapping[str, list[Any]],
    *,
    seen: datetime,
    at: datetime,
    theirs: Any,
    yours: Any,
) -> None:
    """Writes the changed own fields where the record is still as it was seen (1 query, 2 if not).

    Raises `ChangedMeanwhile` with both versions when another change came first.
    """
    values = {name: pair[1] for name, pair in changes.items() if name not in SEPARATE}
    table = type(record)._default_manager.filter(pk=record.pk)
    if not table.filter(modified_at=seen).update(**values, modified_at=at):
        changed_at = table.values_list("modified_at", flat=True).get()
        raise ChangedMeanwhile(changed_at=changed_at, at=at, theirs=theirs, yours=yours)
    for name, value in {**values, "modified_at": at}.items():
        setattr(record, name, value)


def assure(
    record: Any, *, seen: datetime | None, at: datetime, draft_of: Callable[[Any], Any]
) -> dict[str, list[Any]]:
    """Confirms the version seen, or the one just read (1 query). Raises `ChangedMeanwhile`."""
    changes = {"assured_at": [record.assured_at, at]}
    version = seen or record.modified_at
    table = type(record)._default_manager.filter(pk=record.pk)
    if not table.filter(modified_at=version).update(assured_at=at):
        now = draft_of(record)
        raise ChangedMeanwhile(changed_at=record.modified_at, at=at, theirs=now, yours=now)
    record.assured_at = at
    return changes


def refresh_services(**condition: Any) -> None:
    """Tells the search that these offers changed, and the revision that something did, also where none are."""
    ids = list(Service.objects.filter(**condition).order_by("pk").values_list("pk", flat=True))
    search.refresh_documents(ids)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date | datetime) else value
