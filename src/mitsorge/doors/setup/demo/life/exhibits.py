"""What lies before a meeting and what is left of it: papers and a picture, both made here, nothing fetched."""

from datetime import datetime
from io import BytesIO
from math import cos, pi, sin
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone
from PIL import Image, ImageDraw

from mitsorge.domain.governance.actions.papers import upload_paper
from mitsorge.domain.governance.actions.photos import add_photo
from mitsorge.domain.governance.models import Meeting
from mitsorge.domain.governance.rules.photos import PhotoDraft
from mitsorge.doors.setup.demo.dice import dice
from mitsorge.doors.setup.demo.life.company import Company
from mitsorge.doors.setup.demo.life.words import Table

SIZE = (1200, 800)
SAND, WOOD, SEATS = "#f6f1e7", "#e3c48d", ("#2b5c8a", "#5d7f5b", "#a4563b", "#6c5b7b", "#c08a2d")
CHAIRS = 11
PAGE = (595, 842)
"""A4 in points."""


def lay_papers(company: Company, meeting: Meeting, entry: Table, at: datetime) -> None:
    """The papers of a meeting as written in the texts: a title and a few lines each."""
    for paper in entry.get("paper", ()):
        upload_paper(
            meeting=meeting, name=paper["name"], data=sheet(paper["name"], paper["lines"]),
            file_name=f"{paper['name']}.pdf", is_public=paper.get("public", False),
            by=company.frieda, at=at,
        )  # fmt: skip


def hang_photo(company: Company, code: str, entry: Table, at: datetime) -> None:
    """A drawn picture of the round with the consent that every photo needs."""
    meeting = company.meetings[code]
    draft = PhotoDraft(
        alt=entry["photo"],
        credit="Zeichnung: Geschäftsstelle",
        people=0,
        consent_by="niemand zu erkennen",
        consent_on=timezone.localdate(at),
        consent_scope="Internetseite des Netzwerks",
    )
    add_photo(
        meeting=meeting, draft=draft, data=round_table(company.preset, code), name="runde.png",
        by=company.frieda, at=at, uid=uuid5(NAMESPACE_URL, f"{company.preset}/{code}"),
    )  # fmt: skip


def round_table(*seed: object) -> bytes:
    """A PNG: a round table from above with its seats, some of them empty; the same for the same seed."""
    chance = dice("round table", *seed)
    picture = Image.new("RGB", SIZE, SAND)
    draw = ImageDraw.Draw(picture)
    middle, turn = (SIZE[0] / 2, SIZE[1] / 2), chance.random()
    _disc(draw, middle, 210, WOOD)
    for number in range(CHAIRS):
        angle = 2 * pi * (number / CHAIRS + turn)
        place = (middle[0] + 300 * cos(angle), middle[1] + 300 * sin(angle))
        taken = chance.random() < 0.8
        _disc(draw, place, 52, chance.choice(SEATS) if taken else WOOD)
        if not taken:
            _disc(draw, place, 44, SAND)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _disc(draw: ImageDraw.ImageDraw, middle: tuple[float, float], radius: int, fill: str) -> None:
    x, y = middle
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


def sheet(title: str, lines: list[str]) -> bytes:
    """One page of PDF with text in one of the fonts every reader has; lines are not wrapped."""
    words = [f"BT /F1 20 Tf 60 {PAGE[1] - 90} Td ({_plain(title)}) Tj ET"]
    words += [
        f"BT /F1 12 Tf 60 {PAGE[1] - 140 - 22 * number} Td ({_plain(line)}) Tj ET"
        for number, line in enumerate(lines)
    ]
    content = "\n".join(words)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (de) /ViewerPreferences << /DisplayDocTitle true >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE[0]} {PAGE[1]}]"
        " /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream",
        f"<< /Title ({_plain(title)}) >>",
    ]
    return _numbered(objects)


def _numbered(objects: list[str]) -> bytes:
    """The file around its objects: each with its number, and the table that says where it begins."""
    made, begins = b"%PDF-1.4\n", []
    for number, words in enumerate(objects, 1):
        begins.append(len(made))
        made += f"{number} 0 obj\n{words}\nendobj\n".encode("cp1252")
    table = "".join(f"{begin:010d} 00000 n \n" for begin in begins)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
        f"startxref\n{len(made)}\n%%EOF\n"
    )
    return made + end.encode()


def _plain(text: str) -> str:
    """Brackets and backslashes mean something in a PDF."""
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
