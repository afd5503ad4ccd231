"""The single steps of a change: from one state to the next, and into the entry."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Subquery
from django.utils.translation import gettext as _

from mitsorge.domain.directory.actions import (
    ChangedMeanwhile,
    change_organization,
    change_service,
    retire_service,
)
from mitsorge.domain.directory.rules import Status
from mitsorge.domain.governance.actions.outcomes import AlreadyDone
from mitsorge.domain.upkeep.actions.addresses import write_addresses, write_house
from mitsorge.domain.upkeep.actions.endings import end_running, hold_running
from mitsorge.domain.upkeep.models import Change
from mitsorge.domain.upkeep.queries.changes import (
    OPEN,
    Subject,
    packed_values,
    with_values,
)
from mitsorge.domain.upkeep.rules import ChangeKind, ChangeState, Ending, sources_of
from mitsorge.domain.upkeep.rules.changes import HARMLESS, differing, overtaken
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


def publish_now(
    change: Change, *, by: Account | None, at: datetime, vouched_by: UUID | None
) -> None:
    step(
        change,
        ChangeState.PUBLISHED,
        _("Über diese Änderung ist schon entschieden."),
        decided_at=at,
        decided_by=by,
    )
    subject = Subject(change.organization, change.service)
    if change.kind == ChangeKind.GONE:
        retire(subject, by=by, at=at, why=change.message)
    else:
        _into_entry(change, subject, by=by, at=at, vouched_by=vouched_by)
    record("published", change, by=by, at=at)


def publish_harmless(change: Change, *, by: Account | None, at: datetime) -> None:
    """Publishes what is harmless in a change that was just sent: all of it, or as a change of its own."""
    names = differing(change.before, change.after)
    if not (plain := names & HARMLESS):
        return
    owner = change.organization.uid
    if plain == names:
        publish_now(change, by=by, at=at, vouched_by=owner)
        return
    subject = Subject(change.organization, change.service)
    told: dict[str, Any] = {"seen": change.seen, "via": change.via, "by": change.written_by}
    values = values_of(subject, change.before, change.after, plain, **told, at=change.written_at)
    part = Change.objects.create(**values, state=ChangeState.PUBLISHED, decided_at=at)
    _into_entry(part, subject, by=by, at=at, vouched_by=owner)
    record("published", part, by=by, at=at)
    _leave(change, names - plain)


def forget_same(
    change: Change, after: Mapping[str, Any], *, by: Account | None, at: datetime
) -> None:
    """Takes out of the open change what is public now; one that says nothing any more is withdrawn."""
    same = {name for name in after if name in change.after and change.after[name] == after[name]}
    if not same:
        return
    if rest := change.after.keys() - same:
        _leave(change, rest)
    else:
        take_back(change, by=by, at=at)


def _leave(change: Change, names: Iterable[str]) -> None:
    """The open change says these fields only."""
    change.before = {name: change.before[name] for name in sorted(names)}
    change.after = {name: change.after[name] for name in sorted(names)}
    change.save(update_fields=["before", "after"])


def _into_entry(
    change: Change,
    subject: Subject,
    *,
    by: Account | None,
    at: datetime,
    vouched_by: UUID | None,
) -> None:
    """Raises `ChangedMeanwhile` where somebody else changed one of its fields since."""
    now = subject.draft()
    wanted = with_values(now, change.after)
    if overtaken(change.before, change.after, packed_values(now, change.after)):
        raise ChangedMeanwhile(changed_at=subject.modified_at, at=at, theirs=now, yours=wanted)
    write(subject, now, wanted, seen=subject.modified_at, by=by, at=at, vouched_by=vouched_by)


def write(
    subject: Subject,
    now: Any,
    wanted: Any,
    *,
    seen: datetime,
    by: Account | None,
    at: datetime,
    vouched_by: UUID | None,
) -> None:
    what: dict[str, Any] = {"seen": seen, "by": by, "at": at, "vouched_by": vouched_by}
    if subject.service:
        wanted = write_addresses(now, wanted, by=by, at=at)
        change_service(service_id=subject.service.pk, draft=wanted, **what)
    else:
        pk = subject.organization.pk
        plain = write_house(now, wanted, organization_id=pk, by=by, at=at)
        change_organization(organization_id=pk, draft=plain, **what)


def retire(subject: Subject, *, by: Account | None, at: datetime, why: str) -> None:
    """The entry is no more. With an organization everything open about it ends, and its round of letters too."""
    if subject.service:
        retire_service(service_id=subject.service.pk, by=by, at=at, why=why[:300])
        return
    now = subject.draft()
    wanted = replace(now, status=Status.DEFUNCT)
    write(subject, now, wanted, seen=subject.modified_at, by=by, at=at, vouched_by=None)
    theirs = Change.objects.filter(organization=subject.organization, state__in=OPEN)
    for change in theirs.select_for_update():
        take_back(change, by=by, at=at, decided_by=by)
    end_running(subject.organization.pk, Ending.LAPSED, via="", by=by, at=at)


def values_of(
    subject: Subject,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    names: Iterable[str],
    *,
    seen: datetime,
    via: str,
    by: Account | None,
    at: datetime,
) -> dict[str, Any]:
    """The columns of a change of these fields, but its state."""
    return {
        "organization": subject.organization,
        "service": subject.service,
        "kind": ChangeKind.EDIT,
        "via": via,
        "before": {name: before[name] for name in sorted(names)},
        "after": {name: after[name] for name in sorted(names)},
        "seen": seen,
        "written_by": by,
        "written_at": at,
    }


def locked(change_id: int) -> Change:
    """The change with organization and offer, held until the deed is done, after the running round (2 queries)."""
    hold_running(Subquery(Change.objects.filter(pk=change_id).values("organization")))
    rows = Change.objects.select_for_update(of=("self",))
    return rows.select_related("organization", "service").get(pk=change_id)


def step(change: Change, state: ChangeState, already: str, **values: Any) -> None:
    """One step, only from where it may start (1 query)."""
    rows = Change.objects.filter(pk=change.pk, state__in=sources_of(state))
    if not rows.update(state=state, **values):
        raise AlreadyDone(already)
    for name, value in {"state": state, **values}.items():
        setattr(change, name, value)


def take_back(change: Change, *, by: Account | None, at: datetime, **values: Any) -> None:
    """An open change that says nothing any more ends, and its journal says so (2 queries)."""
    step(
        change,
        ChangeState.WITHDRAWN,
        _("Über diese Änderung ist schon entschieden."),
        decided_at=at,
        **values,
    )
    record("withdrawn", change, by=by, at=at)


def record(event: str, change: Change, *, by: Account | None, at: datetime) -> None:
    """That it happened; the values stand in the change, and once published in the journal of the entry."""
    journal.record(event=f"upkeep.change.{event}", subject=change, by=by, at=at)
