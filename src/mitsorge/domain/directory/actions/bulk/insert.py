"""Plain INSERTs for very many rows of one table, a tenth of the cost of making a model of each.

Validation is the caller's; constraints stay the database's. Only for tables without a `save` of their own.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from django.db import connection, models

BATCH = 5000
AS_IS = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.BooleanField,
    models.AutoField,
    models.ForeignKey,
)
"""Fields whose values every driver takes as they are."""
Row = Mapping[str, Any]


def reserve(model: type[models.Model], count: int) -> list[int]:
    """The next `count` ids (1 query). SQLite has one writer at a time; PostgreSQL hands them out for good."""
    if not count:
        return []
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), "id", count],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        first = (row[0] if row else 0) + 1
        return list(range(first, first + count))


def insert(model: type[models.Model], rows: Sequence[Row]) -> None:
    """Inserts rows given by column attribute names; missing columns take the field's constant default."""
    if not rows:
        return
    sql, columns = _statement(model)
    with connection.cursor() as cursor:
        for start in range(0, len(rows), BATCH):
            batch = [_values(columns, row) for row in rows[start : start + BATCH]]
            named = "id" in rows[start]
            cursor.executemany(sql[named], [values if named else values[1:] for values in batch])


Column = tuple[str, Any, Callable[[Any], Any] | None]


def _values(columns: Sequence[Column], row: Row) -> list[Any]:
    return [
        row.get(name, default) if prepare is None else prepare(row.get(name, default))
        for name, default, prepare in columns
    ]


@cache
def _statement(model: type[models.Model]) -> tuple[tuple[str, str], tuple[Column, ...]]:
    """(INSERT without id, with id) and the columns, id first."""
    fields = sorted(model._meta.concrete_fields, key=lambda field: not field.primary_key)
    quote = connection.ops.quote_name
    names = [quote(str(field.column)) for field in fields]
    texts = tuple(
        f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(some)}) VALUES ({', '.join(['%s'] * len(some))})"  # noqa: S608 - names of our own tables
        for some in (names[1:], names)
    )
    return (texts[0], texts[1]), tuple(_column(field) for field in fields)


def _column(field: Any) -> Column:
    is_made = field.has_default() and callable(field.default)  # a new one per row: the caller's
    default = None if field.primary_key or is_made else field.get_default()
    prepare = None if isinstance(field, AS_IS) else _preparer(field)
    return field.attname, default, prepare


def _preparer(field: Any) -> Callable[[Any], Any]:
    """The database form of a value; equal values are prepared once."""
    seen: dict[Any, Any] = {}

    def prepare(value: Any) -> Any:
        if value is None or value.__hash__ is None:
            return None if value is None else field.get_db_prep_save(value, connection)
        if value not in seen:
            if len(seen) > BATCH:
                seen.clear()
            seen[value] = field.get_db_prep_save(value, connection)
        return seen[value]

    return prepare
