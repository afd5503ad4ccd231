"""A partner list with twenty kinds of dirt, made by this script. Every organization is invented."""

import io
from dataclasses import dataclass
from datetime import date

import openpyxl

HEADINGS = (
    "Träger",
    "Name der Einrichtung",
    "Angebot",
    "Straße/Hausnr.",
    "PLZ Ort",
    "Tel.",
    "E-Mail-Adresse",
    "Homepage",
    "§45a anerkannt",
    "anerkannt bis",
    "Pflegegrad ab",
    "Plätze",
    "Ansprechpartner",
    "Bemerkung intern",
)


@dataclass(frozen=True)
class Dirt:
    """One kind of dirt: its row, what becomes of it, and the codes of what is said about it."""

    name: str
    cells: dict[str, object]
    outcome: str
    said: tuple[str, ...] = ()
    values: tuple[tuple[str, object], ...] = ()


def _row(name: str, **cells: object) -> dict[str, object]:
    base = {
        "Träger": "Muster gGmbH",
        "Name der Einrichtung": name,
        "Angebot": "Tagespflege",
        "PLZ Ort": "14467 Potsdam",
    }
    return {**base, **{key.replace("_", " "): value for key, value in cells.items()}}


def row(name: str, more: dict[str, object]) -> dict[str, object]:
    return {**_row(name), **more}


KINDS = (
    Dirt(
        "clean",
        row("Haus Anfang", {"Tel.": "030 23125-101"}),
        "NEW",
        (),
        (("phones", [["VOICE", "+493023125101", "030 23125-101"]]),),
    ),
    Dirt(
        "phone as float",
        row("Haus Birke", {"Tel.": 3023125102.0}),
        "NEW",
        ("phone_float",),
        (("phones", [["VOICE", "+493023125102", "03023125102"]]),),
    ),
    Dirt(
        "phone with E+10",
        row("Haus Celle", {"Tel.": "3,02313E+10"}),
        "SUSPICIOUS",
        ("phone_rounded",),
    ),
    Dirt(
        "several phones in one cell",
        row("Haus Distel", {"Tel.": "030 23125-103; Fax 030 23125-104"}),
        "NEW",
        ("phone_several",),
    ),
    Dirt(
        "date as Excel serial",
        row("Haus Erle", {"§45a anerkannt": "ja", "anerkannt bis": 46752}),
        "NEW",
        ("date_serial",),
        (("recognized_until", "2027-12-31"),),
    ),
    Dirt(
        "yes in other words",
        row("Haus Farn", {"§45a anerkannt": "x", "anerkannt bis": date(2027, 6, 30)}),
        "NEW",
        (),
        (("recognized_45a", True),),
    ),
    Dirt(
        "neither yes nor no",
        row("Haus Ginster", {"§45a anerkannt": "in Klärung"}),
        "SUSPICIOUS",
        ("yes_no_wrong",),
    ),
    Dirt(
        "HTML entities",
        row("Haus &amp; Hof M&uuml;ller", {}),
        "NEW",
        (),
        (("name", "Haus & Hof Müller"),),
    ),
    Dirt(
        "no-break and zero-width spaces",
        row("Haus\u00a0Heide\u200b", {}),
        "NEW",
        (),
        (("name", "Haus Heide"),),
    ),
    Dirt("formula without a result", row("=A1", {}), "REFUSED", ("formula",)),
    Dirt("injection", row("=cmd|' /C calc'!A0", {"text": True}), "REFUSED", ("injection",)),
    Dirt("hidden row", row("Haus Iris", {"hidden": True}), "SUSPICIOUS", ("row_hidden",)),
    Dirt(
        "several offers of one house",
        {"Angebot": "Kurzzeitpflege"},
        "SUSPICIOUS",
        ("name_continued",),
        (("name", "Haus Iris"),),
    ),
    Dirt(
        "lost leading zero",
        row("Haus Jasmin", {"PLZ Ort": 4103}),
        "NEW",
        ("postcode_zero",),
        (("postcode", "04103"),),
    ),
    Dirt(
        "wrong postcode for the place",
        row("Haus Klee", {"PLZ Ort": "14467 Leipzig"}),
        "SUSPICIOUS",
        ("place_mismatch",),
    ),
    Dirt(
        "swapped columns",
        row(
            "Haus Linde", {"E-Mail-Adresse": "www.linde.example", "Homepage": "info@linde.example"}
        ),
        "SUSPICIOUS",
        ("columns_swapped", "columns_swapped"),
        (("email", "info@linde.example"), ("website", "https://www.linde.example")),
    ),
    Dirt(
        "mail with spaces",
        row("Haus Mohn", {"E-Mail-Adresse": "info @ mohn.example"}),
        "NEW",
        ("mail_tidied",),
        (("email", "info@mohn.example"),),
    ),
    Dirt(
        "website without scheme",
        row("Haus Nelke", {"Homepage": "www.nelke.example"}),
        "NEW",
        ("site_scheme",),
        (("website", "https://www.nelke.example"),),
    ),
    Dirt("too long text", row("Haus Oleander " + "x" * 200, {}), "SUSPICIOUS", ("too_long",)),
    Dirt(
        "unknown kind",
        row("Haus Primel", {"Angebot": "Tagespfege"}),
        "SUSPICIOUS",
        ("kind_unknown",),
        (("kinds", ["tagespflege"]),),
    ),
    Dirt(
        "number stored as text",
        row("Haus Quitte", {"Plätze": "24", "Pflegegrad ab": "PG 2"}),
        "NEW",
        (),
        (("places_total", 24), ("care_grade_from", 2)),
    ),
    Dirt("twice encoded umlauts", row("StraÃŸenhaus", {}), "NEW", (), (("name", "Straßenhaus"),)),
    Dirt(
        "section heading",
        {"Träger": "", "PLZ Ort": "", "Ansprechpartner": "Planregion Nord"},
        "REFUSED",
        ("section_row",),
    ),
    Dirt("repeated row", row("Haus Anfang", {"Tel.": "030 23125-101"}), "REFUSED", ("repeated",)),
    Dirt(
        "contradicting row",
        row("Haus Anfang", {"Tel.": "030 23125-199"}),
        "REFUSED",
        ("contradiction",),
    ),
    Dirt(
        "only a mail, no name",
        {"E-Mail-Adresse": "rest@muster.example", "Tel.": "030 23125-105"},
        "REFUSED",
        ("name_missing",),
    ),
    Dirt("totals row", {"Träger": "Summe", "Plätze": 480}, "REFUSED", ("totals_row",)),
)
FIRST = 6
"""The row of the first offer: a title, an empty row, and two heading rows stand above."""


def workbook() -> bytes:
    """The list as XLSX: title, two heading rows, a hidden sheet and column, merged cells, 40,000 empty rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Liste"
    sheet["A1"] = "Partner im Netzwerk, Stand 2026"
    for column, heading in enumerate(HEADINGS, start=1):
        in_group = heading in ("Tel.", "E-Mail-Adresse", "Homepage")
        sheet.cell(row=5 if in_group else 4, column=column, value=heading)
    sheet.cell(row=4, column=HEADINGS.index("Tel.") + 1, value="Kontakt")
    for number, kind in enumerate(KINDS, start=FIRST):
        _write(sheet, number, kind.cells)
    _merge(sheet, FIRST + len(KINDS))
    sheet.column_dimensions["N"].hidden = True
    sheet.cell(row=40_000, column=1).number_format = "0.00"
    sheet.cell(row=40_000, column=2, value="\u00a0")
    hidden = book.create_sheet("Archiv")
    hidden.append(["Träger", "Name"])
    hidden.sheet_state = "hidden"
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _write(sheet, number: int, cells: dict[str, object]) -> None:
    for heading, value in cells.items():
        if heading in HEADINGS and value != "":
            cell = sheet.cell(row=number, column=HEADINGS.index(heading) + 1, value=value)
            if cells.get("text"):
                cell.data_type = "s"
    sheet.row_dimensions[number].hidden = bool(cells.get("hidden"))


def _merge(sheet, number: int) -> None:
    """Two offers whose owner and house are merged over both rows."""
    for offset, kind in enumerate(("Tagespflege", "Kurzzeitpflege")):
        _write(
            sheet,
            number + offset,
            row(
                "Haus Zeder" if not offset else "",
                {"Angebot": kind, "Träger": "Zeder e. V." if not offset else ""},
            ),
        )
    sheet.merge_cells(start_row=number, end_row=number + 1, start_column=1, end_column=1)
    sheet.merge_cells(start_row=number, end_row=number + 1, start_column=2, end_column=2)
