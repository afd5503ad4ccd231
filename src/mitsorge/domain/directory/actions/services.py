"""Offers: written, changed, confirmed, closed, retired."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from mitsorge.domain.directory import permissions, rules
from mitsorge.domain.directory.actions.labels import in_words
from mitsorge.domain.directory.actions.outcomes import AlreadyDone, refuse
from mitsorge.domain.directory.actions.parts import as_stored, with_locations, write_parts
from mitsorge.domain.directory.actions.slugs import create_with_slug
from mitsorge.domain.directory.actions.versions import (
    as_json,
    assure,
    differing,
    own_values,
    refresh_services,
    write,
)
from mitsorge.domain.directory.models import Location, Service
from mitsorge.domain.directory.queries.edit import draft_of_service
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


@transaction.atomic
def create_service(
    *, draft: rules.ServiceDraft, by: Account | None, at: datetime, uid: UUID | None = None
) -> Service:
    """A new offer with all its parts; its page gets a lasting address. Raises `EntryRefused`.

    With the `uid` of a form a second click gets the offer that the first one made.
    """
    permissions.check_may_edit(by)
    refuse(rules.problems_of_service(draft))
    if uid and (made := Service.objects.filter(uid=uid).first()):
        return made
    draft = with_locations(as_stored(draft))
    values = {"uid": uid or uuid4(), "modified_at": at, **own_values(draft)}
    service = create_with_slug(Service, name=draft.name, place=_town(draft), values=values)
    write_parts(service.pk, draft, rules.CHILDREN, at=at)
    empty = rules.ServiceDraft(draft.organization_id, "")
    _record("created", service, differing(empty, draft), by=by, at=at)
    return service


@transaction.atomic
def change_service(
    *,
    service_id: int,
    draft: rules.ServiceDraft,
    seen: datetime,
    by: Account | None,
    at: datetime,
    vouched_by: UUID | None = None,
) -> Service:
    """The offer as drafted. `seen` is the `modified_at` of the version that was edited.

    Raises `EntryRefused`, and `ChangedMeanwhile` when another change came first. A draft that
    changes nothing leaves no trace, so a double click is one change. Nobody vouches for handing an offer on.
    """
    service = Service.objects.select_related("organization").get(pk=service_id)
    owner = service.organization.uid if draft.organization_id == service.organization_id else None
    permissions.check_may_edit(by, vouched_by=vouched_by, owner=owner)
    refuse(rules.problems_of_service(draft))
    before, draft = draft_of_service(service), as_stored(draft)
    if changes := differing(before, draft):
        write(service, changes, seen=seen, at=at, theirs=before, yours=draft)
        draft = with_locations(draft)
        write_parts(service.pk, draft, changes.keys() & rules.CHILDREN, at=at)
        _record("changed", service, differing(before, draft), by=by, at=at)
    return service


@transaction.atomic
def assure_service(
    *,
    service_id: int,
    by: Account | None,
    at: datetime,
    seen: datetime | None = None,
    vouched_by: UUID | None = None,
) -> Service:
    """Someone says: this is correct today. Only `assured_at` moves.

    With `seen` only that version is confirmed; raises `ChangedMeanwhile` if it is no longer the one.
    """
    service = Service.objects.select_related("organization").get(pk=service_id)
    permissions.check_may_assure(by, vouched_by=vouched_by, owner=service.organization.uid)
    changes = assure(service, seen=seen, at=at, draft_of=draft_of_service)
    _record("assured", service, changes, by=by, at=at)
    return service


@transaction.atomic
def retire_service(*, service_id: int, by: Account | None, at: datetime, why: str = "") -> Service:
    """The offer is no more: it leaves every page and feed, its history stays."""
    permissions.check_may_edit(by)
    service = Service.objects.get(pk=service_id)
    if service.status == rules.Status.DEFUNCT:
        raise AlreadyDone(_("Dieses Angebot ist schon als beendet eingetragen."))
    _change_own(service, {"status": rules.Status.DEFUNCT}, "retired", by=by, at=at, why=why)
    return service


@transaction.atomic
def close_temporarily(
    *,
    service_id: int,
    closed_from: date,
    closed_to: date | None,
    reason: str,
    by: Account | None,
    at: datetime,
) -> Service:
    """Closed in the half-open period; without an end "until further notice". Raises `EntryRefused`."""
    permissions.check_may_edit(by)
    service = Service.objects.get(pk=service_id)
    values: dict[str, Any] = {
        "closed_from": closed_from,
        "closed_to": closed_to,
        "closed_reason": reason,
    }
    refuse(rules.problems_of_service(replace(draft_of_service(service), **values)))
    _change_own(service, values, "closed", by=by, at=at, why=reason)
    return service


@transaction.atomic
def reopen(*, service_id: int, by: Account | None, at: datetime) -> Service:
    """Open again at once; the journal keeps when it was closed."""
    permissions.check_may_edit(by)
    service = Service.objects.get(pk=service_id)
    if service.closed_from is None:
        raise AlreadyDone(_("Dieses Angebot ist nicht geschlossen."))
    values = {"closed_from": None, "closed_to": None, "closed_reason": ""}
    _change_own(service, values, "reopened", by=by, at=at)
    return service


def _change_own(
    service: Service,
    values: dict[str, Any],
    event: str,
    *,
    by: Account | None,
    at: datetime,
    why: str = "",
) -> None:
    """Writes some fields of the version just read."""
    before = draft_of_service(service)
    after = replace(before, **values)
    if changes := differing(before, after):
        write(service, changes, seen=service.modified_at, at=at, theirs=before, yours=after)
        _record(event, service, changes, by=by, at=at, why=why)


def _record(
    event: str,
    service: Service,
    changes: dict[str, list[Any]],
    *,
    by: Account | None,
    at: datetime,
    why: str = "",
) -> None:
    journal.record(
        event=f"directory.service.{event}",
        subject=service,
        by=by,
        at=at,
        changes=as_json(in_words(changes)),
        why=why,
    )
    refresh_services(pk=service.pk)


def _town(draft: rules.ServiceDraft) -> str:
    """The town of the first site, whose location is written by now."""
    first = draft.sites[0].location_id if draft.sites else None
    if first is None:
        return ""
    return Location.objects.values_list("town", flat=True).get(pk=first)
