"""The way back: two entries are two again, exactly as they were."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from mitsorge.domain.duplicates import permissions, queries
from mitsorge.domain.duplicates.actions.merging import refresh
from mitsorge.domain.duplicates.models import Merge
from mitsorge.domain.duplicates.queries import MODELS, Entry
from mitsorge.domain.duplicates.queries.obstacles import DATES, plain
from mitsorge.domain.duplicates.rules.merging import Kind
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


class CannotPart(Refused):
    """Something changed since that would be overwritten; `what` lists it in words."""

    def __init__(self, what: Sequence[str]) -> None:
        self.what = tuple(what)
        sentence = _("Das geht nicht mehr, weil sich seitdem etwas geändert hat: %(what)s.")
        super().__init__(sentence % {"what": "; ".join(word.rstrip(".") for word in what)})


@transaction.atomic
def undo(*, merge_id: int, by: Account | None, at: datetime) -> Merge:
    """Every row and every value back where it was. Raises `AlreadyDone` and `CannotPart`; then nothing happened."""
    permissions.check_may_merge(by)
    done = Merge.objects.select_for_update().get(pk=merge_id)
    if done.undone_at:
        raise AlreadyDone(_("Diese Zusammenführung ist schon rückgängig gemacht."))
    table = MODELS[Kind(done.kind)]._default_manager
    locked = table.select_for_update().filter(pk__in=[done.kept, done.gone]).order_by("pk")
    entries = {row.pk: row for row in locked}
    if what := queries.obstacles(done):
        raise CannotPart(what)
    kept, gone = entries[done.kept], entries[done.gone]
    for row in done.moved:
        _move_back(done, row, at)
    _write(kept, {name: pair[0] for name, pair in done.choices.items()}, done.at, at)
    _write(gone, done.before, done.at, at)
    done.undone_by, done.undone_at = by, at
    done.save(update_fields=["undone_by", "undone_at"])
    deeds = [
        journal.Deed("duplicates.parted", kept, why=done.gone_label),
        journal.Deed("duplicates.parted", gone, why=done.kept_label),
    ]
    journal.record_many(deeds=deeds, by=by, at=at)
    refresh(kept, gone)
    return done


def _move_back(done: Merge, row: Sequence[Any], at: datetime) -> None:
    label, pk, column, old, _new = row
    table = apps.get_model(label)._base_manager.filter(pk=pk)
    if column not in DATES:
        table.update(**{column: old})
    elif not table.filter(**{column: done.at}).update(**{column: _moment(old)}):
        table.update(**{column: at})


def _moment(text: str) -> datetime | None:
    return parse_datetime(text)


def _write(entry: Entry, values: Mapping[str, Any], merged_at: datetime, at: datetime) -> None:
    """The values from before; where somebody wrote in between, the entry counts as changed now."""
    fields: dict[str, Any] = {field.attname: field for field in entry._meta.concrete_fields}
    back = {name: plain(fields[name], value) for name, value in values.items()}
    if entry.modified_at != merged_at:
        back["modified_at"] = at
    type(entry)._default_manager.filter(pk=entry.pk).update(**back)
