"""Organizations and their locations."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import models, transaction

from mitsorge.domain.directory import permissions, rules, search
from mitsorge.domain.directory.actions.labels import in_words, veiled
from mitsorge.domain.directory.actions.outcomes import ChangedMeanwhile, refuse
from mitsorge.domain.directory.actions.parts import (
    as_stored,
    new_location,
    write_accessibility,
    write_reach,
)
from mitsorge.domain.directory.actions.slugs import create_with_slug
from mitsorge.domain.directory.actions.versions import (
    as_json,
    assure,
    differing,
    own_values,
    refresh_services,
    write,
)
from mitsorge.domain.directory.models import Location, Organization
from mitsorge.domain.directory.queries.edit import draft_of_location, draft_of_organization
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account

REACH = frozenset({"phones", "contacts"})
OPEN_OF_PROTECTED = frozenset({"town", "is_protected", "accessibility"})


@transaction.atomic
def create_organization(
    *,
    draft: rules.OrganizationDraft,
    by: Account | None,
    at: datetime,
    town: str = "",
    uid: UUID | None = None,
) -> Organization:
    """A new organization; `town` helps to tell its address from one of the same name.

    With the `uid` of a form a second click gets the organization that the first one made.
    """
    permissions.check_may_edit(by)
    refuse(rules.problems_of_organization(draft))
    if uid and (made := Organization.objects.filter(uid=uid).first()):
        return made
    draft = as_stored(draft)
    values = {"uid": uid or uuid4(), "modified_at": at, **own_values(draft)}
    found = create_with_slug(Organization, name=draft.name, place=town, values=values)
    write_reach(draft, REACH, organization_id=found.pk)
    changes = differing(rules.OrganizationDraft(""), draft)
    _record("organization.created", found, changes, by=by, at=at)
    return found


@transaction.atomic
def change_organization(
    *,
    organization_id: int,
    draft: rules.OrganizationDraft,
    seen: datetime,
    by: Account | None,
    at: datetime,
    vouched_by: UUID | None = None,
) -> Organization:
    """The organization as drafted; `seen` as in `change_service`.

    Raises `EntryRefused` and `ChangedMeanwhile`.
    """
    found = Organization.objects.get(pk=organization_id)
    permissions.check_may_edit(by, vouched_by=vouched_by, owner=found.uid)
    refuse([*rules.problems_of_organization(draft), *_circles(found, draft)])
    before, draft = draft_of_organization(found), as_stored(draft)
    if changes := differing(before, draft):
        write(found, changes, seen=seen, at=at, theirs=before, yours=draft)
        write_reach(draft, changes.keys() & REACH, organization_id=found.pk)
        _record("organization.changed", found, changes, by=by, at=at)
        refresh_services(organization_id=found.pk)
    return found


@transaction.atomic
def assure_organization(
    *,
    organization_id: int,
    by: Account | None,
    at: datetime,
    seen: datetime | None = None,
    vouched_by: UUID | None = None,
) -> Organization:
    """Someone says: this is correct today. Only `assured_at` moves; its offers are asked one by one."""
    found = Organization.objects.get(pk=organization_id)
    permissions.check_may_assure(by, vouched_by=vouched_by, owner=found.uid)
    changes = assure(found, seen=seen, at=at, draft_of=draft_of_organization)
    _record("organization.assured", found, changes, by=by, at=at)
    search.refresh_documents(())
    return found


@transaction.atomic
def create_location(
    *, organization_id: int, draft: rules.LocationDraft, by: Account | None, at: datetime
) -> Location:
    """A new location of an organization."""
    permissions.check_may_edit(by)
    refuse(rules.problems_of_location(draft))
    location = new_location(draft, organization_id)
    _record_location("created", location, rules.LocationDraft(), draft, by=by, at=at)
    search.refresh_documents(())
    return location


@transaction.atomic
def change_location(
    *,
    location_id: int,
    draft: rules.LocationDraft,
    seen: rules.LocationDraft,
    by: Account | None,
    at: datetime,
) -> Location:
    """The location as drafted. A location has no date of its own: `seen` is the draft that was edited."""
    permissions.check_may_edit(by)
    refuse(rules.problems_of_location(draft))
    location = Location.objects.select_for_update().get(pk=location_id)
    before = draft_of_location(location)
    if before not in (seen, draft):
        raise ChangedMeanwhile(changed_at=at, at=at, theirs=before, yours=draft)
    if before != draft:
        Location.objects.filter(pk=location_id).update(**own_values(draft))
        write_accessibility(location_id, draft.accessibility)
        location.refresh_from_db()
        _record_location("changed", location, before, draft, by=by, at=at)
        refresh_services(sites__location_id=location_id)
    return location


def _record_location(
    event: str,
    location: Location,
    before: rules.LocationDraft,
    after: rules.LocationDraft,
    *,
    by: Account | None,
    at: datetime,
) -> None:
    changes = differing(before, after)
    if before.is_protected or after.is_protected:
        changes = {name: _veiled(name, pair) for name, pair in changes.items()}
    _record(f"location.{event}", location, changes, by=by, at=at)


def _veiled(name: str, pair: list[Any]) -> list[Any]:
    """That a protected address changed is kept, not what it is: more people read the journal."""
    if name in OPEN_OF_PROTECTED:
        return pair
    return veiled(pair)


def _record(
    event: str,
    subject: models.Model,
    changes: dict[str, list[Any]],
    *,
    by: Account | None,
    at: datetime,
) -> None:
    journal.record(
        event=f"directory.{event}",
        subject=subject,
        by=by,
        at=at,
        changes=as_json(in_words(changes)),
    )


def _circles(found: Organization, draft: rules.OrganizationDraft) -> list[rules.Problem]:
    """No organization stands above itself, at any distance."""
    above = draft.parent_organization_id
    while above is not None:
        if above == found.pk:
            return [rules.Problem("parent_organization_id", rules.Fault.OWN_PARENT)]
        above = Organization.objects.values_list("parent_organization_id", flat=True).get(pk=above)
    return []
