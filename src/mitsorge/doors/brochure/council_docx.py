"""The council paper as a Word file: styles, not formatting, so that every office can put its own letterhead on."""

from datetime import datetime
from io import BytesIO
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from mitsorge.domain.recommendations.models import CouncilPaper, Station
from mitsorge.doors.brochure.council import facts_of, sections_of, session_of

LANGUAGE = "de-DE"


def docx(paper: CouncilPaper, *, network: str, at: datetime) -> bytes:
    """The whole paper as DOCX (0 queries once its stations are read). `at`: when the file was made."""
    document = Document()
    _prepare(document, paper, network, at)
    document.add_paragraph(network)
    document.add_heading(_("Beschlussvorlage"), level=0)
    document.add_heading(paper.title, level=1)
    _table(document, facts_of(paper))
    for name, text in sections_of(paper):
        document.add_heading(name, level=2)
        for part in text.split("\n\n"):
            document.add_paragraph(part.strip())
    _stations(document, list(paper.stations.all()))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _prepare(document: Paper, paper: CouncilPaper, network: str, at: datetime) -> None:
    properties = document.core_properties
    properties.title, properties.author = paper.title, network
    properties.language, properties.comments = LANGUAGE, ""
    properties.created = properties.modified = at.replace(tzinfo=None)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    normal.element.get_or_add_rPr().append(language)


def _table(document: Paper, rows: list[tuple[str, str]]) -> None:
    table = document.add_table(rows=0, cols=2)
    for name, value in rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, value


def _stations(document: Paper, stations: list[Station]) -> None:
    if not stations:
        return
    document.add_heading(_("Beratungsfolge"), level=2)
    table = document.add_table(rows=1, cols=3, style="Table Grid")
    heads = (_("Gremium"), _("Sitzung"), _("Ergebnis"))
    for cell, name in zip(table.rows[0].cells, heads, strict=True):
        cell.text = name
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for station in stations:
        values = (station.body, session_of(station), station.result)
        for cell, value in zip(table.add_row().cells, values, strict=True):
            cell.text = value


def name_of(paper: CouncilPaper) -> str:
    """What the file is called before its ending."""
    return _("Vorlage %(number)s vom %(day)s") % {
        "number": paper.recommendation.number.replace("/", "-"),
        "day": date_format(paper.modified_at, "Y-m-d"),
    }
