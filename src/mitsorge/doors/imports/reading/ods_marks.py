"""Hidden, merged and computed cells of an ODS table (OpenDocument 1.3 part 3, 9.1), in one pass."""

import io
import zipfile
from dataclasses import dataclass, field
from typing import IO
from xml.etree import ElementTree

from mitsorge.doors.imports.reading.sheet import Marks, Spot

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@dataclass(slots=True)
class _Scan:
    """What has been seen of the current table; `row` and `column` count from 0."""

    row: int = 0
    column: int = 0
    height: int = 0
    width: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: set[Spot] = field(default_factory=set)
    merged: list[tuple[Spot, Spot]] = field(default_factory=list)

    def marks(self) -> Marks:
        return Marks(
            frozenset(self.hidden_rows),
            frozenset(self.hidden_columns),
            frozenset(self.formulas),
            tuple(self.merged),
            self.height,
            self.width,
        )


def read(packed: zipfile.ZipFile) -> dict[str, Marks]:
    """The marks of every table by its name."""
    found: dict[str, Marks] = {}
    source: IO[bytes] = io.BytesIO(packed.read("content.xml"))
    scan = _Scan()
    for event, element in ElementTree.iterparse(source, events=("start", "end")):  # noqa: S314 - expat limits entity growth
        if event == "start" and element.tag == f"{TABLE}table":
            scan = _Scan()
        elif event == "end" and element.tag == f"{TABLE}table":
            found[element.get(f"{TABLE}name", "")] = scan.marks()
            element.clear()
        elif event == "end" and element.tag == f"{TABLE}table-column":
            _column(scan, element)
        elif event == "end" and element.tag == f"{TABLE}table-row":
            _row(scan, element)
            element.clear()
    return found


def _repeated(element: ElementTree.Element, what: str) -> int:
    return max(int(element.get(f"{TABLE}number-{what}-repeated", "1")), 1)


def _is_hidden(element: ElementTree.Element) -> bool:
    return element.get(f"{TABLE}visibility", "visible") != "visible"


def _column(scan: _Scan, element: ElementTree.Element) -> None:
    times = _repeated(element, "columns")
    if _is_hidden(element):
        scan.hidden_columns.update(range(scan.column, min(scan.column + times, 1000)))
    scan.column += times


def _row(scan: _Scan, element: ElementTree.Element) -> None:
    times = _repeated(element, "rows")
    column = filled = 0
    for cell in element:
        repeat = _repeated(cell, "columns")
        if _is_filled(cell):
            filled = column + repeat
            _cell(scan, cell, column)
        column += repeat
    if filled:
        scan.height, scan.width = scan.row + times, max(scan.width, filled)
    if filled and _is_hidden(element):
        scan.hidden_rows.update(range(scan.row, min(scan.row + times, 200_000)))
    scan.row += times


def _is_filled(cell: ElementTree.Element) -> bool:
    return (
        cell.get(f"{OFFICE}value-type") is not None
        or cell.find(f"{TEXT}p") is not None
        or cell.get(f"{TABLE}formula") is not None
    )


def _cell(scan: _Scan, cell: ElementTree.Element, column: int) -> None:
    if cell.get(f"{TABLE}formula") and cell.get(f"{OFFICE}value-type") is None:
        scan.formulas.add((scan.row, column))
    down = int(cell.get(f"{TABLE}number-rows-spanned", "1"))
    right = int(cell.get(f"{TABLE}number-columns-spanned", "1"))
    if down > 1 or right > 1:
        scan.merged.append(((scan.row, column), (scan.row + down - 1, column + right - 1)))
