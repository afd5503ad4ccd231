"""What is written down under an agenda item."""

import hashlib
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.governance.actions.recording.running import running_item
from mitsorge.domain.governance.models import AgendaItem
from mitsorge.domain.governance.rules import ItemStatus
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.models import Account

QUIET = timedelta(minutes=15)
"""Notes are saved every few seconds; the journal names each writer of an item once in this time."""


def fingerprint(text: str) -> str:
    """Tells one state of a text from another, for a form that says what its writer had before her."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@transaction.atomic
def record_item(
    *,
    item_id: int,
    version: int,
    notes: str,
    seen: str | None = None,
    done: bool = False,
    by: Account,
    at: datetime,
) -> AgendaItem:
    """Saves the notes; `done` closes the item. The same text twice is one save.

    `version` is the item's that the writer had before her. Raises `ItemChanged` with both texts if it
    moved on, unless `seen` (the `fingerprint` of the notes she began with) proves that only something
    else moved: a vote does not disturb who takes notes. Raises `Refused` unless the meeting runs.
    """
    item, _meeting = running_item(item_id, by, at)
    notes = notes.replace("\r\n", "\n").strip()
    _check_version(item, version, notes, seen)
    closes = done and item.status == ItemStatus.OPEN
    if notes == item.notes and not closes:
        return item
    item.notes = notes
    item.status = ItemStatus.DONE if closes else ItemStatus(item.status)
    save_next_version(item, ["notes", "status"], at)
    _note_down(item, by, at)
    return item


@transaction.atomic
def adjourn_item(*, item_id: int, by: Account, at: datetime) -> AgendaItem:
    """Puts an item off: it stays on this agenda as adjourned, and waits in the backlog. Returns the new one.

    Raises `Refused` after a decision, `AlreadyDone` if it was put off before.
    """
    item, _meeting = running_item(item_id, by, at)
    if item.result:
        raise Refused(
            _("Zu diesem Punkt ist schon beschlossen. Er kann nicht mehr vertagt werden.")
        )
    if item.status == ItemStatus.ADJOURNED:
        raise AlreadyDone(_("Der Punkt ist schon vertagt."))
    later = put_off(item, at)
    journal.record(event="governance.item.adjourned", subject=item, by=by, at=at)
    return later


def put_off(item: AgendaItem, at: datetime) -> AgendaItem:
    """Marks the item and writes its successor into the backlog (2 queries)."""
    item.status = ItemStatus.ADJOURNED
    save_next_version(item, ["status"], at)
    return AgendaItem.objects.create(
        committee_id=item.committee_id,
        kind=item.kind,
        title=item.title,
        text=item.text,
        presenter=item.presenter,
        brought_by=item.brought_by,
        minutes_planned=item.minutes_planned,
        is_public=item.is_public,
        carried_from=item,
        modified_at=at,
    )


def save_next_version(item: AgendaItem, fields: list[str], at: datetime) -> None:
    """Writes the fields of an item that the caller holds locked (1 query)."""
    item.version, item.modified_at = item.version + 1, at
    item.save(update_fields=[*fields, "version", "modified_at"])


def _check_version(item: AgendaItem, version: int, notes: str, seen: str | None) -> None:
    if version == item.version or notes == item.notes or seen == fingerprint(item.notes):
        return
    theirs = {"notes": item.notes, "version": item.version}
    raise ItemChanged(theirs=theirs, yours={"notes": notes}, changed_at=item.modified_at)


def _note_down(item: AgendaItem, by: Account, at: datetime) -> None:
    """One entry per writer and quarter of an hour: the text itself stands in the item."""
    event = "governance.item.recorded"
    known = Entry.objects.filter(
        event=event,
        subject_type=item._meta.label_lower,
        subject_id=item.pk,
        by_id=by.pk,
        at__gt=at - QUIET,
    )
    if not known.exists():
        journal.record(event=event, subject=item, by=by, at=at)
