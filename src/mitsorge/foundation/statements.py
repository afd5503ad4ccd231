"""Questions every page asks, compiled once: Django takes ten times as long to write one as the database to answer it.

Kept is the statement, never what it found: every question goes to the database.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Question = Callable[..., QuerySet[Any, Any]]
Converters = dict[int, tuple[list[Callable[..., Any]], Any]]
KEPT = 64
"""Statements; a new day brings new ones, the oldest go."""


def rows(question: Question, **given: Hashable) -> list[tuple[Any, ...]]:
    """What the `values_list` of `question(**given)` finds, values as Django gives them (1 query).

    The question must depend on nothing but `given`, and be a function of a module: it is part of the name.
    """
    sql, parameters, converters = _compiled(connection.vendor, question, tuple(given.items()))
    found = _fetched(sql, parameters)
    return [_converted(row, converters) for row in found] if converters else found


def count(question: Question, **given: Hashable) -> int:
    """How many rows `question(**given)` has (1 query)."""
    sql, parameters, _converters = _compiled(connection.vendor, question, tuple(given.items()))
    [(number,)] = _fetched(f"SELECT COUNT(*) FROM ({sql}) counted", parameters)  # noqa: S608 - compiled by Django
    return int(number)


@lru_cache(maxsize=KEPT)
def _compiled(
    _vendor: str, question: Question, given: tuple[tuple[str, Hashable], ...]
) -> tuple[str, tuple[Any, ...], Converters]:
    compiler = question(**dict(given)).query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    shown = [column for column, *_rest in compiler.select[: compiler.col_count]]
    return sql, tuple(parameters), compiler.get_converters(shown)


def _fetched(sql: str, parameters: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _converted(row: tuple[Any, ...], converters: Converters) -> tuple[Any, ...]:
    values = list(row)
    for position, (steps, column) in converters.items():
        for step in steps:
            values[position] = step(values[position], column, connection)
    return tuple(values)
