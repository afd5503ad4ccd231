"""A chapter for the Sozialplan, read back from the Word file."""

from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document
from docx.oxml.ns import qn

from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.domain.directory.rules import TermKind
from mitsorge.domain.planning.models import Yardstick
from mitsorge.foundation.places.models import Body, Municipality
from tests.domain.planning import figures
from tests.domain.planning.queries.test_supply import an_offer
from tests.network import a_network
from tests.sign_in import signed_in

PLANNING = "/schreibtisch/planung/"
NORTH, SOUTH = f"{PLANNING}gebiete/P1/kapitel.docx", f"{PLANNING}gebiete/P2/kapitel.docx"


def square(west: float) -> dict[str, object]:
    ring = [[west, 52], [west + 0.2, 52], [west + 0.2, 52.2], [west, 52.2], [west, 52]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture
def selma(db):
    """P1 of two municipalities, P2 of one; in the south day care is too far."""
    a_network()
    figures.the_areas(Body.objects.get())
    places = [(1000, 200, 52.1, 12.5), (500, 150, 52.1, 12.55), (2000, None, 52.4, 12.9)]
    for n, (people, older, lat, lon) in enumerate(places, 1):
        Municipality.objects.filter(ags=f"1206900{n}").update(
            population=people, population_67plus=older, outline=square(12 + 0.2 * n),
            latitude=lat, longitude=lon,
        )  # fmt: skip
    term = TaxonomyTerm.objects.create(kind=TermKind.CARE, code="tagespflege", name="Tagespflege")
    Yardstick.objects.create(
        term=term, age_from=65, max_km=15, source="Vorschlag", valid_from="2026-01-01"
    )
    an_offer(term, point=(52.1, 12.5), assured_at=timezone.now())
    figures.a_variant()
    return signed_in("selma")


def read(client, address: str):
    answer = client.get(address)
    assert answer.status_code == 200
    return Document(BytesIO(answer.content))


def said(document) -> list[str]:
    return [each.text for each in document.paragraphs if each.text]


def headings(document) -> list[tuple[str, str]]:
    return [
        (each.style.name, each.text) for each in document.paragraphs
        if each.style.name.startswith(("Heading", "Title"))
    ]  # fmt: skip


def rows(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_each_figure_is_a_sentence_with_its_parts_and_its_date(selma):
    told = said(read(selma, f"{NORTH}?jahr=2030"))
    assert "In Planregion Nord leben 1.500 Menschen (31. Dezember 2022)." in told
    assert "350 von 1.500 Menschen sind 67 Jahre oder älter, das sind 23,3 % (15. Mai 2022)." in told  # fmt: skip
    assert "2030 brauchen geschätzt 157 von 1.476 Menschen Pflege; Anteil: 10,6 % (Prognose „Wie heute“)." in told  # fmt: skip


def test_what_is_unknown_is_said(selma):
    assert "Wie viele davon 67 Jahre oder älter sind, ist nicht bekannt." in said(read(selma, SOUTH))  # fmt: skip


def test_headings_and_tables_are_real(selma):
    document = read(selma, f"{NORTH}?jahr=2030")
    assert headings(document) == [
        ("Title", "Kapitel für den Sozialplan: Planregion Nord"),
        ("Heading 1", "Wer hier lebt"),
        ("Heading 1", "Wie viele Menschen Pflege brauchen"),
        ("Heading 1", "Was es gibt"),
        ("Heading 1", "Was fehlt, was doppelt ist"),
        ("Heading 1", "Quellen"),
    ]
    places, curve, *_more = document.tables
    assert rows(places) == [["Ort", "Menschen ab 67", "Anteil"], ["Dorf 1", "200", "20,0 %"], ["Dorf 2", "150", "30,0 %"]]  # fmt: skip
    assert rows(curve)[:2] == [["Jahr", "Wie heute"], ["2022", "117"]]
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_pictures_say_what_they_show_and_the_file_is_german(selma):
    document = read(selma, NORTH)
    alts = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(alts) == 2
    assert alts[0].startswith("Karte: Anteil der Menschen ab 67 Jahren in 2 Räumen.")
    assert alts[1].startswith("Linien: Pflegebedürftige Nord nach Jahr und Prognose.")
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert [each.get(qn("w:val")) for each in defaults.iter(qn("w:lang"))] == ["de-DE"]
    assert document.core_properties.language == "de-DE"
    runs = [run for each in document.paragraphs for run in each.runs]
    assert [run for run in runs if run.bold or run.font.size] == []


def test_findings_with_evidence_and_what_speaks_against_them(selma):
    document = read(selma, SOUTH)
    told = said(document)
    assert "Für alle 400 Menschen ab 65 in Süd liegt das nächste bestätigte Angebot „Tagespflege“ mehr als 15 km entfernt." in told  # fmt: skip
    assert ("Heading 3", "Was dagegen spricht") in headings(document)
    assert [table for table in document.tables if rows(table)[0][0] == "Was gemessen ist"] != []
    sources = told[told.index("Quellen") + 1 :]
    assert [line for line in sources if line.startswith("Maßstab: Vorschlag")] != []
    assert len(sources) == len(set(sources))


def test_what_there_is_with_its_places(selma):
    document = read(selma, NORTH)
    stock = next(table for table in document.tables if rows(table)[0][0] == "Art des Angebots")
    assert rows(stock)[1][:2] == ["Tagespflege", "1"]
    assert "Im Verzeichnis steht hier kein Angebot." in said(read(selma, SOUTH))


def test_the_whole_network_in_one_chapter(selma):
    document = read(selma, f"{PLANNING}kapitel.docx?jahr=2030")
    first = [text for style, text in headings(document) if style == "Heading 1"]
    assert first == ["Wer hier lebt", "Die Planungsräume", "Was es gibt", "Planregion Nord", "Planregion Süd", "Quellen"]  # fmt: skip
    assert rows(document.tables[0]) == [
        ["Planungsraum", "Menschen", "ab 67", "Anteil ab 67", "Pflegebedürftige 2030"],
        ["Planregion Nord", "1.500", "350", "23,3 %", "157"],
        ["Planregion Süd", "2.000", "keine Angabe", "keine Angabe", "209"],
    ]


@pytest.mark.parametrize(("name", "status"), [("frieda", 200), ("arno", 200), ("paul", 403)])
def test_who_may_take_it(selma, name, status):
    visitor = signed_in(name)
    assert visitor.get(NORTH).status_code == status
    assert visitor.get(f"{PLANNING}gebiete/P9/kapitel.docx").status_code in (403, 404)
