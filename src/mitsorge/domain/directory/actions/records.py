"""Many ready records at once, for networks that are founded full."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain

from django.db import models, transaction

from mitsorge.domain.directory import permissions, search
from mitsorge.domain.directory.models import (
    Accessibility,
    Attribute,
    Contact,
    CostOption,
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
)
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account

BATCH = 1000
ORDER: tuple[type[models.Model], ...] = (
    Location,
    Accessibility,
    ServiceAtLocation,
    Attribute,
    Schedule,
    ServiceArea,
    CostOption,
    ServiceCapacity,
    Contact,
    Phone,
)
"""What others point to comes first."""


@transaction.atomic
def bulk_create_records(
    organizations: Sequence[Organization],
    services: Sequence[Service],
    children: Iterable[models.Model],
    *,
    by: Account | None,
    at: datetime,
) -> None:
    """Writes unsaved records that point to each other as objects; all rows or none.

    One journal entry per organization and service, one search refresh, 1 query per kind and
    batch (1,000 rows, or what the database takes at once). Slugs, dates and rules are the caller's. `by` None is the machine itself: the command line
    of whoever runs the installation. Raises `TypeError` for a child of another kind.
    """
    if by is not None:
        permissions.check_may_edit(by)
    rows = list(children)
    strangers = {type(row) for row in rows} - set(ORDER)
    if strangers:
        raise TypeError(f"not a part of an entry: {strangers}")
    _create_organizations(organizations)
    Service.objects.bulk_create(services, batch_size=BATCH)
    for model in ORDER:
        mine = [row for row in rows if type(row) is model]
        model._default_manager.bulk_create(mine, batch_size=BATCH)
    deeds = [
        journal.Deed(f"directory.{record._meta.model_name}.imported", record)
        for record in chain(organizations, services)
    ]
    journal.record_many(deeds=deeds, by=by, at=at)
    if services:
        search.refresh_documents([service.pk for service in services])


def _create_organizations(organizations: Sequence[Organization]) -> None:
    """Parents before children, so that a child knows its parent's number."""
    left = list(organizations)
    while left:
        ready = [
            row
            for row in left
            if row.parent_organization is None or row.parent_organization.pk is not None
        ]
        if not ready:
            raise ValueError("organizations stand above themselves, or a parent is missing")
        Organization.objects.bulk_create(ready, batch_size=BATCH)
        left = [row for row in left if row.pk is None]
