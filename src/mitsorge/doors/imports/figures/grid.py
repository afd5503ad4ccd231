"""The population grid of the census: GeoPackage or CSV, in degrees or in European grid coordinates."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.utils.translation import gettext as _

from mitsorge.domain.planning.rules import Quality, Subject
from mitsorge.domain.planning.rules.passport import PeopleAt
from mitsorge.doors.imports.figures import cells
from mitsorge.doors.imports.figures.genesis import LICENCE, OFFICES, SHOWN
from mitsorge.doors.imports.figures.geopackage import PEOPLE, layer
from mitsorge.doors.imports.figures.laea import degrees
from mitsorge.doors.imports.figures.published import published
from mitsorge.doors.imports.figures.read import Format, Read, Total, TrapKind
from mitsorge.doors.imports.reading.delimited import guess_delimiter

CENSUS_2022 = date(2022, 5, 15)
DEGREES, GRID = (4326, 4258), 3035
X, Y = (
    ("x_mp_100m", "x_mp_1km", "x_mp_10km", "x_mp"),
    ("y_mp_100m", "y_mp_1km", "y_mp_10km", "y_mp"),
)
LON, LAT = ("lon", "lng", "longitude", "laenge", "länge"), ("lat", "latitude", "breite")
SIZE = re.compile(r"(\d+)(km|m)\b")
METERS_PER_DEGREE = 111_320.0


@dataclass(frozen=True)
class Columns:
    """Where a CSV keeps its coordinates and its people; `crs` as EPSG number."""

    x: int
    y: int
    people: int
    crs: int
    size_m: int


def grid_columns(text: str) -> Columns | None:
    """The columns of a grid in a CSV; None for other tables."""
    first = text.lstrip("\ufeff").partition("\n")[0]
    heads = [head.strip().casefold() for head in first.split(guess_delimiter(text))]
    people = _column(heads, PEOPLE)
    for xs, ys, crs in ((X, Y, GRID), (LON, LAT, DEGREES[0])):
        x, y = _column(heads, xs), _column(heads, ys)
        if x is not None and y is not None and people is not None:
            return Columns(x, y, people, crs, _size(first))
    return None


def _column(heads: Sequence[str], names: Sequence[str]) -> int | None:
    return next((heads.index(name) for name in names if name in heads), None)


def _size(heading: str) -> int:
    found = SIZE.search(heading.replace("_", " "))
    return int(found[1]) * (1000 if found[2] == "km" else 1) if found else 0


def grid_from_csv(text: str, columns: Columns) -> Read:
    """Lines whose people are unknown are left out and counted."""
    read = Read(Format.GRID, _passport())
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=guess_delimiter(text))
    next(rows, None)
    found: list[tuple[float, float, float]] = []
    secret = 0
    for row in rows:
        if any(row):
            values = _values(row, columns)
            if values is None and len(read.errors) < SHOWN:
                read.refuse(rows.line_num, _("In der Zeile fehlen Koordinaten oder Einwohner."))
            elif values and values[2] is None:
                secret += 1
            elif values and values[2] is not None:
                found.append((values[0], values[1], values[2]))
    _finish(read, found, columns.crs, columns.size_m, secret)
    return read


def _values(row: list[str], columns: Columns) -> tuple[float, float, float | None] | None:
    try:
        x, y = (float(row[index].replace(",", ".")) for index in (columns.x, columns.y))
        text = row[columns.people]
    except (IndexError, ValueError):
        return None
    if text.strip() in ("-1", ""):
        return x, y, None
    value = cells.number(text)
    return None if value is None else (x, y, value[0])


def grid_from_geopackage(content: bytes) -> Read:
    """Cells without people are left out and counted. Raises `Unreadable`."""
    read = Read(Format.GRID, _passport())
    source = layer(content)
    found: list[tuple[float, float, float]] = []
    for x, y, _width, value in source.cells:
        if isinstance(value, int | float) and value >= 0:
            found.append((x, y, float(value)))
    widths = [width for _x, _y, width, _value in source.cells[:500]]
    size = _rounded_size(widths, source.crs, found[0][1] if found else 51.0)
    _finish(read, found, source.crs, size, len(source.cells) - len(found))
    return read


def _rounded_size(widths: list[float], crs: int, latitude: float) -> int:
    """The edge of a cell in meters: 100, 1000 or 10000, whichever is nearest; 0 for points."""
    middle = float(np.median(widths)) if widths else 0.0
    if crs in DEGREES:
        middle *= METERS_PER_DEGREE * float(np.cos(np.radians(latitude)))
    return min((100, 1000, 10_000), key=lambda edge: abs(np.log(middle / edge))) if middle else 0


def _finish(
    read: Read, found: list[tuple[float, float, float]], crs: int, size: int, secret: int
) -> None:
    if crs not in (*DEGREES, GRID):
        sentence = _(
            "Die Koordinaten sind in EPSG:%(crs)s. Wir lesen Grad (EPSG:4326) und das europäische Gitter (EPSG:3035)."
        )
        read.refuse(0, sentence % {"crs": crs})
        return
    if not found and not read.errors:
        read.refuse(0, _("In der Datei ist keine bewohnte Rasterzelle."))
        return
    read.cells = _cells(found, crs, size)
    _tell(read, secret)
    read.totals = _totals(read.cells)


def _cells(found: list[tuple[float, float, float]], crs: int, size: int) -> list[PeopleAt]:
    if not found:
        return []
    table = np.array(found, dtype=np.float64)
    lon, lat = table[:, 0], table[:, 1]
    if crs == GRID:
        lat, lon = degrees(table[:, 0], table[:, 1])
    rows = zip(lat.round(7).tolist(), lon.round(7).tolist(), table[:, 2].tolist(), strict=True)
    return [PeopleAt(north, east, people, size) for north, east, people in rows]


def _tell(read: Read, secret: int) -> None:
    read.warn(
        TrapKind.NOISE,
        _(
            "Die Zahlen einzelner Zellen sind aus Datenschutz leicht verändert (Cell-Key). Ihre Summe weicht deshalb von der amtlichen Einwohnerzahl ab."
        ),
    )
    if secret:
        sentence = _(
            "%(n)s Zellen haben keine Zahl. Sie bleiben draußen und gelten nicht als leer."
        )
        read.warn(TrapKind.SIGNS, sentence % {"n": secret})


def _totals(cells: list[PeopleAt]) -> list[Total]:
    """Only where the file is meant to be all of Germany; the noise of the cells is allowed for (0.1 %)."""
    people = sum(cell.population for cell in cells)
    known = published()["ZENSUS", CENSUS_2022]
    if abs(people - known.value) > known.value / 20:
        return []
    label = _("Alle Zellen in Deutschland")
    return [Total(label, people, known.value, known.source, tolerance=known.value / 1000)]


def _passport() -> dict[str, object]:
    return {
        "title": _("Bevölkerungsraster des Zensus"),
        "subject": Subject.POPULATION,
        "unit": "Personen",
        "publisher": OFFICES,
        "licence": LICENCE,
        "as_of": CENSUS_2022,
        "quality": Quality.OFFICIAL,
        "table_number": "Zensus 2022, Gitter",
    }
