"""The map of responsibilities: topic and place lead to an office."""

from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from mitsorge.domain.directory import permissions, rules
from mitsorge.domain.directory.actions.outcomes import ChangedMeanwhile, refuse
from mitsorge.domain.directory.actions.versions import as_json, assure, differing, write
from mitsorge.domain.directory.models import Responsibility, ResponsibilityTopic
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


@transaction.atomic
def save_responsibility(
    *,
    draft: rules.ResponsibilityDraft,
    by: Account | None,
    at: datetime,
    responsibility_id: int | None = None,
    seen: datetime | None = None,
) -> Responsibility:
    """A new responsibility, or the changed one; then `seen` is its `modified_at` that was edited.

    Raises `EntryRefused` (one office per topic and place) and `ChangedMeanwhile`.
    """
    permissions.check_may_edit_responsibility(by)
    draft = _as_stored(draft)
    refuse([*rules.problems_of_responsibility(draft), *_taken(draft, responsibility_id)])
    if responsibility_id is None:
        created = Responsibility.objects.create(modified_at=at, **asdict(draft))
        blank = rules.ResponsibilityDraft(draft.topic_id, "", "", "")
        _record("created", created, differing(blank, draft), by=by, at=at)
        return created
    row = Responsibility.objects.select_related("topic").get(pk=responsibility_id)
    before = draft_of_responsibility(row)
    if changes := differing(before, draft):
        write(row, changes, seen=seen or row.modified_at, at=at, theirs=before, yours=draft)
        _record("changed", row, changes, by=by, at=at)
    return row


@transaction.atomic
def assure_responsibility(
    *, responsibility_id: int, by: Account | None, at: datetime, seen: datetime | None = None
) -> Responsibility:
    """Someone says: this office still answers. Only `assured_at` moves."""
    permissions.check_may_assure(by)
    row = Responsibility.objects.select_related("topic").get(pk=responsibility_id)
    changes = assure(row, seen=seen, at=at, draft_of=draft_of_responsibility)
    _record("assured", row, changes, by=by, at=at)
    return row


@transaction.atomic
def remove_responsibility(
    *, responsibility_id: int, seen: datetime, by: Account | None, at: datetime
) -> None:
    """The office answers no more; what it was stays in the journal. Raises `ChangedMeanwhile`."""
    permissions.check_may_edit_responsibility(by)
    row = Responsibility.objects.select_related("topic").get(pk=responsibility_id)
    before = draft_of_responsibility(row)
    if not Responsibility.objects.filter(pk=row.pk, modified_at=seen).delete()[0]:
        raise ChangedMeanwhile(changed_at=row.modified_at, at=at, theirs=before, yours=None)
    gone = differing(before, rules.ResponsibilityDraft(row.topic_id, "", "", ""))
    _record("removed", row, gone, by=by, at=at)


@transaction.atomic
def save_responsibility_topic(
    *,
    slug: str,
    name: str,
    by: Account | None,
    at: datetime,
    explanation: str = "",
    position: int = 0,
) -> ResponsibilityTopic:
    """A topic by its slug: new, or renamed and moved."""
    permissions.check_may_edit_responsibility(by)
    refuse([] if name.strip() else [rules.Problem("name", rules.Fault.NAME_MISSING)])
    values = {"name": name.strip(), "explanation": explanation, "position": position}
    old = ResponsibilityTopic.objects.filter(slug=slug).values(*values).first() or {}
    topic, _new = ResponsibilityTopic.objects.update_or_create(slug=slug, defaults=values)
    changes = {key: [old.get(key), value] for key, value in values.items() if old.get(key) != value}
    if changes:
        journal.record(event="directory.topic.saved", subject=topic, by=by, at=at, changes=changes)
    return topic


def draft_of_responsibility(row: Responsibility) -> rules.ResponsibilityDraft:
    """The record as a draft."""
    names = [field.name for field in fields(rules.ResponsibilityDraft)]
    return rules.ResponsibilityDraft(**{name: getattr(row, name) for name in names})


def _as_stored(draft: rules.ResponsibilityDraft) -> rules.ResponsibilityDraft:
    return replace(draft, phone=_shown(draft.phone), deputy_phone=_shown(draft.deputy_phone))


def _shown(typed: str) -> str:
    number = rules.read_number(typed)
    return number.display if number else typed


def _taken(draft: rules.ResponsibilityDraft, responsibility_id: int | None) -> list[rules.Problem]:
    place: dict[str, Any] = {
        "municipality_id": draft.municipality_id,
        "planning_area_id": draft.planning_area_id,
    }
    others = Responsibility.objects.filter(topic_id=draft.topic_id, **place)
    others = others.exclude(pk=responsibility_id or 0)
    return [rules.Problem("topic_id", rules.Fault.TWICE)] if others.exists() else []


def _record(
    event: str,
    row: Responsibility,
    changes: dict[str, list[Any]],
    *,
    by: Account | None,
    at: datetime,
) -> None:
    journal.record(
        event=f"directory.responsibility.{event}",
        subject=row,
        by=by,
        at=at,
        changes=as_json(changes),
    )
