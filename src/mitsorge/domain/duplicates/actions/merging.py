"""Two entries become one. Nothing is deleted: what cannot move stays with the entry that is gone."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from mitsorge.domain.directory.actions.versions import as_json, refresh_services
from mitsorge.domain.directory.models import Organization
from mitsorge.domain.directory.rules import Status
from mitsorge.domain.duplicates import permissions, queries
from mitsorge.domain.duplicates.models import Merge
from mitsorge.domain.duplicates.queries import Entry, Row
from mitsorge.domain.duplicates.rules.merging import FIELDS, Kind, Side, final
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account

Seen = tuple[datetime, datetime]


@transaction.atomic
def merge(
    *,
    kept: Entry,
    gone: Entry,
    choices: Mapping[str, Side],
    seen: Seen,
    by: Account | None,
    at: datetime,
) -> Merge:
    """`gone` goes into `kept`; `choices` as in `rules.merging` (missing: the kept one's fields, all its lists too).

    `seen`: `modified_at` of the kept and of the gone entry as they were looked at. Raises `Refused`, and
    `AlreadyDone` where this very merger stands already.
    """
    permissions.check_may_merge(by)
    kind = queries.kind_of(kept)
    kept, gone = _together(kept, gone)
    _check(kind, kept, gone)
    values = _chosen(kind, kept, gone, choices)
    _check_circles(kept, gone, values)
    plan = queries.plan(kept, gone, dict(choices))
    before = {"status": gone.status, "modified_at": gone.modified_at}
    changes = _write(kept, values | {"modified_at": at}, seen[0])
    _write(gone, {"status": Status.DEFUNCT, "modified_at": at}, seen[1])
    moved = [line for row in plan.moves for line in _move(row, kept, at)]
    done = Merge.objects.create(
        kind=kind,
        kept=kept.pk,
        gone=gone.pk,
        kept_label=str(kept)[:200],
        gone_label=str(gone)[:200],
        choices=changes,
        before=before,
        moved=moved,
        stayed=[_line(row) for row in plan.stays],
        by=by,
        at=at,
    )
    _record(done, kept, gone, changes, by=by, at=at)
    refresh(kept, gone)
    return done


def refresh(kept: Entry, gone: Entry) -> None:
    """Tells the search about both (and about all offers of both organizations)."""
    both = [kept.pk, gone.pk]
    column = "organization__in" if isinstance(kept, Organization) else "pk__in"
    refresh_services(**{column: both})


def _together(kept: Entry, gone: Entry) -> tuple[Entry, Entry]:
    """Both as they stand now, locked in the order of their numbers: two merging at once wait for each other."""
    if type(kept) is not type(gone) or kept.pk == gone.pk:
        raise Refused(_("Ein Eintrag lässt sich nicht mit sich selbst zusammenführen."))
    table = type(kept)._default_manager
    rows = table.select_for_update().filter(pk__in=[kept.pk, gone.pk]).order_by("pk")
    found = {row.pk: row for row in rows}
    if len(found) < 2:
        raise Refused(_("Einen der beiden Einträge gibt es nicht mehr."))
    return found[kept.pk], found[gone.pk]


def _check(kind: Kind, kept: Entry, gone: Entry) -> None:
    """Neither has gone into another one yet."""
    chain = queries.merged_into(kind)
    if gone.pk in chain and final(gone.pk, chain) == final(kept.pk, chain):
        raise AlreadyDone(_("Diese beiden Einträge sind schon zusammengeführt."))
    for entry in (kept, gone):
        if entry.pk in chain:
            words = {"name": entry}
            raise Refused(_("„%(name)s“ ist schon in einem anderen Eintrag aufgegangen.") % words)
    if kept.status == Status.DEFUNCT:
        raise Refused(_("„%(name)s“ ist beendet. Behalten Sie den anderen.") % {"name": kept})


def _chosen(kind: Kind, kept: Entry, gone: Entry, choices: Mapping[str, Side]) -> dict[str, Any]:
    """Columns of the kept entry that take the value of the other."""
    return {
        column: getattr(gone, column)
        for name, columns in FIELDS[kind].items()
        if choices.get(name) == Side.GONE
        for column in columns
        if getattr(gone, column) != getattr(kept, column)
    }


def _check_circles(kept: Entry, gone: Entry, values: Mapping[str, Any]) -> None:
    """No organization stands above itself: neither the kept one, nor one of those that come along."""
    if not isinstance(kept, Organization):
        return
    parents = dict(Organization.objects.values_list("pk", "parent_organization_id"))
    parents[kept.pk] = values.get("parent_organization_id", parents[kept.pk])
    above: int | None = parents[kept.pk]
    seen = {kept.pk}
    while above is not None and above not in seen:
        seen.add(above)
        if above == gone.pk:
            break
        above = parents.get(above)
    if above is not None:
        raise Refused(
            _("Der behaltene Eintrag gehört zu dem, der aufgeht. Behalten Sie den oberen.")
        )


def _write(entry: Entry, values: Mapping[str, Any], seen: datetime) -> dict[str, list[Any]]:
    """Column → [before, after] of what was written, where the entry is still as it was seen."""
    changes = {name: [getattr(entry, name), value] for name, value in values.items()}
    table = type(entry)._default_manager.filter(pk=entry.pk, modified_at=seen)
    if not table.update(**values):
        raise _overtaken()
    return changes


def _overtaken() -> Refused:
    return Refused(
        _("Jemand hat inzwischen einen der beiden Einträge geändert. Sehen Sie noch einmal hin.")
    )


def _line(row: Row) -> list[Any]:
    pointer = row.pointer
    return [pointer.label, row.record.pk, pointer.column, getattr(row.record, pointer.column)]


def _move(row: Row, kept: Entry, at: datetime) -> Iterable[list[Any]]:
    """The row names the kept entry from now on; a record with a date of change of its own gets a new one."""
    pointer, record = row.pointer, row.record
    new = pointer.value(kept)
    values: dict[str, Any] = {pointer.column: new}
    lines = [[*_line(row), new]]
    if any(field.name == "modified_at" for field in record._meta.concrete_fields):
        values["modified_at"] = at
        old = getattr(record, "modified_at")  # noqa: B009 - only some models have it
        lines.append([pointer.label, record.pk, "modified_at", old, at])
    _update(record, pointer.column, values)
    return lines


def _update(record: models.Model, column: str, values: Mapping[str, Any]) -> None:
    still = {"pk": record.pk, column: getattr(record, column)}
    try:
        with transaction.atomic():
            written = type(record)._base_manager.filter(**still).update(**values)
    except IntegrityError:  # somebody wrote the same thing for the kept entry in this moment
        written = 0
    if not written:
        raise _overtaken()


def _record(
    done: Merge,
    kept: Entry,
    gone: Entry,
    changes: Mapping[str, list[Any]],
    *,
    by: Account | None,
    at: datetime,
) -> None:
    said = {name: pair for name, pair in changes.items() if name != "modified_at"}
    status = {"status": [done.before["status"], Status.DEFUNCT]}
    deeds = [
        journal.Deed("duplicates.merged", kept, as_json(said), str(gone)),
        journal.Deed("duplicates.absorbed", gone, as_json(status), str(kept)),
    ]
    journal.record_many(deeds=deeds, by=by, at=at)
