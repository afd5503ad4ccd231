"""Writing the offers of a list: new and changed ones, with journal and search, all rows or none."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import models, transaction

from mitsorge.domain.directory import search
from mitsorge.domain.directory.actions.bulk.children import (
    add_children,
    all_terms,
    replace_children,
)
from mitsorge.domain.directory.actions.bulk.insert import Row, insert, reserve, update
from mitsorge.domain.directory.actions.bulk.places import Address, Locate, Locations, move, settle
from mitsorge.domain.directory.actions.labels import veiled
from mitsorge.domain.directory.models import Organization, Service
from mitsorge.domain.directory.permissions import check_may_edit
from mitsorge.domain.directory.rules.offer_rows import (
    CHILD_FIELDS,
    PLACE_FIELDS,
    SERVICE_FIELDS,
    TERM_FIELDS,
    OfferRow,
    column_value,
)
from mitsorge.domain.directory.rules.slugs import slug, unique_slug
from mitsorge.foundation.journal.actions import Deed, plain_entry, record_many
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.models import Account

BATCH = 2000
LISTS = frozenset((*TERM_FIELDS, *CHILD_FIELDS))
MOVES = frozenset((*PLACE_FIELDS, "more_places"))
VEILED = frozenset(("street", "postcode", "more_places"))
Tell = Callable[[int], None]
"""Told how many rows are written; a progress bar listens."""
plain = lru_cache(maxsize=65536)(slug)


@dataclass(frozen=True)
class Written:
    """What was written: ids of services, and the organization each row belongs to by its row number."""

    created: list[int]
    changed: list[int]
    organization_of: dict[int, int]


@transaction.atomic
def write_offers(
    *,
    rows: Sequence[OfferRow],
    source: str,
    by: Account | None,
    at: datetime,
    locate: Locate,
    tell: Tell = lambda _done: None,
    since: int | None = None,
) -> Written:
    """Creates and changes the offers of a list; `imported_at` is set, `assured_at` never.

    All rows or none. A few queries per 2,000 rows plus what `locate` costs per new address. `by` None is the
    machine itself (the command line); anybody else needs the right to edit. `since` is the number of the directory
    the rows were compared with: raises `search.Moved`, and nothing is written, where anything changed after it.
    """
    if by is not None:
        check_may_edit(by)
    writer = _Writer(source, by, at, locate)
    writer.organizations([str(row.values["organization"]) for row in rows])
    new = [row for row in rows if row.service_id is None]
    created = writer.create(new, tell)
    changed = writer.change([row for row in rows if row.service_id is not None])
    tell(len(rows))
    if since is not None:
        search.hold_still(since)
    if created or changed:
        search.refresh_documents([*created, *changed])
    owners = {
        index: writer.owners[plain(str(row.values["organization"]))]
        for index, row in enumerate(rows)
    }
    return Written(created, changed, owners)


class _Writer:
    """What all rows of one deed share: actor, moment, the organizations, terms and slugs known so far."""

    def __init__(self, source: str, by: Account | None, at: datetime, locate: Locate) -> None:
        self.source, self.by, self.at, self.locate = source[:120], by, at, locate
        self.terms = all_terms()
        self.owners: dict[str, int] = {}

    def organizations(self, names: Iterable[str]) -> None:
        """Finds or creates the organizations by their plain letters (2 queries and 2 per 2,000 new ones)."""
        taken = set()
        for pk, name, used in Organization.objects.order_by("-pk").values_list(
            "pk", "name", "slug"
        ):
            self.owners[plain(name)] = pk
            taken.add(used)
        new: dict[str, Row] = {}
        for name in names:
            key = plain(name)
            if key not in self.owners and key not in new:
                made = unique_slug(name, "", taken)
                taken.add(made)
                new[key] = {
                    "uid": uuid.uuid4(),
                    "slug": made,
                    "name": name,
                    "source": self.source,
                    "modified_at": self.at,
                    "imported_at": self.at,
                }
        numbers = reserve(Organization, len(new))
        rows = [{**row, "id": pk} for pk, row in zip(numbers, new.values(), strict=True)]
        insert(Organization, rows)
        self.owners.update(zip(new, numbers, strict=True))
        self.record(Organization, "directory.organization.imported", rows)

    def owner(self, row: OfferRow) -> int:
        return self.owners[plain(str(row.values["organization"]))]

    def create(self, rows: Sequence[OfferRow], tell: Tell) -> list[int]:
        """New offers with everything on them, in batches."""
        if not rows:
            return []
        taken = set(Service.objects.values_list("slug", flat=True))
        locations = Locations({self.owner(row) for row in rows}, self.locate)
        created: list[int] = []
        for start in range(0, len(rows), BATCH):
            created += self._create_batch(rows[start : start + BATCH], taken, locations)
            tell(start)
        return created

    def _create_batch(
        self, rows: Sequence[OfferRow], taken: set[str], locations: Locations
    ) -> list[int]:
        numbers = reserve(Service, len(rows))
        services = [
            self._new_service(pk, row, taken) for pk, row in zip(numbers, rows, strict=True)
        ]
        insert(Service, services)
        wanted = {
            pk: locations.want(self.owner(row), row.values)
            for pk, row in zip(numbers, rows, strict=True)
        }
        locations.write()
        settle(wanted, locations)
        add_children({pk: row.values for pk, row in zip(numbers, rows, strict=True)}, self.terms)
        self.record(Service, "directory.service.imported", services)
        return numbers

    def record(self, model: type[models.Model], event: str, rows: Sequence[Row]) -> None:
        """An entry for each new row, by its id and name."""
        shared = plain_entry(Deed(event, model()), self.by, self.at)
        entries = [
            {**shared, "subject_id": row["id"], "subject_label": row["name"][:200]} for row in rows
        ]
        insert(Entry, entries)

    def _new_service(self, pk: int, row: OfferRow, taken: set[str]) -> dict[str, Any]:
        values = row.values
        made = unique_slug(str(values["name"]), str(values.get("town") or ""), taken)
        taken.add(made)
        columns = {
            SERVICE_FIELDS[n]: column_value(n, v) for n, v in values.items() if n in SERVICE_FIELDS
        }
        return {
            "id": pk,
            "uid": uuid.UUID(row.uid) if row.uid else uuid.uuid4(),
            "slug": made,
            "organization_id": self.owner(row),
            "source": self.source,
            "modified_at": self.at,
            "imported_at": self.at,
            **columns,
        }

    def change(self, rows: Sequence[OfferRow]) -> list[int]:
        """Known offers: only the named fields, with what stood there before in the journal."""
        by_id = {row.service_id: row for row in rows if row.service_id is not None}
        services: dict[int, Service] = {}
        for start in range(0, len(by_id), BATCH):
            services |= Service.objects.in_bulk(list(by_id)[start : start + BATCH])
        update(
            Service, [self._changed_columns(service, by_id[pk]) for pk, service in services.items()]
        )
        lists = {pk: names for pk, row in by_id.items() if (names := LISTS & row.changes.keys())}
        replace_children({pk: by_id[pk].values for pk in lists}, lists, self.terms)
        self._move(services, by_id)
        deeds = [
            Deed("directory.service.imported", services[pk], _told(row))
            for pk, row in by_id.items()
            if pk in services
        ]
        record_many(deeds=deeds, by=self.by, at=self.at)
        return list(services)

    def _changed_columns(self, service: Service, row: OfferRow) -> Row:
        columns: dict[str, Any] = {"id": service.pk, "modified_at": self.at, "imported_at": self.at}
        if "organization" in row.changes:
            columns["organization_id"] = service.organization_id = self.owner(row)
        for name in SERVICE_FIELDS:
            if name in row.changes:
                columns[SERVICE_FIELDS[name]] = column_value(name, row.values[name])
        service.name = columns.get("name", service.name)
        return columns

    def _move(self, services: Mapping[int, Service], by_id: Mapping[int, OfferRow]) -> None:
        moved = {pk: row for pk, row in by_id.items() if MOVES & row.changes.keys()}
        if not moved:
            return
        locations = Locations({services[pk].organization_id for pk in moved}, self.locate)
        wanted: dict[int, list[Address]] = {}
        for pk, row in moved.items():
            wanted[pk] = locations.want(services[pk].organization_id, row.values)
        locations.write()
        move(wanted, locations)


def _told(row: OfferRow) -> Mapping[str, list[Any]]:
    """What the journal may keep: that a protected address changed, not what it is or was."""
    was = row.changes.get("protected", [False])[0]
    if not (row.values.get("protected") or was):
        return row.changes
    return {name: veiled(pair) if name in VEILED else pair for name, pair in row.changes.items()}
