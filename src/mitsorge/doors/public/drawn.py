"""The two long parts of a result page, drawn without the template engine's loops.

A card is drawn once for all searches; what one search says of it is put into its gaps. Boxes to tick are joined.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from mitsorge.domain.directory.queries import Card
from mitsorge.domain.directory.search import FacetOption
from mitsorge.face.templatetags.face import icon, km

_SEAL = secrets.token_hex(16)
"""Differs in every process, so that no name of an offer can look like a gap."""


@dataclass(frozen=True)
class Gaps:
    """Where a search fills in: the pin's number, the distance, whom the offer is for."""

    mark: str = f"m{_SEAL}"
    distance: str = f"d{_SEAL}"
    reach: str = f"r{_SEAL}"


GAPS = Gaps()
CHECKED = mark_safe(" checked")
NO_MARK = mark_safe('<span class="ms-mark ms-mark--none" aria-hidden="true"></span>')


def drawn(card: Card, *, kept: bool) -> str:
    """The card with its gaps: the same for every search on this day, in this language."""
    return render_to_string("public/find/_card.html", {"card": card, "kept": kept, "gap": GAPS})


def filled(
    html: str, *, number: int, distance_km: float | None, reach: str, serves: bool
) -> SafeString:
    """The card as this search shows it; `number` 0 for no pin."""
    mark = format_html('<span class="ms-mark" aria-hidden="true">{}</span>', number)
    distance = "" if distance_km is None else f" · {km(distance_km)}"
    told = html.replace(GAPS.mark, mark if number else NO_MARK).replace(GAPS.distance, distance)
    return mark_safe(told.replace(GAPS.reach, _reach(reach, serves) if reach else ""))


def _reach(words: str, serves: bool) -> SafeString:
    strong = mark_safe(' class="ms-strong"') if serves else ""
    return format_html(
        '<span class="ms-with-icon">{}<span{}>{}</span></span>', icon("bus", "s"), strong, words
    )


def boxes(options: Iterable[FacetOption]) -> SafeString:
    """The boxes of one group of facets, each with its number of hits."""
    return format_html_join(
        "",
        '<div class="ms-check"><input type="checkbox" id="f-{0}" name="f" value="{0}"{3}>'
        '<label for="f-{0}">{1}</label><span class="n">{2}</span></div>',
        (
            (option.key, option.label, option.count, CHECKED if option.chosen else "")
            for option in options
        ),
    )
