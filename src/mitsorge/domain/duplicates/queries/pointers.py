"""What points to an entry: found by walking the models, so that a package added later is there by itself."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models

from mitsorge.domain.directory.models import Organization, SearchDocument, Service
from mitsorge.domain.duplicates.rules.merging import Kind, Side
from mitsorge.foundation.people.models import RoleGrant

Entry = Organization | Service
MODELS: dict[Kind, type[Entry]] = {Kind.ORGANIZATION: Organization, Kind.SERVICE: Service}
DERIVED: frozenset[type[models.Model]] = frozenset({SearchDocument})
"""Made anew from the entry itself: nothing to move."""
BY_UID = ((Organization, RoleGrant, "scope"),)
"""Rows that name an entry by its uid, without a foreign key."""


@dataclass(frozen=True)
class Pointer:
    """One column of one model in which an entry is named; `name` is what the entry calls these rows."""

    model: type[models.Model]
    column: str
    name: str
    target: str = "pk"

    @property
    def label(self) -> str:
        return self.model._meta.label

    def value(self, entry: Entry) -> Any:
        """What stands in the column where this entry is meant."""
        return getattr(entry, self.target)

    def rows(self, entry: Entry) -> list[models.Model]:
        """The rows that name the entry (1 query)."""
        found = self.model._base_manager.filter(**{self.column: self.value(entry)})
        return list(found.order_by("pk"))


@dataclass(frozen=True)
class Row:
    """A row that names the entry that goes."""

    pointer: Pointer
    record: models.Model


@dataclass(frozen=True)
class Plan:
    """What comes along, and what stays behind: because both have one already, or because so chosen."""

    moves: list[Row] = field(default_factory=list)
    stays: list[Row] = field(default_factory=list)


def kind_of(entry: Entry) -> Kind:
    return Kind.ORGANIZATION if isinstance(entry, Organization) else Kind.SERVICE


@cache
def pointers(model: type[Entry]) -> tuple[Pointer, ...]:
    """Every column that names a record of this model (0 queries): foreign keys, one-to-one, the rows between
    many-to-many, and uids."""
    linked = [
        Pointer(other, found.attname, _name(found))
        for other in apps.get_models(include_auto_created=True)
        if other not in DERIVED and other._meta.managed and not other._meta.proxy
        for found in other._meta.concrete_fields
        if found.remote_field is not None and found.remote_field.model is model
    ]
    by_uid = [
        Pointer(other, column, other._meta.model_name or "", "uid")
        for target, other, column in BY_UID
        if target is model
    ]
    return (*linked, *by_uid)


def plan(kept: Entry, gone: Entry, choices: dict[str, Side]) -> Plan:
    """What a merger would move (3 queries per model that has rows, 1 per other model and per row that is unique)."""
    found = Plan()
    for pointer in pointers(type(kept)):
        rows = pointer.rows(gone)
        theirs = _contents(pointer, pointer.rows(kept)) if rows else set()
        left_behind = choices.get(pointer.name) == Side.KEPT
        for record in rows:
            stays = left_behind or _is_twin(pointer, record, theirs)
            stays = stays or not fits(pointer, record, kept)
            (found.stays if stays else found.moves).append(Row(pointer, record))
    return found


def _name(found: Any) -> str:
    return found.remote_field.get_accessor_name() or found.model._meta.model_name or ""


def fits(pointer: Pointer, record: models.Model, kept: Entry) -> bool:
    """Whether the row may name the kept entry: no unique constraint forbids it."""
    column: Any = pointer.model._meta.get_field(_plain(pointer))
    if column.primary_key:
        return False
    own = getattr(record, pointer.column)
    setattr(record, pointer.column, pointer.value(kept))
    try:
        return all(_is_free(record, names) for names in _together(column)) and _is_allowed(record)
    finally:
        setattr(record, pointer.column, own)


def _is_free(record: models.Model, names: tuple[str, ...]) -> bool:
    values = {name: getattr(record, name) for name in names}
    return not type(record)._base_manager.filter(**values).exclude(pk=record.pk).exists()


def _is_allowed(record: models.Model) -> bool:
    unique = (
        found for found in record._meta.constraints if isinstance(found, models.UniqueConstraint)
    )
    try:
        for constraint in unique:
            constraint.validate(type(record), record)
    except ValidationError:
        return False
    return True


def _together(column: Any) -> Iterator[tuple[str, ...]]:
    """Columns that are unique together with this one, from `unique` and `unique_together`."""
    if column.unique:
        yield (column.attname,)
    for names in column.model._meta.unique_together:
        if column.name in names:
            yield tuple(column.model._meta.get_field(name).attname for name in names)


def _plain(pointer: Pointer) -> str:
    """The name of the field of a column ("organization" of "organization_id")."""
    try:
        return pointer.model._meta.get_field(pointer.column).name
    except FieldDoesNotExist:
        return pointer.column.removesuffix("_id")


def _is_twin(pointer: Pointer, record: models.Model, theirs: set[tuple[Any, ...]]) -> bool:
    """Says what a row of the kept entry says already, and nothing hangs on it."""
    return bool(theirs) and _content(pointer, record) in theirs


def _contents(pointer: Pointer, rows: list[models.Model]) -> set[tuple[Any, ...]]:
    if _is_named_by_others(pointer.model):
        return set()
    return {_content(pointer, record) for record in rows}


def _content(pointer: Pointer, record: models.Model) -> tuple[Any, ...]:
    own = {"id", "uid", pointer.column}
    fields = (found for found in record._meta.concrete_fields if found.attname not in own)
    return tuple(repr(getattr(record, found.attname)) for found in fields)


def _is_named_by_others(model: type[models.Model]) -> bool:
    found = model._meta.get_fields(include_hidden=True)
    return any(relation.auto_created and not relation.concrete for relation in found)
