"""Both forms of HSDS as one set of tables; nested records are taken apart, references counted and checked."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from mitsorge.doors.imports.findings import Unreadable
from mitsorge.doors.imports.hsds import package

Record = dict[str, Any]
NESTED = {
    "services": "service",
    "organization": "organization",
    "locations": "location",
    "location": "location",
    "service_at_locations": "service_at_location",
    "phones": "phone",
    "addresses": "address",
    "schedules": "schedule",
    "service_areas": "service_area",
    "languages": "language",
    "cost_options": "cost_option",
    "attributes": "attribute",
    "taxonomy_term": "taxonomy_term",
    "contacts": "contact",
    "accessibility": "accessibility",
    "programs": "program",
    "program": "program",
    "funding": "funding",
    "required_documents": "required_document",
    "organization_identifiers": "organization_identifier",
    "metadata": "metadata",
}
"""Keys that hold records of their own, and the table each belongs to (HSDS 3.1, compiled schema)."""
LOOKS_LIKE = (
    ("organization", ("services", "locations", "organization_identifiers", "website")),
    ("service", ("organization", "service_at_locations", "organization_id", "cost_options")),
)
MAX_RECORDS = 400_000
REFERENCES = {
    "organization_id": "organization",
    "parent_organization_id": "organization",
    "service_id": "service",
    "location_id": "location",
    "service_at_location_id": "service_at_location",
    "program_id": "program",
    "contact_id": "contact",
    "phone_id": "phone",
    "taxonomy_term_id": "taxonomy_term",
    "taxonomy_id": "taxonomy",
}


@dataclass(slots=True)
class Document:
    """All records by table and id. `dangling`: (table, record id, field, missing id)."""

    tables: dict[str, dict[str, Record]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    dangling: list[tuple[str, str, str, str]] = field(default_factory=list)

    def all(self, table: str) -> Iterator[Record]:
        yield from self.tables.get(table, {}).values()

    def get(self, table: str, record_id: object) -> Record | None:
        return self.tables.get(table, {}).get(str(record_id))

    def add(self, table: str, record: Record) -> str:
        """Stores a record under its id (an invented one where it has none); a fuller one wins."""
        records = self.tables.setdefault(table, {})
        record_id = str(record.get("id") or f"{table}-{len(records) + 1}")
        records[record_id] = {**record, **records.get(record_id, {}), "id": record_id}
        return record_id


def read(content: bytes) -> Document:
    """The tables of a JSON document or a data package. Raises `Unreadable`."""
    document = Document()
    if content[:2] == b"PK":
        for table, records in package.read(content).items():
            for record in records:
                document.add(table, record)
    else:
        for table, record in _top(content):
            _take_apart(document, table, record)
    if not document.tables.get("service"):
        raise Unreadable(_("In der HSDS-Datei steht kein Angebot (service)."))
    document.dangling = list(_dangling(document))
    return document


def _top(content: bytes) -> Iterator[tuple[str, Record]]:
    try:
        parsed = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("Die JSON-Datei ist beschädigt.")) from error
    records = parsed.get("contents", [parsed]) if isinstance(parsed, dict) else parsed
    for record in records if isinstance(records, list) else ():
        if isinstance(record, dict):
            yield _table_of(record), record


def _table_of(record: Record) -> str:
    for table, keys in LOOKS_LIKE:
        if any(key in record for key in keys):
            return table
    raise Unreadable(
        _(
            "Das ist eine JSON-Datei, aber keine in HSDS: Weder organization noch service ist zu erkennen."
        )
    )


def _take_apart(document: Document, table: str, record: Record, depth: int = 0) -> str:
    if depth > 12 or sum(map(len, document.tables.values())) > MAX_RECORDS:
        raise Unreadable(_("Die HSDS-Datei ist zu tief verschachtelt oder zu groß."))
    own = {key: value for key, value in record.items() if not _is_nested(key, value)}
    record_id = document.add(table, own)
    for key, value in record.items():
        if _is_nested(key, value):
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, dict):
                    _nest(document, (table, record_id), key, child, depth)
    return record_id


def _is_nested(key: str, value: object) -> bool:
    return key in NESTED and isinstance(value, list | dict)


def _nest(document: Document, parent: tuple[str, str], key: str, child: Record, depth: int) -> None:
    """A child list points to its parent; a single nested record is pointed to by it."""
    table, parent_id = parent
    if key in ("organization", "location", "program", "taxonomy_term"):
        child_id = _take_apart(document, NESTED[key], child, depth + 1)
        document.tables[table][parent_id][f"{key}_id"] = child_id
        return
    linked = {"link_id": parent_id} if key == "attributes" else {f"{table}_id": parent_id}
    _take_apart(document, NESTED[key], {**linked, **child}, depth + 1)


def _dangling(document: Document) -> Iterator[tuple[str, str, str, str]]:
    """Every reference that points nowhere. `link_id` may point to any table (HSDS attribute)."""
    everything = {record_id for records in document.tables.values() for record_id in records}
    for table, records in document.tables.items():
        if table in ("metadata", "meta_table_description"):
            continue
        for record_id, record in records.items():
            for name, target in REFERENCES.items():
                value = record.get(name)
                if value and str(value) not in document.tables.get(target, {}):
                    yield table, record_id, name, str(value)
            if (
                table == "attribute"
                and record.get("link_id")
                and str(record["link_id"]) not in everything
            ):
                yield table, record_id, "link_id", str(record["link_id"])
