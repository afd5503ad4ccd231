"""A table or a picture as an answer to a request, and the links to both."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from mitsorge.face.exports.png import png
from mitsorge.face.exports.sheets import Sheet, as_csv, as_xlsx

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
    "png": "image/png",
}


@dataclass(frozen=True)
class Picture:
    """A chart or a map with title, legend, source and date drawn in it. `svg`: the whole file."""

    title: str
    svg: str


def served(file: Sheet | Picture | None, ending: str) -> HttpResponse:
    """A table as "csv" or "xlsx", a picture as "svg" or "png"; 404 for anything else and where there is nothing.

    Always to be kept, never opened as a page of this site.
    """
    if file is None or ending not in KINDS or isinstance(file, Picture) != is_drawn(ending):
        raise Http404
    name = f'attachment; filename="{slugify(file.title)[:80] or "mitsorge"}.{ending}"'
    content = _content(file, ending)
    return HttpResponse(content, content_type=KINDS[ending], headers={"Content-Disposition": name})


def is_drawn(ending: str) -> bool:
    """Whether a picture is asked for."""
    return ending in {"svg", "png"}


def _content(file: Sheet | Picture, ending: str) -> str | bytes:
    if isinstance(file, Picture):
        return png(file.svg) if ending == "png" else file.svg
    return as_csv(file) if ending == "csv" else as_xlsx(file)


def file_links(
    stem: str, *, table: bool = True, picture: bool = False, query: str = ""
) -> Sequence[tuple[str, str]]:
    """(address, words) for the template `mitsorge/exports/_links.html`. `stem`: the address up to its ending."""
    words = {"csv": "CSV", "xlsx": "XLSX", "svg": _("Bild (SVG)"), "png": _("Bild (PNG)")}
    asked = f"?{query}" if query else ""
    return [
        (f"{stem}.{ending}{asked}", words[ending])
        for ending in KINDS
        if (picture if is_drawn(ending) else table)
    ]
