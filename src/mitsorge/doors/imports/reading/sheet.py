from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta
Spot = tuple[int, int]
"""Row and column, both counted from 0."""

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 250 * 1024 * 1024
MAX_ROWS = 200_000
MAX_FILLED_ROWS = 50_000
MAX_COLUMNS = 400


@dataclass(slots=True)
class Sheet:
    """One table as it stands in the file: row i of `rows` is row i + 1 of the spreadsheet.

    `formulas` are formulas without a stored result; `merged` are ranges ((row, column), (row, column)).
    """

    name: str
    rows: list[list[Cell]]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formulas: frozenset[Spot] = frozenset()
    merged: tuple[tuple[Spot, Spot], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """What the values alone do not show: hidden rows and columns, formulas, how far the table reaches."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formulas: frozenset[Spot] = frozenset()
    merged: tuple[tuple[Spot, Spot], ...] = ()
    height: int = 0
    width: int = 0
