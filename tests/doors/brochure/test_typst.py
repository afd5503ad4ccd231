"""Sheets are tagged PDFs that a checker calls PDF/UA-1."""

import page
import pytest
import typst

from mitsorge.doors.brochure.blocks import blocks
from mitsorge.doors.brochure.typst import SHEETS, pdf

TEXT = """## TOP 1: Größe & „Maß“

Erste Zeile
zweite **fett** Zeile mit [Link](https://mitsorge.example/)

- eins
- zwei

1. erstens
2. zweitens

### Klein

Kein #set, kein $x$, kein *stern*, kein <label>.
"""
MINUTES = {
    "title": "Niederschrift: Steuerungsgruppe, 14. Sitzung", "network": "Netzwerk", "lang": "de",
    "version": "Interne Fassung", "seal": [("Genehmigt am", "4. Januar 2027"), ("Prüfsumme", "a" * 64)],
}  # fmt: skip


def is_accessible(made: bytes) -> bool:
    return page.is_pdf_compliant_bytes(made, profile=page.ValidationProfile.PDF_UA_1)


@pytest.mark.parametrize("times", [1, 40])
def test_minutes_are_accessible(times):
    made = pdf("minutes", MINUTES | {"blocks": blocks(TEXT * times)})
    assert made.startswith(b"%PDF-")
    assert is_accessible(made)


def test_the_checker_sees_what_is_wrong(tmp_path):
    (tmp_path / "plain.typ").write_text("Ohne Titel und ohne Sprache")
    assert not is_accessible(typst.compile(tmp_path / "plain.typ"))


def test_a_sheet_without_a_title_is_refused():
    with pytest.raises(typst.TypstError):
        pdf("minutes", {"network": "x", "lang": "de", "version": "", "blocks": [], "seal": []})


def test_only_sheets_of_the_house_are_set():
    assert sorted(path.suffix for path in SHEETS.iterdir()) == [".typ"] * len(
        list(SHEETS.iterdir())
    )


def test_marks_become_plain_data():
    found = blocks(TEXT)
    assert [block["kind"] for block in found] == [
        "heading", "paragraph", "list", "steps", "heading", "paragraph",
    ]  # fmt: skip
    assert [block.get("level") for block in found if block["kind"] == "heading"] == [2, 3]
    assert found[1]["lines"] == [
        [{"text": "Erste Zeile", "bold": False}],
        [
            {"text": "zweite ", "bold": False},
            {"text": "fett", "bold": True},
            {"text": " Zeile mit Link (https://mitsorge.example/)", "bold": False},
        ],
    ]
    assert found[3]["lines"][1] == [{"text": "zweitens", "bold": False}]
    assert blocks("") == []
