"""Agendas: what stands on them, in which order; the backlog; what members propose."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions import order
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.governance.letters.invitations import proposal
from mitsorge.domain.governance.models import AgendaItem, Committee, Meeting
from mitsorge.domain.governance.permissions import check_may_run_committee, may_read_internal
from mitsorge.domain.governance.rules import ItemKind, ItemStatus
from mitsorge.domain.governance.rules.agenda import moved
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.rules import NotAllowed
from mitsorge.foundation.post import actions as post

FIELDS = (
    "kind", "title", "text", "presenter", "brought_by", "minutes_planned", "is_public",
)  # fmt: skip


@transaction.atomic
def add_item(
    *,
    committee: Committee,
    meeting: Meeting | None = None,
    kind: ItemKind | str = ItemKind.DISCUSSION,
    title: str,
    text: str = "",
    presenter: str = "",
    brought_by: str = "",
    minutes_planned: int | None = None,
    is_public: bool = True,
    carried_from: AgendaItem | None = None,
    by: Account | None,
    at: datetime,
) -> AgendaItem:
    """A new item: before the closing ones of a meeting, or without a meeting last in the backlog.

    While a meeting runs items may still be added. Raises `Refused` once it is over, or without a title.
    """
    check_may_run_committee(by, committee, timezone.localdate(at))
    if not title.strip():
        raise Refused(_("Geben Sie dem Punkt bitte einen Titel."))
    item = AgendaItem(
        committee=committee,
        kind=ItemKind(kind),
        title=title.strip()[:200],
        text=text.strip(),
        presenter=presenter.strip(),
        brought_by=brought_by.strip(),
        minutes_planned=minutes_planned,
        is_public=is_public,
        carried_from=carried_from,
        modified_at=at,
    )
    order.put(item, order.held(meeting))
    journal.record(event="governance.agendaitem.added", subject=item, by=by, at=at)
    return item


@transaction.atomic
def change_item(
    *,
    item_id: int,
    values: Mapping[str, Any],
    version: int | None = None,
    by: Account | None,
    at: datetime,
) -> AgendaItem:
    """Changes what an item announces, any of `FIELDS`. Raises `ItemChanged`, `Refused`."""
    item = _locked(item_id, by, at)
    changes = {
        name: value.strip() if isinstance(value, str) else value
        for name, value in values.items()
        if name in FIELDS
    }
    changes = {name: value for name, value in changes.items() if getattr(item, name) != value}
    if not changes:
        return item
    if version is not None and version != item.version:
        theirs = {name: getattr(item, name) for name in changes} | {"version": item.version}
        raise ItemChanged(theirs=theirs, yours=changes, changed_at=item.modified_at)
    if not changes.get("title", item.title):
        raise Refused(_("Geben Sie dem Punkt bitte einen Titel."))
    pairs = {name: [getattr(item, name), value] for name, value in changes.items()}
    AgendaItem.objects.filter(pk=item.pk).update(
        **changes, version=F("version") + 1, modified_at=at
    )
    item.refresh_from_db()
    journal.record(event="governance.agendaitem.changed", subject=item, by=by, at=at, changes=pairs)
    return item


@transaction.atomic
def move_item(*, item_id: int, up: bool, by: Account | None, at: datetime) -> list[int]:
    """Moves an item one place; at the edge nothing happens. Returns the ids in their new order."""
    item = _locked(item_id, by, at)
    before = list(order.neighbours(item).values_list("pk", flat=True))
    new = moved(before, item.pk, up=up)
    if new != before:
        order.number(new)
        journal.record(event="governance.agendaitem.moved", subject=item, by=by, at=at)
    return new


@transaction.atomic
def remove_item(*, item_id: int, by: Account | None, at: datetime) -> None:
    """Takes an item off that nothing was recorded under; one that was carried over comes back another time."""
    item = _locked(item_id, by, at)
    journal.record(event="governance.agendaitem.removed", subject=item, by=by, at=at)
    beside = order.neighbours(item).exclude(pk=item.pk)
    left = list(beside.values_list("pk", flat=True))
    item.delete()
    order.number(left)


@transaction.atomic
def schedule_item(*, item_id: int, meeting_id: int, by: Account | None, at: datetime) -> AgendaItem:
    """From the backlog onto the agenda of a meeting of the same committee."""
    item = _locked(item_id, by, at)
    meeting = order.held(Meeting.objects.get(pk=meeting_id))
    if meeting is None or meeting.committee_id != item.committee_id:
        raise Refused(_("Dieser Punkt gehört einem anderen Gremium."))
    if item.meeting_id is None:
        order.put(item, meeting)
        journal.record(event="governance.agendaitem.scheduled", subject=item, by=by, at=at)
    return item


@transaction.atomic
def shelve_item(*, item_id: int, by: Account | None, at: datetime) -> AgendaItem:
    """From an agenda back into the backlog."""
    item = _locked(item_id, by, at)
    if item.meeting_id is not None:
        order.put(item, None)
        journal.record(event="governance.agendaitem.shelved", subject=item, by=by, at=at)
    return item


@transaction.atomic
def withdraw_item(*, item_id: int, by: Account | None, at: datetime) -> AgendaItem:
    """Takes a topic out of the backlog for good; the row and its history stay. Twice is once.

    A carried one does not come back by itself. Raises `Refused` for what stands on an agenda meanwhile.
    """
    item = AgendaItem.objects.select_related("committee").get(pk=item_id)
    check_may_run_committee(by, item.committee, timezone.localdate(at))
    waiting = AgendaItem.objects.filter(pk=item_id, meeting=None, status=ItemStatus.OPEN)
    now = {"version": F("version") + 1, "modified_at": at}
    moved = waiting.update(status=ItemStatus.WITHDRAWN, **now)
    item.refresh_from_db()
    if moved:
        journal.record(event="governance.agendaitem.withdrawn", subject=item, by=by, at=at)
    elif item.status != ItemStatus.WITHDRAWN:
        raise Refused(_("Dieser Punkt steht inzwischen auf einer Tagesordnung."))
    return item


@transaction.atomic
def propose_item(
    *, committee: Committee, title: str, text: str = "", by: Account | None, at: datetime
) -> AgendaItem:
    """A member's proposal: into the backlog, and the office hears of it. Only who may read what is internal there may.

    The same title by the same account, while the first still waits, is one proposal: `AlreadyDone`.
    """
    _check_sits_there(by, committee, at)
    if not title.strip():
        raise Refused(_("Geben Sie dem Punkt bitte einen Titel."))
    _check_is_new(committee, title.strip()[:200], str(by))
    item = AgendaItem(
        committee=committee,
        kind=ItemKind.DISCUSSION,
        title=title.strip()[:200],
        text=text.strip(),
        brought_by=str(by),
        modified_at=at,
    )
    order.put(item, None)
    journal.record(event="governance.agendaitem.proposed", subject=item, by=by, at=at)
    ours = network()
    if ours:
        post.enqueue(proposal(item, ours), at=at)
    return item


def _locked(item_id: int, by: Account | None, at: datetime) -> AgendaItem:
    """An item that may still be edited by this account, held with its meeting."""
    item = AgendaItem.objects.select_related("committee", "meeting").get(pk=item_id)
    check_may_run_committee(by, item.committee, timezone.localdate(at))
    order.held(item.meeting)
    held = AgendaItem.objects.select_for_update(of=("self",)).select_related("committee", "meeting")
    item = held.get(pk=item_id)
    if item.status == ItemStatus.WITHDRAWN:
        raise Refused(_("Dieses Thema ist zurückgezogen. Merken Sie es bitte neu vor."))
    if item.status != ItemStatus.OPEN:
        raise Refused(_("Dieser Punkt ist schon behandelt."))
    return item


def _check_is_new(committee: Committee, title: str, brought_by: str) -> None:
    """Two clicks at once wait for each other at the committee's row."""
    Committee.objects.select_for_update().get(pk=committee.pk)
    same = AgendaItem.objects.filter(committee=committee, title=title, brought_by=brought_by)
    if same.filter(status=ItemStatus.OPEN).exists():
        raise AlreadyDone(_("Dieses Thema haben Sie schon vorgeschlagen. Es ist nicht vergessen."))


def _check_sits_there(by: Account | None, committee: Committee, at: datetime) -> None:
    if by is None or not may_read_internal(by, committee, timezone.localdate(at)):
        raise NotAllowed(_("Vorschlagen kann, wer in diesem Gremium sitzt. Rufen Sie uns gern an."))
