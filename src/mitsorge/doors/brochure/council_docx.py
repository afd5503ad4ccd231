"""The council paper as a Word file."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from docx.document import Document as Paper

from mitsorge.domain.recommendations.models import CouncilPaper, Station
from mitsorge.doors.brochure import word
from mitsorge.doors.brochure.council import facts_of, sections_of, session_of


def docx(paper: CouncilPaper, *, network: str, at: datetime) -> bytes:
    """The whole paper as DOCX (0 queries once its stations are read). `at`: when the file was made."""
    document = word.paper(paper.title, author=network, at=at)
    document.add_paragraph(network)
    document.add_heading(_("Beschlussvorlage"), level=0)
    document.add_heading(paper.title, level=1)
    word.add_table(document, facts_of(paper))
    for name, text in sections_of(paper):
        document.add_heading(name, level=2)
        for part in text.split("\n\n"):
            document.add_paragraph(part.strip())
    _stations(document, list(paper.stations.all()))
    return word.written(document)


def _stations(document: Paper, stations: list[Station]) -> None:
    if not stations:
        return
    document.add_heading(_("Beratungsfolge"), level=2)
    rows = [(station.body, session_of(station), station.result) for station in stations]
    word.add_table(document, rows, heads=(_("Gremium"), _("Sitzung"), _("Ergebnis")))


def name_of(paper: CouncilPaper) -> str:
    """What the file is called before its ending."""
    return _("Vorlage %(number)s vom %(day)s") % {
        "number": paper.recommendation.number.replace("/", "-"),
        "day": date_format(paper.modified_at, "Y-m-d"),
    }
