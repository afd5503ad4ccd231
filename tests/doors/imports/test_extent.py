"""How far a sheet reaches, from its bytes alone."""

import pytest

from mitsorge.doors.imports.reading.xlsx_marks import scan


def row(number: str, *cells: str) -> str:
    told = "".join(f'<c r="{cell}"><v>1</v></c>' for cell in cells)
    return f"<row{number}>{told}</row>"


@pytest.mark.parametrize(
    ("rows", "extent"),
    [
        ([], (0, 26)),
        ([row(' r="1"', "A1", "C1")], (1, 26)),
        ([row("", "A1"), row("", "Z2")], (2, 26)),
        ([row(' r="1"', "A1"), row(' r="70000"', "B70000")], (70_000, 26)),
        ([row(' r="1"', "A1", "AB1"), row(' r="2"', "C2")], (2, 28)),
        ([row(' r="1"', "XFD1"), row(' r="2"', "A2"), row(' r="9"', "A9")], (9, 16_384)),
        ([row(' r="1"', "A1"), '<row r="500"/>'], (500, 26)),
    ],
)
def test_the_extent_of_a_sheet(rows, extent):
    marks = scan(f"<worksheet><sheetData>{''.join(rows)}</sheetData></worksheet>".encode())
    assert (marks.height, marks.width) == extent
