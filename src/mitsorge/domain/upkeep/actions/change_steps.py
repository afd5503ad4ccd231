"""The single steps of a change: from one state to the next, and into the entry."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from mitsorge.domain.directory.actions import (
    ChangedMeanwhile,
    change_organization,
    change_service,
    retire_service,
)
from mitsorge.domain.directory.rules import Status
from mitsorge.domain.governance.actions.outcomes import AlreadyDone
from mitsorge.domain.upkeep.models import Change
from mitsorge.domain.upkeep.queries.changes import Subject, packed_values, with_values
from mitsorge.domain.upkeep.rules import ChangeKind, ChangeState, sources_of
from mitsorge.domain.upkeep.rules.changes import overtaken
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
        now = subject.draft()
        wanted = with_values(now, change.after)
        if overtaken(change.before, change.after, packed_values(now, change.after)):
            raise ChangedMeanwhile(changed_at=subject.modified_at, at=at, theirs=now, yours=wanted)
        write(subject, wanted, seen=subject.modified_at, by=by, at=at, vouched_by=vouched_by)
    record("published", change, by=by, at=at)


def write(
    subject: Subject,
    wanted: Any,
    *,
    seen: datetime,
    by: Account | None,
    at: datetime,
    vouched_by: UUID | None,
) -> None:
    what: dict[str, Any] = {"draft": wanted, "seen": seen, "by": by, "at": at}
    if subject.service:
        change_service(service_id=subject.service.pk, vouched_by=vouched_by, **what)
    else:
        change_organization(organization_id=subject.organization.pk, vouched_by=vouched_by, **what)


def retire(subject: Subject, *, by: Account | None, at: datetime, why: str) -> None:
    if subject.service:
        retire_service(service_id=subject.service.pk, by=by, at=at, why=why[:300])
        return
    wanted = replace(subject.draft(), status=Status.DEFUNCT)
    write(subject, wanted, seen=subject.modified_at, by=by, at=at, vouched_by=None)


def about(subject: Subject) -> dict[str, Any]:
    return {"organization": subject.organization, "service": subject.service}


def locked(change_id: int) -> Change:
    """The change with organization and offer, held until the deed is done (1 query)."""
    rows = Change.objects.select_for_update(of=("self",))
    return rows.select_related("organization", "service").get(pk=change_id)


def step(change: Change, state: ChangeState, already: str, **values: Any) -> None:
    """One step, only from where it may start (1 query)."""
    rows = Change.objects.filter(pk=change.pk, state__in=sources_of(state))
    if not rows.update(state=state, **values):
        raise AlreadyDone(already)
    for name, value in {"state": state, **values}.items():
        setattr(change, name, value)


def record(event: str, change: Change, *, by: Account | None, at: datetime) -> None:
    """That it happened; the values stand in the change, and once published in the journal of the entry."""
    journal.record(event=f"upkeep.change.{event}", subject=change, by=by, at=at)
