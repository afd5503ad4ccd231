"""Which format a file has is seen from the file, and told; nobody has to choose."""

from django.utils.translation import gettext as _

from mitsorge.doors.imports.figures import genesis
from mitsorge.doors.imports.figures.care import care
from mitsorge.doors.imports.figures.grid import grid_columns, grid_from_csv, grid_from_geopackage
from mitsorge.doors.imports.figures.opened import Opened, opened
from mitsorge.doors.imports.figures.plain import plain, plain_columns
from mitsorge.doors.imports.figures.population import population
from mitsorge.doors.imports.figures.projection import projections
from mitsorge.doors.imports.figures.quarters import quarter_columns, quarters
from mitsorge.doors.imports.figures.read import Format, Read, TrapKind
from mitsorge.doors.imports.figures.register import is_register, register
from mitsorge.doors.imports.findings import Unreadable
from mitsorge.doors.imports.reading import delimited, workbook
from mitsorge.doors.imports.reading.sheet import Cell

HEADER_WITHIN = 12
"""The header of a plain table stands in one of the first rows."""

LATIN_1 = (Format.POPULATION, Format.PROJECTION, Format.CARE, Format.REGISTER)
"""Published in this encoding: nothing to be said about it."""


def read_figures(content: bytes) -> list[Read]:
    """The series of a file: one, or several where a file holds what excludes or estimates each other.

    Raises `Unreadable` with a German sentence where the file is no table of figures.
    """
    file = opened(content)
    if file.is_database:
        return [grid_from_geopackage(file.content)]
    reads = [_plain(_sheet_of(file))] if file.is_workbook else _from_text(file)
    for note in file.notes if reads[0].format not in LATIN_1 else ():
        reads[0].warn(TrapKind.ENCODING, note)
    return reads


def _from_text(file: Opened) -> list[Read]:
    table = genesis.table_number(file.text)
    if table:
        return _genesis(table, file.text)
    if is_register(file.text):
        return [register(file.text)]
    grid = grid_columns(file.text)
    if grid:
        return [grid_from_csv(file.text, grid)]
    columns = quarter_columns(file.text)
    if columns:
        return quarters(file.text, columns)
    return [_plain(delimited.read(file.content).rows)]


def _genesis(table: str, text: str) -> list[Read]:
    sheet = genesis.sheet(text)
    if table.startswith("12411"):
        return [population(sheet)]
    if table.startswith("12421"):
        return projections(sheet)
    if table.startswith("22411"):
        return [care(sheet)]
    raise Unreadable(
        _(
            "Die GENESIS-Tabelle %(table)s lesen wir nicht. Wir lesen 12411 (Bevölkerung), 12421 (Vorausberechnung) und 22411 (Pflegestatistik)."
        )
        % {"table": table}
    )


def _sheet_of(file: Opened) -> list[list[Cell]]:
    """The first sheet with the header of a plain table, else the first."""
    sheets = workbook.read(file.content)
    fitting = (s for s in sheets if any(plain_columns(row) for row in s.rows[:HEADER_WITHIN]))
    return next(fitting, sheets[0]).rows


def _plain(rows: list[list[Cell]]) -> Read:
    if not any(plain_columns(row) for row in rows[:HEADER_WITHIN]):
        raise Unreadable(
            _(
                "Wir erkennen die Tabelle nicht. Eine einfache Tabelle braucht in der ersten Zeile mindestens die Überschriften Gebiet, Jahr und Wert."
            )
        )
    return plain(rows)
