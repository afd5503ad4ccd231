"""Hidden rows and columns, formulas without a result, and the extent of an XLSX sheet (ECMA-376 part 1, 18.3).

Plain searches in the bytes: a sheet of 10,000 rows is scanned in a few milliseconds.
"""

import re
import zipfile
from xml.etree import ElementTree

from mitsorge.doors.imports.reading.sheet import Marks, Spot

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ROW = re.compile(rb"<row\b([^>]*)>")
COLUMN = re.compile(rb"<col\b([^>]*)/?>")
CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?(?:/>|>(.*?)</c>)', re.DOTALL)
LETTERS = re.compile(rb"[A-Z]+")
BEYOND_Z = re.compile(rb' r="[A-Z]{2}')
NUMBER = re.compile(rb'\br="(\d+)"')
ROW_NUMBER = re.compile(rb'<row\b[^>]*?\br="(\d{1,9})"')
HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
SPAN = re.compile(rb'\b(min|max)="(\d+)"')


def read(packed: zipfile.ZipFile) -> dict[str, Marks]:
    """The marks of every sheet by its name."""
    return {name: scan(packed.read(path)) for name, path in _paths(packed).items()}


def _paths(packed: zipfile.ZipFile) -> dict[str, str]:
    links = ElementTree.fromstring(packed.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - expat limits entity growth
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    book = ElementTree.fromstring(packed.read("xl/workbook.xml"))  # noqa: S314 - as above
    found = {}
    for sheet in book.iter(f"{MAIN}sheet"):
        target = targets.get(sheet.get(LINK), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path in packed.NameToInfo and "worksheets" in path:
            found[sheet.get("name", "")] = path
    return found


def scan(xml: bytes) -> Marks:
    """The marks of one sheet's XML. Rows and cells stand in their order, as the standard wants them."""
    hides = b'hidden="' in xml
    height, width = _extent(xml)
    return Marks(
        hidden_rows=_hidden_rows(ROW.findall(xml)) if hides else frozenset(),
        hidden_columns=_hidden_columns(xml) if hides else frozenset(),
        formulas=_formulas(xml) if b"<f" in xml else frozenset(),
        height=height,
        width=width,
    )


def _extent(xml: bytes) -> tuple[int, int]:
    """The last row and the farthest column; without any cell beyond column Z nobody looks for it."""
    height, width = xml.count(b"</row>"), 26
    if BEYOND_Z.search(xml):
        width = max(map(_width, xml.split(b"</row>")))
    return max([height, *map(int, ROW_NUMBER.findall(_end(xml)))]), width


def _end(xml: bytes) -> bytes:
    """The last two rows and what follows them."""
    start = len(xml)
    for _row in range(3):
        start = xml.rfind(b"</row>", 0, start)
        if start < 0:
            return xml
    return xml[start:]


def _width(row: bytes) -> int:
    """The column of the last cell of a row, at least 26."""
    start = row.rfind(b' r="') + 4
    match = LETTERS.match(row, start) if start > 3 else None
    return max(26, column_index(match[0]) + 1) if match else 26


def column_index(name: bytes) -> int:
    """A is 0, Z is 25, AA is 26."""
    index = 0
    for letter in name:
        index = index * 26 + letter - 64
    return index - 1


def _hidden_rows(rows: list[bytes]) -> frozenset[int]:
    return frozenset(
        int(match[1]) - 1 for row in rows if HIDDEN.search(row) and (match := NUMBER.search(row))
    )


def _hidden_columns(xml: bytes) -> frozenset[int]:
    hidden: set[int] = set()
    for column in COLUMN.findall(xml):
        if HIDDEN.search(column):
            span = {key: int(value) for key, value in SPAN.findall(column)}
            hidden.update(range(span.get(b"min", 1) - 1, min(span.get(b"max", 1), 1000)))
    return frozenset(hidden)


def _formulas(xml: bytes) -> frozenset[Spot]:
    """Cells with a formula and no stored result."""
    return frozenset(
        (int(row) - 1, column_index(column))
        for column, row, inner in CELL.findall(xml)
        if b"<f" in inner and (b"<v>" not in inner or b"<v></v>" in inner)
    )
