"""Changes an organization makes or proposes: kept as a draft, submitted, published, given back, withdrawn."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mitsorge.domain.directory.actions import ChangedMeanwhile, EntryRefused
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.upkeep.actions.change_checks import (
    check_draft,
    check_draft_version,
    check_four_eyes,
    check_may_write,
    check_version,
    wanted_of,
)
from mitsorge.domain.upkeep.actions.change_steps import (
    about,
    locked,
    publish_now,
    record,
    step,
    write,
)
from mitsorge.domain.upkeep.actions.told import tell
from mitsorge.domain.upkeep.letters import changes as letters
from mitsorge.domain.upkeep.models import Change
from mitsorge.domain.upkeep.queries.changes import (
    Subject,
    open_changes,
    packed_values,
    with_values,
)
from mitsorge.domain.upkeep.rules import ChangeKind, ChangeState, Via
from mitsorge.domain.upkeep.rules.changes import HARMLESS, differing, harmless, packed
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.permissions import check_holds
from mitsorge.foundation.people.rules import Role

DECIDERS = (Role.COORDINATION,)


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
    change's `written_at` the form was filled from. Raises `EntryRefused`; `ChangedMeanwhile` with both versions;
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
    before = packed_values(now, after)
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

    Raises `Refused` for a field that needs approval, `EntryRefused`, and `ChangedMeanwhile`.
    """
    check_may_write(subject, by, vouched_by)
    if not values.keys() <= HARMLESS:
        raise Refused(_("Diese Angaben gibt die Koordination frei."))
    now = subject.draft()
    wanted = wanted_of(subject, now, values)
    before = packed_values(now, values)
    after = {name: packed(value) for name, value in values.items()}
    if not differing(before, after):
        return None
    write(subject, wanted, seen=seen, by=by, at=at, vouched_by=subject.organization.uid)
    names = sorted(differing(before, after))
    change = Change.objects.create(
        **about(subject),
        kind=ChangeKind.EDIT,
        state=ChangeState.PUBLISHED,
        via=via,
        before={name: before[name] for name in names},
        after={name: after[name] for name in names},
        seen=seen,
        written_by=by,
        written_at=at,
        decided_at=at,
    )
    record("published", change, by=by, at=at)
    return change


@transaction.atomic
def submit(
    *,
    change_id: int,
    by: Account | None,
    at: datetime,
    message: str = "",
    vouched_by: UUID | None = None,
) -> Change:
    """Harmless only: published at once. Otherwise it waits for the office; the approved version stays public.

    The second click gets `AlreadyDone`. Raises `ChangedMeanwhile` where the entry moved on.
    """
    change = locked(change_id)
    subject = Subject(change.organization, change.service)
    check_may_write(subject, by, vouched_by)
    step(
        change,
        ChangeState.SUBMITTED,
        _("Diese Änderung ist schon abgeschickt."),
        submitted_at=at,
        message=message[:500],
    )
    record("submitted", change, by=by, at=at)
    if change.kind == ChangeKind.EDIT and harmless(change.before, change.after):
        publish_now(change, by=by, at=at, vouched_by=change.organization.uid)
    return change


@transaction.atomic
def publish(*, change_id: int, by: Account | None, at: datetime) -> Change:
    """The office agrees: the entry stands as proposed, the organization gets a letter.

    Raises `AlreadyDone`; `Refused` by the rule of four eyes; `ChangedMeanwhile` where somebody else changed the
    same field since; `EntryRefused` where it can no longer stand.
    """
    check_holds(by, DECIDERS)
    change = locked(change_id)
    check_four_eyes(change, by)
    if change.state != ChangeState.SUBMITTED:
        raise AlreadyDone(_("Diese Änderung wartet nicht mehr auf Freigabe."))
    publish_now(change, by=by, at=at, vouched_by=None)
    tell(change, letters.published, at=at)
    return change


def publish_many(
    *, change_ids: Sequence[int], by: Account | None, at: datetime
) -> tuple[list[Change], list[str]]:
    """Each by itself: what was published, and a sentence for each that was not."""
    done: list[Change] = []
    sentences: list[str] = []
    for change_id in change_ids:
        try:
            done.append(publish(change_id=change_id, by=by, at=at))
        except (AlreadyDone, Refused, ChangedMeanwhile, EntryRefused) as refused:
            name = Change.objects.select_related("organization", "service").get(pk=change_id)
            sentences.append(f"{name}: {refused}")
    return done, sentences


@transaction.atomic
def give_back(*, change_id: int, sentence: str, by: Account | None, at: datetime) -> Change:
    """Back to the organization with a sentence; the draft stays, the entry too."""
    check_holds(by, DECIDERS)
    if not sentence.strip():
        raise Refused(_("Schreiben Sie einen Satz dazu, damit alle wissen, was fehlt."))
    change = locked(change_id)
    step(
        change,
        ChangeState.RETURNED,
        _("Über diese Änderung ist schon entschieden."),
        decided_at=at,
        decided_by=by,
        answer=sentence.strip()[:500],
    )
    record("returned", change, by=by, at=at)
    tell(change, letters.given_back, at=at)
    return change


@transaction.atomic
def edit_submitted(
    *,
    change_id: int,
    values: Mapping[str, Any],
    draft_seen: datetime | None,
    by: Account | None,
    at: datetime,
) -> Change:
    """The office edits a proposal before it publishes it; it keeps waiting. `draft_seen` as in `save_draft`.

    Raises `EntryRefused`, `AlreadyDone`, and `ChangedMeanwhile` where somebody else edited it first.
    """
    check_holds(by, DECIDERS)
    change = locked(change_id)
    if change.state != ChangeState.SUBMITTED:
        raise AlreadyDone(_("Diese Änderung wartet nicht mehr auf Freigabe."))
    subject = Subject(change.organization, change.service)
    now = subject.draft()
    wanted_of(subject, with_values(now, change.after), values)
    check_draft_version(change, now, values, draft_seen=draft_seen, at=at)
    after = change.after | {name: packed(value) for name, value in values.items()}
    before = packed_values(now, after) | change.before
    names = sorted(differing(before, after))
    change.before = {name: before[name] for name in names}
    change.after = {name: after[name] for name in names}
    change.written_at = at
    change.save(update_fields=["before", "after", "written_at"])
    record("edited", change, by=by, at=at)
    return change


@transaction.atomic
def withdraw(
    *, change_id: int, by: Account | None, at: datetime, vouched_by: UUID | None = None
) -> Change:
    """The organization takes it back; the entry stands as it was."""
    change = locked(change_id)
    check_may_write(Subject(change.organization, change.service), by, vouched_by)
    step(
        change,
        ChangeState.WITHDRAWN,
        _("Über diese Änderung ist schon entschieden."),
        decided_at=at,
    )
    record("withdrawn", change, by=by, at=at)
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
    values: dict[str, Any] = {"before": before, "after": after, "seen": seen, "via": via}
    if change is not None and change.after == after:
        return change
    if change is None and not after:
        return None
    values |= {"written_by": by, "written_at": at}
    if change is None:
        try:
            with transaction.atomic():
                change = Change.objects.create(
                    **about(subject), kind=ChangeKind.EDIT, state=ChangeState.DRAFT, **values
                )
        except IntegrityError as twice:
            raise Refused(
                _("Gerade hat noch jemand diesen Eintrag bearbeitet. Laden Sie die Seite neu.")
            ) from twice
    elif not after:
        step(change, ChangeState.WITHDRAWN, "", decided_at=at, **values)
        return None
    else:
        Change.objects.filter(pk=change.pk).update(**values)
        change.refresh_from_db()
    record("saved", change, by=by, at=at)
    return change
