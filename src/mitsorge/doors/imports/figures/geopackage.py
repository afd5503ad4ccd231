"""A layer of a GeoPackage, read with the standard library: middles of its cells and one number each."""

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mitsorge.doors.imports.findings import Unreadable

PEOPLE = ("population", "einwohner", "bevoelkerung", "insgesamt_0", "insgesamt", "pop", "ew")
MAX_CELLS = 4_000_000


@dataclass(frozen=True)
class Layer:
    """`crs` is an EPSG number. `cells`: middle x, middle y, width, value as it stands in the database."""

    name: str
    crs: int
    column: str
    cells: list[tuple[float, float, float, object]]


def layer(content: bytes) -> Layer:
    """The first layer of features with a column of people. Raises `Unreadable`."""
    try:
        with closing(sqlite3.connect(":memory:")) as base:
            base.deserialize(content)
            base.execute("PRAGMA trusted_schema = OFF")
            return _layer(base)
    except (sqlite3.Error, struct.error, OverflowError) as error:
        raise Unreadable(
            _("Das GeoPackage ist beschädigt oder unvollständig. Laden Sie es bitte noch einmal.")
        ) from error


def _layer(base: sqlite3.Connection) -> Layer:
    found = base.execute(
        "SELECT c.table_name, c.column_name, c.srs_id FROM gpkg_geometry_columns c "
        "JOIN sqlite_master m ON m.name = c.table_name "
        "WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'"
    ).fetchall()
    for table, geometry, crs in found:
        column = _people_column(base, str(table))
        if column:
            return Layer(str(table), int(crs), column, list(_cells(base, table, geometry, column)))
    raise Unreadable(
        _("Im GeoPackage ist keine Ebene mit einer Spalte „population“ oder „Einwohner“.")
    )


def _people_column(base: sqlite3.Connection, table: str) -> str:
    columns = {
        str(row[1]).casefold(): str(row[1])
        for row in base.execute(f"PRAGMA table_info({_quoted(table)})")
    }
    return next((columns[name] for name in PEOPLE if name in columns), "")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _cells(
    base: sqlite3.Connection, table: str, geometry: str, column: str
) -> Iterator[tuple[float, float, float, object]]:
    query = f"SELECT {_quoted(geometry)}, {_quoted(column)} FROM {_quoted(table)} LIMIT {MAX_CELLS}"  # noqa: S608 - quoted names
    for blob, value in base.execute(query):
        yield *_middle(blob), value


def _middle(blob: bytes) -> tuple[float, float, float]:
    """Middle and width of a geometry: from its envelope, else from its first ring or its point."""
    if blob[:2] != b"GP":
        raise struct.error("no GeoPackage geometry")
    order = "<" if blob[3] & 1 else ">"
    if blob[3] >> 1 & 7:
        west, east, south, north = struct.unpack_from(f"{order}4d", blob, 8)
        return (west + east) / 2, (south + north) / 2, east - west
    return _from_ring(blob[8:])


def _from_ring(wkb: bytes) -> tuple[float, float, float]:
    order = "<" if wkb[0] == 1 else ">"
    (kind,) = struct.unpack_from(f"{order}I", wkb, 1)
    if kind == 1:
        x, y = struct.unpack_from(f"{order}2d", wkb, 5)
        return x, y, 0.0
    if kind == 6:
        return _from_ring(wkb[9:])
    if kind != 3:
        raise struct.error("neither point nor area")
    (points,) = struct.unpack_from(f"{order}I", wkb, 9)
    ring = struct.unpack_from(f"{order}{2 * points}d", wkb, 13)
    xs, ys = ring[::2], ring[1::2]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, max(xs) - min(xs)
