"""The plain table, its numbers, ages and areas; the grid as CSV; coordinates of the European grid."""

import gzip
import io
import zipfile

import numpy as np
import openpyxl
import pytest

from mitsorge.domain.planning.rules import CareKind, CellSign, Level, Sex
from mitsorge.domain.planning.rules.passport import Counted, PeopleAt
from mitsorge.doors.imports.figures import cells
from mitsorge.doors.imports.figures.laea import degrees
from mitsorge.doors.imports.figures.read import Format, Problem, TrapKind
from mitsorge.doors.imports.figures.recognize import read_figures

HEAD = "Gebiet;Jahr;Alter von;Alter bis;Geschlecht;Wert\n"


def plain(text: str, head: str = HEAD):
    (read,) = read_figures((head + text).encode())
    return read


def test_areas_by_key_name_and_country():
    read = plain(
        "Deutschland;2020;;;;1\n12;2020;;;;2\n12069;2020;;;;3\n12069306;2020;;;;4\n120690306306;2021;;;;5\nPlanregion 1;2020;;;m;6\n"
    )
    assert read.errors == []
    assert read.figures == [
        Counted(Level.COUNTRY, "DG", 2020, 1.0),
        Counted(Level.LAND, "12", 2020, 2.0),
        Counted(Level.KREIS, "12069", 2020, 3.0),
        Counted(Level.MUNICIPALITY, "12069306", 2020, 4.0),
        Counted(Level.MUNICIPALITY, "12069306", 2021, 5.0),
        Counted(Level.AREA, "Planregion 1", 2020, 6.0, sex=Sex.MALE),
    ]


def test_a_key_that_lost_its_zero_is_mended():
    assert plain("1001;2020;;;;1\n").figures[0].area_code == "01001"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234", 1234.0),
        ("1.234", 1234.0),
        ("1 234", 1234.0),
        ("1.234,5", 1234.5),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("0", 0.0),
    ],
)
def test_numbers_as_people_write_them(text, value):
    read = plain(f"P1;2020;;;;{text}\n")
    assert [f.value for f in read.figures] == [value]
    grouped = [trap.kind for trap in read.traps] == [TrapKind.GROUPED]
    assert grouped == (value >= 1234 and text != "1234")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("P1;2020;;;;-5\n", "„-5“ ist keine Zahl ab null."),
        ("P1;2020;;;;\n", "Der Wert fehlt."),
        ("P1;20;;;;5\n", "„20“ ist kein Jahr."),
        (";2020;;;;5\n", "Das Gebiet fehlt."),
        (
            "P1;2020;;;divers;5\n",
            "Geschlecht: „divers“ kennen wir nicht. Möglich sind m, w oder leer.",
        ),
        ("P1;2020;alt;;;5\n", "Alter von: „alt“ ist keine ganze Zahl."),
        ("P1;2020;80;65;;5\n", "Das Alter reicht von 80 bis 65: Das Ende liegt nicht danach."),
    ],
)
def test_a_wrong_line_is_told(text, sentence):
    assert plain(text).errors == [Problem(2, sentence)]


def test_signs_are_missing_not_zero():
    read = plain("P1;2020;;;m;-\nP1;2020;;;w;.\n")
    assert [(f.value, f.sign) for f in read.figures] == [
        (None, CellSign.NOTHING),
        (None, CellSign.SECRET),
    ]


@pytest.mark.parametrize(
    ("rows", "bands", "words"),
    [
        ("0;17|18;64|65;", [(0, 18), (18, 65), (65, None)], "schließt das Jahr ein"),
        ("0;18|18;65|65;", [(0, 18), (18, 65), (65, None)], "heißt „bis unter“"),
    ],
)
def test_whether_the_end_of_an_age_group_belongs_to_it_is_seen(rows, bands, words):
    read = plain("".join(f"P1;2020;{row};;1\n" for row in rows.split("|")))
    assert [(f.age_from, f.age_to) for f in read.figures] == bands
    assert [(t.kind, words in t.sentence) for t in read.traps] == [(TrapKind.AGE_END, True)]


def test_ends_that_contradict_each_other_are_refused():
    read = plain("P1;2020;0;17;;1\nP1;2020;18;65;;1\nP1;2020;65;;;1\n")
    assert read.errors == [
        Problem(0, "Bei manchen Altersgruppen gehört das Ende dazu, bei anderen nicht.")
    ]


def test_the_same_number_twice_is_refused():
    assert plain("P1;2020;;;;1\nP1;2020;;;;2\n").errors == [
        Problem(3, "Diese Zahl steht schon in Zeile 2.")
    ]


def test_kinds_of_care_by_their_words():
    head = "Gebiet;Jahr;Art der Pflege;Wert\n"
    read = plain("12069;2021;Tagespflege;5\n12069;2021;LONG_TERM;6\n", head)
    assert [f.care for f in read.figures] == [CareKind.DAY, CareKind.LONG_TERM]


def test_a_workbook_reads_as_the_csv_does():
    book = openpyxl.Workbook()
    book.create_sheet("Zahlen")
    sheet = book["Zahlen"]
    sheet.append(["Meine Tabelle"])
    sheet.append(["Gebiet", "Jahr", "Alter von", "Alter bis", "Geschlecht", "Wert"])
    sheet.append(["P1", 2020, 65, None, "w", 1234.5])
    sheet.append([12069, 2020, 0, 65, "", "."])
    content = io.BytesIO()
    book.save(content)
    (read,) = read_figures(content.getvalue())
    assert read.errors == []
    assert read.figures == [
        Counted(Level.AREA, "P1", 2020, 1234.5, age_from=65, sex=Sex.FEMALE),
        Counted(Level.KREIS, "12069", 2020, None, CellSign.SECRET, 0, 65),
    ]


def test_packed_files_are_unpacked():
    text = (HEAD + "P1;2020;;;;1\n").encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("liesmich.md", "x")
        archive.writestr("zahlen.csv", text)
    for content in (gzip.compress(text), packed.getvalue()):
        assert [f.value for f in read_figures(content)[0].figures] == [1.0]


def test_windows_letters_are_told():
    (read,) = read_figures((HEAD + "Süd;2020;;;;1\n").encode("cp1252"))
    assert read.figures[0].area_code == "Süd"
    assert [trap.kind for trap in read.traps] == [TrapKind.ENCODING]


def test_the_grid_of_the_census_as_csv():
    text = "GITTER_ID_100m;x_mp_100m;y_mp_100m;Einwohner\nCRS3035RES100mN2999700E3962700;3962799.45;2999718.85;7\nA;4321000;3210000;–\n"
    (read,) = read_figures(text.encode("cp1252"))
    assert (read.format, read.errors) == (Format.GRID, [])
    assert read.cells == [PeopleAt(50.0, 5.0, 7.0, 100)]
    assert "1 Zellen haben keine Zahl" in read.traps[1].sentence


def test_a_grid_in_degrees():
    (read,) = read_figures(b"lat,lon,population\n52.05,12.05,30\nkaputt,12,3\n")
    assert read.cells == [PeopleAt(52.05, 12.05, 30.0, 0)]
    assert read.errors == [Problem(3, "In der Zeile fehlen Koordinaten oder Einwohner.")]


def test_coordinates_of_the_european_grid():
    """The worked example of EPSG guidance note 7-2 for method 9820, and the origin."""
    east, north = np.array([3_962_799.45, 4_321_000.0]), np.array([2_999_718.85, 3_210_000.0])
    latitude, longitude = degrees(east, north)
    assert latitude == pytest.approx([50.0, 52.0], abs=1e-7)
    assert longitude == pytest.approx([5.0, 10.0], abs=1e-7)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("unter 3 Jahre", (0, 3)),
        ("3 bis unter 6 Jahre", (3, 6)),
        ("75 Jahre und mehr", (75, None)),
        ("under 1 year", (0, 1)),
        ("1 year", (1, 2)),
        ("100 years and over", (100, None)),
        ("85-Jährige", (85, 86)),
        ("100-Jährige und Ältere", (100, None)),
        ("Insgesamt", (0, None)),
        ("6 bis unter 3 Jahre", None),
        ("Kinder", None),
    ],
)
def test_age_groups_of_the_offices(text, found):
    assert cells.ages(text) == found
