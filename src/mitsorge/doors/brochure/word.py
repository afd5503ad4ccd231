"""A Word file made of styles, not of formatting, so that every office can put its own letterhead on."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

LANGUAGE = "de-DE"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ACROSS = Cm(16)
"""So wide is the text of a page."""


def paper(title: str, *, author: str, at: datetime) -> Paper:
    """An empty A4 file in German. `at`: when it was made."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.author = title, author
    properties.language, properties.comments = LANGUAGE, ""
    properties.created = properties.modified = at.replace(tzinfo=None)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    _in_german(document)
    return document


def _in_german(document: Paper) -> None:
    """For all text, not only for that of one style: what reads aloud takes it from here."""
    element: Any = document.styles.element
    for place in (
        element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr")),
        document.styles["Normal"].element.get_or_add_rPr(),
    ):
        for old in place.findall(qn("w:lang")):
            place.remove(old)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), LANGUAGE)
        place.append(language)


def add_table(
    document: Paper, rows: Iterable[Sequence[str]], *, heads: Sequence[str] = (), caption: str = ""
) -> None:
    """A real table; `heads` stand on every page it reaches, `caption` above it."""
    if caption:
        document.add_paragraph(caption, style="Caption")
    kept = [*([heads] if heads else []), *rows]
    width = len(kept[0])
    table = document.add_table(rows=0, cols=width, style="Table Grid" if heads else None)
    for values in kept:
        for cell, value in zip(table.add_row().cells, values, strict=True):
            cell.text = value
    if heads:
        repeat = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeat)


def add_picture(document: Paper, png: bytes, alt: str) -> None:
    """As wide as the text. `alt`: what it shows, for who cannot see it."""
    shape: Any = document.add_picture(BytesIO(png), width=ACROSS)
    shape._inline.docPr.set("descr", alt)


def add_list(document: Paper, lines: Iterable[str]) -> None:
    for line in lines:
        document.add_paragraph(line, style="List Bullet")


def written(document: Paper) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()
