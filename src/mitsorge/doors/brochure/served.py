"""A PDF as an answer to a request."""

from typing import Any

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import get_language

from mitsorge.doors.brochure.typst import pdf
from mitsorge.foundation.identity.queries import network


def served(template: str, title: str, **data: Any) -> HttpResponse:
    """The sheet as a file named after its title (1 query for the network's name)."""
    frame = {"title": title, "network": str(network() or ""), "lang": get_language() or "de"}
    made = pdf(template, {**frame, **data})
    name = f"{slugify(title)[:80] or template}.pdf"
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
