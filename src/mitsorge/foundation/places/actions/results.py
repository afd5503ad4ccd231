"""What an import of places did."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from mitsorge.foundation.places.actions.revision import raise_revision

BATCH = 500


@dataclass(frozen=True, slots=True)
class Refusal:
    """One row that cannot be taken over, with the German reason. `line` counts from 1."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ImportResult:
    """Counts of rows. `stored` is false when a row was refused: then nothing at all was written."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: tuple[Refusal, ...] = ()
    stored: bool = True

    def __add__(self, other: "ImportResult") -> "ImportResult":
        return ImportResult(
            self.new + other.new,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.refused + other.refused,
            self.stored and other.stored,
        )


Row = dict[str, Any]


def refuse(refusals: Sequence[Refusal]) -> ImportResult:
    """The result of an import that stored nothing."""
    return ImportResult(refused=tuple(refusals), stored=False)


def store(
    model: type[models.Model], rows: Iterable[Row], *, identity: tuple[str, ...]
) -> ImportResult:
    """Bring the table in line with the rows: create what is new, update what differs, leave the rest.

    Rows not named stay as they are. 1 query to read, then one per 500 rows written and one
    that raises the revision where a row was. Runs inside the caller's
    transaction. Every row has the same columns.
    """
    wanted = {tuple(row[name] for name in identity): row for row in rows}
    if not wanted:
        return ImportResult()
    columns = [name for name in next(iter(wanted.values())) if name not in identity]
    held = {
        tuple(getattr(each, name) for name in identity): each
        for each in model._default_manager.all()
    }
    new = [model(**row) for key, row in wanted.items() if key not in held]
    changed = [
        held[key]
        for key, row in wanted.items()
        if key in held and _differs(held[key], row, columns)
    ]
    for each in changed:
        _take_over(each, wanted[tuple(getattr(each, name) for name in identity)], columns)
    model._default_manager.bulk_create(new, batch_size=BATCH)
    if changed:
        model._default_manager.bulk_update(changed, columns, batch_size=BATCH)
    if new or changed:
        raise_revision()
    return ImportResult(len(new), len(changed), len(wanted) - len(new) - len(changed))


def _differs(held: models.Model, row: Row, columns: list[str]) -> bool:
    return any(getattr(held, name) != row[name] for name in columns)


def _take_over(held: models.Model, row: Row, columns: list[str]) -> None:
    for name in columns:
        setattr(held, name, row[name])
