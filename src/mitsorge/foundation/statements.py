"""Questions every page asks, compiled once: Django takes ten times as long to write one as the database to answer it.

Kept is the statement, never what it found: every question goes to the database.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import QuerySet

Row = tuple[Any, ...]
Build = Callable[..., QuerySet[Any, Any]]
Answer = TypeVar("Answer")
KEPT = 64
"""Statements; a new day brings new ones, the oldest go."""


@dataclass(frozen=True)
class Question(Generic[Answer]):
    """`build(**given)` is a query with `values_list` that depends on nothing but `given`; `shape` reads its rows."""

    build: Build
    shape: Callable[[list[Row]], Answer]

    def ask(self, **given: Hashable) -> Answer:
        """Values are those Django gives (1 query)."""
        return self.shape(rows(self.build, **given))


@dataclass(frozen=True)
class Statement:
    """`converters`: column number to what Django does with its values."""

    sql: str
    parameters: Row
    converters: Mapping[int, tuple[list[Callable[..., Any]], Any]]

    def converted(self, found: list[Row]) -> list[Row]:
        if not self.converters:
            return found
        return [self._converted(list(row)) for row in found]

    def _converted(self, values: list[Any]) -> Row:
        for position, (steps, column) in self.converters.items():
            for step in steps:
                values[position] = step(values[position], column, connection)
        return tuple(values)


def rows(build: Build, **given: Hashable) -> list[Row]:
    """What `build(**given)` finds (1 query)."""
    statement = _compiled(connection.vendor, build, tuple(given.items()))
    return statement.converted(_fetched(statement.sql, statement.parameters))


def count(build: Build, **given: Hashable) -> int:
    """How many rows `build(**given)` has (1 query)."""
    statement = _compiled(connection.vendor, build, tuple(given.items()))
    counting = f"SELECT COUNT(*) FROM ({statement.sql}) counted"  # noqa: S608 - compiled by Django
    [(number,)] = _fetched(counting, statement.parameters)
    return int(number)


def together(*asked: tuple[Question[Any], Mapping[str, Hashable]]) -> list[Any]:
    """The answers to several questions with what each is given.

    1 query on PostgreSQL, where the way there and back costs more than the answer; one for each on SQLite, which
    takes no two statements at once and has no way to go.
    """
    if connection.vendor != "postgresql":
        return [question.ask(**given) for question, given in asked]
    statements = [
        _compiled(connection.vendor, question.build, tuple(given.items()))
        for question, given in asked
    ]
    found = zip(asked, statements, _sets(statements), strict=True)
    return [question.shape(said.converted(rows)) for (question, _given), said, rows in found]


@lru_cache(maxsize=KEPT)
def _compiled(_vendor: str, build: Build, given: tuple[tuple[str, Hashable], ...]) -> Statement:
    compiler = build(**dict(given)).query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    shown = [column for column, *_rest in compiler.select[: compiler.col_count]]
    return Statement(sql, tuple(parameters), compiler.get_converters(shown))


def _fetched(sql: str, parameters: Row) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _sets(statements: list[Statement]) -> Iterator[list[Row]]:
    """The rows of each statement, all sent at once."""
    parameters = [value for statement in statements for value in statement.parameters]
    with connection.cursor() as cursor:
        cursor.execute("; ".join(statement.sql for statement in statements), parameters)
        for number in range(len(statements)):
            if number:
                cursor.nextset()
            yield list(cursor.fetchall())
