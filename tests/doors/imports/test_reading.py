"""Files as they come: encodings, delimiters, hidden things, and what is refused by name."""

import io
import zipfile

import openpyxl
import pytest

from mitsorge.doors.imports.findings import Unreadable
from mitsorge.doors.imports.parsing.columns import find_layout, recognize
from mitsorge.doors.imports.reading import read
from mitsorge.doors.imports.reading.delimited import guess_delimiter

TABLE = [["Träger", "PLZ Ort"], ["Müller & Söhne", "14467 Potsdam"]]


def _csv(delimiter=";", encoding="utf-8", newline="\r\n") -> bytes:
    return newline.join(delimiter.join(row) for row in TABLE).encode(encoding)


def workbook(change=None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Partner"
    for row in TABLE:
        sheet.append(row)
    if change:
        change(book, sheet)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_delimiter_and_encoding_reads_the_same(delimiter, encoding):
    assert read(_csv(delimiter, encoding))[0].rows == TABLE


def test_windows_1252_is_said():
    assert read(_csv(encoding="cp1252"))[0].notes == (
        "Die Datei ist in Windows-1252 gespeichert; Umlaute wurden umgewandelt.",
    )


def test_quoted_line_breaks_and_the_line_sep():
    content = 'sep=;\nTräger;Ort\n"Haus\nam ""See""";Potsdam\n'.encode()
    assert read(content)[0].rows == [["Träger", "Ort"], ['Haus\nam "See"', "Potsdam"]]


def test_a_comma_in_the_text_is_no_delimiter():
    assert guess_delimiter("Name;Ort\nHaus, am See;Potsdam\nHof, alt, neu;Potsdam\n") == ";"


def test_workbook_reads_the_same():
    assert read(workbook())[0].rows == TABLE


def test_hidden_sheet_is_not_read_but_named():
    def hide(book, _sheet):
        book.create_sheet("Alt").sheet_state = "hidden"

    sheets = read(workbook(hide))
    assert [sheet.name for sheet in sheets] == ["Partner"]
    assert sheets[0].notes == ("Das Blatt „Alt“ ist ausgeblendet und wurde nicht gelesen.",)


def test_hidden_rows_columns_merges_and_formulas_are_marked():
    def mark(_book, sheet):
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet["A3"] = "=A2"
        sheet.merge_cells("A4:A6")
        sheet["A4"] = "Haus"

    sheet = read(workbook(mark))[0]
    assert sheet.hidden_rows == {1}
    assert sheet.hidden_columns == {1}
    assert sheet.formulas == {(2, 0)}
    assert sheet.merged == (((3, 0), (5, 0)),)


def test_rows_keep_their_number_where_the_table_starts_lower():
    def lower(_book, sheet):
        sheet.insert_rows(1, 4)

    assert read(workbook(lower))[0].rows[4] == ["Träger", "PLZ Ort"]


def test_forty_thousand_empty_rows_are_nothing():
    def stretch(_book, sheet):
        sheet.cell(row=40_000, column=1).value = " "

    assert [row for row in read(workbook(stretch))[0].rows if any(row)] == TABLE


def ods(body: str) -> bytes:
    packed = io.BytesIO()
    head = (
        '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        "<office:body><office:spreadsheet>"
    )
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f"{head}{body}</office:spreadsheet></office:body></office:document-content>",
        )
    return packed.getvalue()


SPANNED = 'table:number-rows-spanned="2"'


def _ods_cell(text: str, attributes: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {attributes}><text:p>{text}</text:p></table:table-cell>'


def test_ods_with_a_hidden_row_and_a_merged_cell():
    body = (
        '<table:table table:name="Liste"><table:table-column table:number-columns-repeated="2"/>'
        f"<table:table-row>{_ods_cell('Träger')}{_ods_cell('Ort')}</table:table-row>"
        f'<table:table-row table:visibility="collapse">{_ods_cell("Haus", SPANNED)}{_ods_cell("Potsdam")}</table:table-row>'
        f"<table:table-row><table:covered-table-cell/>{_ods_cell('Werder')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row></table:table>'
    )
    sheet = read(ods(body))[0]
    assert sheet.rows == [["Träger", "Ort"], ["Haus", "Potsdam"], ["", "Werder"]]
    assert sheet.hidden_rows == {1}
    assert sheet.merged == (((1, 0), (2, 0)),)


def _stray_cell(_book, sheet):
    sheet["XFD1048576"] = "x"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Die Datei ist leer."),
        (b"  \n ", "Die Datei ist leer."),
        (
            b"x" * (10 * 1024 * 1024 + 1),
            "Die Datei ist größer als 10 MB. Teilen Sie sie bitte auf.",
        ),
        (b"%PDF-1.7 ...", "Das ist eine PDF-Datei. Wir lesen XLSX, ODS, CSV, JSON und ZIP (HSDS)."),
        (b"\x89PNG\r\n", "Das ist ein Bild. Wir lesen XLSX, ODS, CSV, JSON und ZIP (HSDS)."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....",
            "Die Datei ist mit einem Kennwort geschützt oder im alten Excel-Format (.xls). Speichern Sie sie bitte ohne Kennwort als .xlsx.",
        ),
        (
            b"PK\x03\x04kaputt",
            "Die Datei ist beschädigt. Speichern Sie sie bitte neu und versuchen Sie es noch einmal.",
        ),
        (b"<!DOCTYPE html><html>", "Das ist eine Internetseite oder XML-Datei, keine Tabelle."),
        (b"a;b\n\x00\x01", "Die Datei ist keine Textdatei. Wir lesen XLSX, ODS, CSV und HSDS."),
        (b";;\n;;\n", "In der Datei steht nichts: Alle Zellen sind leer."),
        (
            workbook(_stray_cell),
            "Das Blatt „Partner“ reicht bis Zeile 1048576 und Spalte 16384. Löschen Sie bitte die verirrten Zellen.",
        ),
    ],
    ids=[
        "nothing",
        "blank",
        "huge",
        "pdf",
        "image",
        "xls",
        "broken zip",
        "html",
        "binary",
        "empty",
        "stray",
    ],
)
def test_refused_with_a_sentence(content, sentence):
    with pytest.raises(Unreadable) as refused:
        read(content)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Träger", "organization"),
        ("Name der Einrichtung", "name"),
        ("Straße/Hausnr.", "street"),
        ("PLZ Ort", "postcode"),
        ("PLZ / Ort", "postcode"),
        ("Tel.", "phones"),
        ("Telefon (mit Vorwahl)", "phones"),
        ("E-Mail-Adresse", "email"),
        ("e-mail", "email"),
        ("Angebot", "kinds"),
        ("Art", "kinds"),
        ("Einzugsgebiet", "areas"),
        ("Öffnungszeiten", "hours"),
        ("Oeffnungszeiten", "hours"),
        ("Sprachen", "languages"),
        ("§45a anerkannt bis", "recognized_until"),
        ("§ 45a SGB XI", "recognition"),
        ("Pflegegrad ab", "care_grade_from"),
        ("Kosten", "fees"),
        ("Plätze", "places_total"),
        ("aktiv/inaktiv", "participation"),
        ("Mitgliedergruppe", "member_group"),
        ("Einzugsgebeit", "areas"),
        ("Ansprechpartner", ""),
        ("Lieblingsfarbe", ""),
    ],
)
def test_headings(heading, field):
    assert recognize(heading) == field


def _layout(rows):
    layout = find_layout(read("\n".join(";".join(row) for row in rows).encode()))
    return layout.first, layout.field_columns()


def test_header_below_a_title():
    rows = [
        ["Partnerliste 2026", "", ""],
        ["", "", ""],
        ["Träger", "Art", "Ort"],
        ["Haus", "Tagespflege", "Potsdam"],
    ]
    assert _layout(rows) == (3, {"organization": [0], "kinds": [1], "town": [2]})


def test_two_header_rows():
    rows = [
        ["Träger", "Kontakt", "", "Ort"],
        ["", "Tel.", "E-Mail", ""],
        ["Haus", "030 23125-111", "", "Potsdam"],
    ]
    assert _layout(rows) == (2, {"organization": [0], "phones": [1], "email": [2], "town": [3]})


def test_angebot_beside_art_is_a_name():
    assert _layout([["Träger", "Angebot", "Art"], ["Haus", "Treff", "Tagespflege"]])[1] == {
        "organization": [0],
        "name": [1],
        "kinds": [2],
    }


def test_nothing_recognized():
    assert find_layout(read(b"a;b;c\n1;2;3")) is None
