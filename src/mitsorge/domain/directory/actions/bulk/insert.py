"""Plain INSERTs and UPDATEs for very many rows of one table, a tenth of the cost of making a model of each.

Validation is the caller's; constraints stay the database's. Only for tables without a `save` of their own.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from operator import attrgetter
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
    """Inserts rows given by column attribute names; missing columns take the field's constant default.

    One statement per 5,000 rows that name the same columns.
    """
    with connection.cursor() as cursor:
        for names, alike in _by_shape(rows).items():
            sql, values = _statement(model, names)
            for start in range(0, len(alike), BATCH):
                cursor.executemany(sql, values(alike[start : start + BATCH]))


def update(model: type[models.Model], rows: Sequence[Row]) -> None:
    """Sets the columns each row names beside its "id". One statement per set of columns."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for names, alike in _by_shape(rows).items():
            columns = [name for name in names if name != "id"]
            prepare = [_preparer(fields[name]) for name in columns]
            told = ", ".join(f"{quote(str(fields[name].column))} = %s" for name in columns)
            sql = f"UPDATE {quote(model._meta.db_table)} SET {told} WHERE id = %s"  # noqa: S608 - names of our own tables
            cursor.executemany(
                sql,
                [
                    (*(form(row[n]) for form, n in zip(prepare, columns, strict=True)), row["id"])
                    for row in alike
                ],
            )


def _by_shape(rows: Sequence[Row]) -> dict[tuple[str, ...], list[Row]]:
    shapes: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        shapes.setdefault(tuple(row), []).append(row)
    return shapes


def _statement(
    model: type[models.Model], names: tuple[str, ...]
) -> tuple[str, Callable[[Sequence[Row]], list[tuple[Any, ...]]]]:
    """The INSERT for rows with these columns, and what makes its parameters of rows, column by column."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    rest = [f for name, f in fields.items() if name not in names and not f.primary_key]
    constants = [repeat(f.get_db_prep_save(f.get_default(), connection)) for f in rest]
    quote = connection.ops.quote_name
    ordered = [*names, *(field.attname for field in rest)]
    columns = ", ".join(quote(str(fields[name].column)) for name in ordered)
    marks = ", ".join(["%s"] * len(ordered))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608 - names of our own tables
    prepare = [None if _goes_as_it_is(fields[name]) else _preparer(fields[name]) for name in names]

    def values(rows: Sequence[Row]) -> list[tuple[Any, ...]]:
        told = zip(*(row.values() for row in rows), strict=True)
        forms = [
            map(form, column) if form else column
            for form, column in zip(prepare, told, strict=True)
        ]
        return list(zip(*forms, *constants, strict=False))

    return sql, values


def _goes_as_it_is(field: Any) -> bool:
    native = connection.features.has_native_uuid_field and isinstance(field, models.UUIDField)
    return native or isinstance(field, AS_IS)


def _preparer(field: Any) -> Callable[[Any], Any]:
    """The database form of a value; equal days, times and amounts are prepared once."""
    if isinstance(field, models.UUIDField):
        return attrgetter("hex")
    if isinstance(field, models.JSONField):
        return _json_preparer(field)
    return lru_cache(maxsize=4096)(lambda value: field.get_db_prep_save(value, connection))


def _json_preparer(field: Any) -> Callable[[Any], Any]:
    """The same object in row after row is prepared once."""
    last: Any = None
    form: Any = None

    def prepare(value: Any) -> Any:
        nonlocal last, form
        if value is None:
            return None
        if value is not last:
            last, form = value, field.get_db_prep_save(value, connection)
        return form

    return prepare
