"""What stands against parting two entries again."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from mitsorge.domain.directory.rules import Status
from mitsorge.domain.duplicates.models import Merge
from mitsorge.domain.duplicates.queries.pointers import (
    MODELS,
    Entry,
    Pointer,
    fits,
    pointers,
)
from mitsorge.domain.duplicates.rules.merging import Kind

Moved = Sequence[Any]
DATES = frozenset({"modified_at"})
"""Columns that say when, not what: a later date stays."""


def obstacles(merge: Merge) -> list[str]:
    """Words for everything changed since that undoing would overwrite; empty where nothing stands against it.

    3 queries, and 1 per model that moved and per row that is unique.
    """
    model = MODELS[Kind(merge.kind)]
    entries = model._default_manager.in_bulk([merge.kept, merge.gone])
    if len(entries) < 2:
        return [_("Einen der beiden Einträge gibt es nicht mehr.")]
    kept, gone = entries[merge.kept], entries[merge.gone]
    later = Merge.objects.filter(kind=merge.kind, gone=merge.kept, undone_at=None).first()
    if later:
        return [_("Der Eintrag ist inzwischen selbst aufgegangen: %(merge)s") % {"merge": later}]
    found = [_named(model, name) for name in _changed(merge, kept)]
    if gone.status != Status.DEFUNCT:
        found.append(_("Der aufgegangene Eintrag wurde wieder geöffnet."))
    return found + list(_rows(merge, gone))


def plain(field: Any, value: Any) -> Any:
    """A value from JSON as the column holds it."""
    return field.to_python(value)


def by_pointer(moved: Iterable[Moved]) -> Mapping[tuple[str, str], list[Moved]]:
    """Moved rows by model and column."""
    found: dict[tuple[str, str], list[Moved]] = defaultdict(list)
    for row in moved:
        found[row[0], row[2]].append(row)
    return found


def _changed(merge: Merge, kept: Entry) -> list[str]:
    """Chosen columns in which something else stands now."""
    return [
        name
        for name, (_before, after) in merge.choices.items()
        if name not in DATES and getattr(kept, name) != plain(kept._meta.get_field(name), after)
    ]


def _named(model: type[Entry], column: str) -> str:
    field: Any = model._meta.get_field(column.removesuffix("_id"))
    return str(field.verbose_name)


def _rows(merge: Merge, gone: Entry) -> Iterable[str]:
    """One sentence per kind of rows that were removed, given to another or can no longer go back."""
    known = {(pointer.label, pointer.column): pointer for pointer in pointers(type(gone))}
    for (label, column), rows in by_pointer(merge.moved).items():
        if column in DATES:
            continue
        lost = _lost(known.get((label, column)), label, column, rows, gone)
        if lost:
            names = apps.get_model(label)._meta
            word = names.verbose_name if lost == 1 else names.verbose_name_plural
            yield _("%(n)s × %(what)s: seitdem geändert") % {"n": lost, "what": word}


def _lost(
    pointer: Pointer | None, label: str, column: str, rows: Sequence[Moved], gone: Entry
) -> int:
    model = apps.get_model(label)
    there = model._base_manager.in_bulk([row[1] for row in rows])
    still = [
        there[row[1]]
        for row in rows
        if row[1] in there and str(getattr(there[row[1]], column)) == str(row[4])
    ]
    stuck = [record for record in still if pointer and not fits(pointer, record, gone)]
    return len(rows) - len(still) + len(stuck)
