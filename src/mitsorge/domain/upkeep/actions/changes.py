"""Changes an organization makes or proposes: kept as a draft, sent, withdrawn. `approvals` has what the office does."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.upkeep.actions.change_checks import (
    check_draft,
    check_may_write,
    check_version,
    wanted_of,
)
from mitsorge.domain.upkeep.actions.change_steps import (
    forget_same,
    locked,
    publish_harmless,
    record,
    step,
    take_back,
    values_of,
    write,
)
from mitsorge.domain.upkeep.actions.endings import end_running, hold_running
from mitsorge.domain.upkeep.models import Change
from mitsorge.domain.upkeep.queries.changes import Subject, open_changes, packed_values
from mitsorge.domain.upkeep.rules import ChangeKind, ChangeState, Ending, Via
from mitsorge.domain.upkeep.rules.changes import HARMLESS, differing, packed
from mitsorge.foundation.people.models import Account


@transaction.atomic
def save_draft(
    *,
    subject: Subject,
    values: Mapping[str, Any],
    seen: datetime,
    draft_seen: datetime | None,
    via: Via,
    by: Account | None,
    at: datetime,
    vouched_by: UUID | None = None,
) -> Change | None:
    """Keeps what was typed; nothing becomes public. None where nothing differs from the public version.

    `values`: field → value as in the draft of the entry. `seen` is the entry's `modified_at`, `draft_seen` the open
    change's `written_at` the form was filled from. A draft is a draft until it is sent, also of fields that become
    public at once; and no answer to a letter. Raises `EntryRefused`; `ChangedMeanwhile` with both versions;
    `Refused` while a change waits for the office. `vouched_by`: as in the directory.
    """
    check_may_write(subject, by, vouched_by)
    now = subject.draft()
    wanted = wanted_of(subject, now, values)
    check_version(subject, now, wanted, seen=seen, at=at)
    open_change = open_changes(subject).select_for_update().first()
    if open_change is not None:
        check_draft(open_change, now, values, draft_seen=draft_seen, at=at)
    kept = open_change.after if open_change else {}
    after = kept | {name: packed(value) for name, value in values.items()}
    stood = open_change.before if open_change else {}
    before = stood | packed_values(now, after.keys() - (stood.keys() - values.keys()))
    after = {name: after[name] for name in sorted(differing(before, after))}
    before = {name: before[name] for name in after}
    return _keep(subject, open_change, before, after, seen=seen, via=via, by=by, at=at)


@transaction.atomic
def change_at_once(
    *,
    subject: Subject,
    values: Mapping[str, Any],
    seen: datetime,
    via: Via,
    by: Account | None,
    at: datetime,
    vouched_by: UUID | None = None,
) -> Change | None:
    """Harmless fields: public at once, also while a change of other fields waits. None where nothing differs.

    Answers the running round as `submit` does. What a draft says the same is taken out of it.
    Raises `Refused` for a field that needs approval, `EntryRefused`, and `ChangedMeanwhile`.
    """
    check_may_write(subject, by, vouched_by)
    if not values.keys() <= HARMLESS:
        raise Refused(_("Diese Angaben gibt die Koordination frei."))
    now = subject.draft()
    wanted = wanted_of(subject, now, values)
    hold_running(subject.organization.pk)
    open_change = open_changes(subject).select_for_update().first()
    before = packed_values(now, values)
    after = {name: packed(value) for name, value in values.items()}
    if names := differing(before, after):
        write(subject, now, wanted, seen=seen, by=by, at=at, vouched_by=subject.organization.uid)
        values = values_of(subject, before, after, names, seen=seen, via=via, by=by, at=at)
        change = Change.objects.create(**values, state=ChangeState.PUBLISHED, decided_at=at)
        record("published", change, by=by, at=at)
        end_running(subject.organization.pk, Ending.CHANGED, via=via, by=by, at=at)
    if open_change is not None:
        forget_same(open_change, after, by=by, at=at)
    return change if names else None


@transaction.atomic
def submit(
    *,
    change_id: int,
    by: Account | None,
    at: datetime,
    message: str = "",
    vouched_by: UUID | None = None,
) -> Change:
    """What is harmless is published at once; the rest waits for the office, the approved version stays public.

    A sent change answers the letter: the running round of the organization ends and its reminders stop, whatever
    entry it is about. It confirms nothing: the entries it did not touch stay due and are asked about in the next
    round, after the rest that follows every answer (decision 0011).
    The second click gets `AlreadyDone`. Raises `ChangedMeanwhile` where a harmless field moved on.
    """
    change = locked(change_id)
    check_may_write(Subject(change.organization, change.service), by, vouched_by)
    step(
        change,
        ChangeState.SUBMITTED,
        _("Diese Änderung ist schon abgeschickt."),
        submitted_at=at,
        message=message[:500],
    )
    record("submitted", change, by=by, at=at)
    if change.kind == ChangeKind.EDIT:
        publish_harmless(change, by=by, at=at)
    ending = Ending.GONE if change.kind == ChangeKind.GONE else Ending.CHANGED
    end_running(change.organization_id, ending, via=change.via, by=by, at=at)
    return change


@transaction.atomic
def withdraw(
    *, change_id: int, by: Account | None, at: datetime, vouched_by: UUID | None = None
) -> Change:
    """The organization takes it back; the entry stands as it was."""
    change = locked(change_id)
    check_may_write(Subject(change.organization, change.service), by, vouched_by)
    take_back(change, by=by, at=at)
    return change


def _keep(
    subject: Subject,
    change: Change | None,
    before: dict[str, Any],
    after: dict[str, Any],
    *,
    seen: datetime,
    via: Via,
    by: Account | None,
    at: datetime,
) -> Change | None:
    """Writes the open change, a new one, or takes back one that says nothing any more."""
    if change is not None and change.after == after and change.kind == ChangeKind.EDIT:
        return change
    if change is None and not after:
        return None
    values = values_of(subject, before, after, after, seen=seen, via=via, by=by, at=at)
    if change is None:
        try:
            with transaction.atomic():
                change = Change.objects.create(**values, state=ChangeState.DRAFT)
        except IntegrityError as twice:
            raise Refused(
                _("Gerade hat noch jemand diesen Eintrag bearbeitet. Laden Sie die Seite neu.")
            ) from twice
    elif not after:
        take_back(change, by=by, at=at, **values)
        return None
    else:
        Change.objects.filter(pk=change.pk).update(**values)
        change.refresh_from_db()
    record("saved", change, by=by, at=at)
    return change
