"""Every deed leaves its entry in the same transaction; `record` refuses to run outside one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.db import models, transaction

from mitsorge.foundation.journal.models import Entry, Opening


class Actor(Protocol):
    """Whoever acts: in practice `people.Account`, which stands above the journal."""

    pk: int

    def __str__(self) -> str: ...


@dataclass(frozen=True)
class Deed:
    """What happened: `changes` maps a field to [before, after] in JSON values."""

    event: str
    subject: models.Model
    changes: Mapping[str, list[Any]] = field(default_factory=dict)
    why: str = ""


def record(
    *,
    event: str,
    subject: models.Model,
    by: Actor | None,
    at: datetime,
    changes: Mapping[str, list[Any]] | None = None,
    why: str = "",
) -> Entry:
    """One entry (1 query). Raises `RuntimeError` outside a transaction."""
    return record_many(deeds=[Deed(event, subject, changes or {}, why)], by=by, at=at)[0]


def record_many(*, deeds: Iterable[Deed], by: Actor | None, at: datetime) -> list[Entry]:
    """Many entries of one actor and moment (1 query per 2,000)."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("the journal is written in the same transaction as the deed")
    return Entry.objects.bulk_create([_entry(deed, by, at) for deed in deeds], batch_size=2000)


@transaction.atomic
def forget(*, before: datetime, reason: str, at: datetime) -> int:
    """Deletes entries older than `before`, the only way entries ever go; returns how many (3 queries).

    The guard opens and closes within this transaction: no other connection ever sees it open.
    """
    opening = Opening.objects.create(reason=reason, opened_at=at)
    deleted, _rows = Entry.objects.filter(at__lt=before).delete()
    opening.delete()
    return deleted


def _entry(deed: Deed, by: Actor | None, at: datetime) -> Entry:
    return Entry(**plain_entry(deed, by, at))


def plain_entry(deed: Deed, by: Actor | None, at: datetime) -> dict[str, Any]:
    """The columns of an entry, for deeds that write thousands of rows at once in their own transaction."""
    return {
        "at": at,
        "by_id": by.pk if by else None,
        "by_label": str(by) if by else "",
        "event": deed.event,
        "subject_type": deed.subject._meta.label_lower,
        "subject_id": deed.subject.pk,
        "subject_label": str(deed.subject)[:200],
        "changes": dict(deed.changes),
        "why": deed.why[:300],
    }
