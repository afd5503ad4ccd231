"""Files that leave the house: the same shape for every table and every picture."""

from datetime import date
from io import BytesIO

import pytest
from django.http import Http404
from openpyxl import load_workbook

from mitsorge.face.charts import Line, Stack, bars, lines, stacks
from mitsorge.face.exports.drawn import chart_picture
from mitsorge.face.exports.png import png
from mitsorge.face.exports.served import Picture, file_links, served
from mitsorge.face.exports.sheets import Sheet, as_csv, as_xlsx, today
from mitsorge.face.exports.source import Source

CENSUS = Source(
    what="Einwohner", unit="Personen", publisher="Amt", table="Zensus 2022", licence="dl-de/by-2-0",
    as_of=date(2022, 5, 15), quality="amtliche Zahl", method="Gezählt an einem Tag.",
)  # fmt: skip
SHEET = Sheet("Menschen", [CENSUS], ["Ort", "Menschen"], [["Dorf", 12.345], ["=cmd()", None]], ["Achtung."])  # fmt: skip


def test_a_source_is_a_sentence():
    assert str(CENSUS) == "Einwohner: Zensus 2022, Stand 15. Mai 2022 (© Amt, dl-de/by-2-0). Gezählt an einem Tag."  # fmt: skip
    assert str(Source(what="Quoten", method="Geschätzt.")) == "Quoten: Geschätzt."
    assert str(Source(what="Quoten")) == "Quoten."
    forecast = Source(what="Prognose", publisher="Steuerungsgruppe", method="Geschätzt.")
    assert (str(forecast), forecast.short) == (
        "Prognose: (Steuerungsgruppe). Geschätzt.",
        "Prognose: (Steuerungsgruppe).",
    )
    assert Source(what="Karte", method="Eigene.").short == "Karte: Eigene."


def test_a_table_as_csv():
    assert as_csv(SHEET).splitlines() == [
        "\ufeffTabelle;Menschen",
        f"Quelle 1;{CENSUS}",
        "Hinweis;Achtung.",
        f"Abgerufen am;{today()}",
        "",
        "Ort;Menschen",
        "Dorf;12,35",
        "'=cmd();keine Angabe",
    ]


def test_all_digits_where_a_table_is_read_again():
    whole = Sheet("x", [], ["n"], [[12.3456], [3]], digits=None)
    assert as_csv(whole).splitlines()[-2:] == ["12,3456", "3"]


def test_a_workbook_has_the_table_and_then_the_passport():
    book = load_workbook(BytesIO(as_xlsx(SHEET)))
    told = {page.title: [[cell.value for cell in row] for row in page] for page in book}
    assert told["Tabelle"] == [["Ort", "Menschen"], ["Dorf", 12.35], ["=cmd()", "keine Angabe"]]
    assert told["Passport"][1] == ["Einwohner", "Personen", "Amt", "Zensus 2022", "dl-de/by-2-0", "15. Mai 2022", "amtliche Zahl", "Gezählt an einem Tag."]  # fmt: skip
    assert [row[:2] for row in told["Passport"][3:]] == [
        ["Tabelle", "Menschen"], ["Hinweis", "Achtung."], ["Abgerufen am", today()],
    ]  # fmt: skip
    assert (book["Tabelle"]["A3"].data_type, book["Tabelle"].freeze_panes) == ("s", "A2")


def drawings():
    return {
        "lines": lines([Line("Wie heute", [1, 2])], [2025, 2030], str),
        "stacks": stacks(["ambulant", "stationär"], [Stack("2030", [1, 2], ["1", "2"], "3")]),
        "bars": bars([("Dorf 1", 3.0, "3", ""), ("Dorf 2", None, "keine Angabe", "")]),
    }


@pytest.mark.parametrize("kind", ["lines", "stacks", "bars"])
def test_a_chart_says_its_title_its_source_and_the_day(kind):
    made = chart_picture(drawings()[kind], title="Pflege", label="Ein Bild.", sources=[CENSUS])
    assert made is not None
    for words in ("<title>Pflege</title>", "<desc>Ein Bild.</desc>", ">Pflege<", "dl-de/by-2-0", f"Abgerufen am {today()}."):  # fmt: skip
        assert words in made.svg
    file = png(made.svg)
    assert (file[:8], int.from_bytes(file[16:20])) == (b"\x89PNG\r\n\x1a\n", 1600)
    assert png(made.svg) == file


def test_stacks_are_told_apart_without_colour():
    made = chart_picture(drawings()["stacks"], title="x", label="y", sources=[])
    assert made is not None
    assert made.svg.count('fill="url(#p-lines)"') == 2
    assert chart_picture(None, title="x", label="y", sources=[]) is None


def test_a_file_is_kept_and_never_opened_as_a_page():
    answer = served(SHEET, "csv")
    assert answer["Content-Disposition"] == 'attachment; filename="menschen.csv"'
    assert served(Picture("Karte", "<svg/>"), "svg")["Content-Type"] == "image/svg+xml"


@pytest.mark.parametrize(("file", "ending"), [(SHEET, "svg"), (SHEET, "exe"), (Picture("x", ""), "csv"), (None, "csv")])  # fmt: skip
def test_nothing_else_is_served(file, ending):
    with pytest.raises(Http404):
        served(file, ending)


def test_links_name_what_there_is():
    assert file_links("/a/b", picture=True, query="jahr=2030") == [
        ("/a/b.csv?jahr=2030", "CSV"),
        ("/a/b.xlsx?jahr=2030", "XLSX"),
        ("/a/b.svg?jahr=2030", "Bild (SVG)"),
        ("/a/b.png?jahr=2030", "Bild (PNG)"),
    ]
    assert [words for _address, words in file_links("/a", table=False, picture=True)] == ["Bild (SVG)", "Bild (PNG)"]  # fmt: skip
