"""All records of a demo, built in memory and written in a few strokes."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.db import models

from mitsorge.domain.directory import search
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
from mitsorge.domain.partners.models import Partnership
from mitsorge.foundation.journal import actions as journal

Record = TypeVar("Record", bound=models.Model)
BATCH = 400
"""Rows at once: SQLite takes 32,766 values in one statement."""
ORDER: tuple[type[models.Model], ...] = (
    Organization,
    Location,
    Accessibility,
    Service,
    ServiceAtLocation,
    Attribute,
    ServiceArea,
    Schedule,
    CostOption,
    ServiceCapacity,
    Contact,
    Phone,
    Partnership,
)
JOURNALED = {
    Organization: "directory.organization.created",
    Service: "directory.service.created",
    Partnership: "partners.partnership.begun",
}


@dataclass
class Sheaf:
    """Unsaved records by model; a child points to its unsaved parent."""

    rows: dict[type[models.Model], list[models.Model]] = field(default_factory=dict)

    def add(self, record: Record) -> Record:
        """Keep a record for writing; returns it."""
        self.rows.setdefault(type(record), []).append(record)
        return record

    def write(self, *, at: datetime) -> None:
        """Parents before children, one journal entry for each partner, offer and partnership, then the search."""
        for model in ORDER:
            model._default_manager.bulk_create(self.rows.get(model, []), batch_size=BATCH)
        deeds = [
            journal.Deed(event, subject, why="Beispieldaten")
            for model, event in JOURNALED.items()
            for subject in self.rows.get(model, [])
        ]
        journal.record_many(deeds=deeds, by=None, at=at)
        search.refresh_documents([service.pk for service in self.rows.get(Service, [])])
