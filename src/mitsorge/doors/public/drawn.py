"""The long parts of a result page, drawn without the template engine's loops.

A card is drawn once for all searches; what one search says of it is put into its gaps. The rest is joined.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from mitsorge.domain.directory.queries import Card
from mitsorge.domain.directory.search import FacetOption
from mitsorge.doors.public.maps import MapView
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
DRAWN = 2_000
"""Pieces kept: each says nothing but what it was asked with."""
CHECKED = mark_safe(" checked")
NO_MARK = mark_safe('<span class="ms-mark ms-mark--none" aria-hidden="true"></span>')


def drawn(card: Card, *, kept: bool) -> str:
    """The card with its gaps: the same for every search on this day, in this language."""
    return render_to_string("public/find/_card.html", {"card": card, "kept": kept, "gap": GAPS})


def filled(
    html: str, *, number: int, distance_km: float | None, reach: str, serves: bool
) -> SafeString:
    """The card as this search shows it; `number` 0 for no pin."""
    distance = "" if distance_km is None else f" · {km(distance_km)}"
    told = html.replace(GAPS.mark, _mark(number)).replace(GAPS.distance, distance)
    return mark_safe(told.replace(GAPS.reach, _reach(reach, serves) if reach else ""))


@lru_cache(maxsize=DRAWN)
def _mark(number: int) -> SafeString:
    mark = format_html('<span class="ms-mark" aria-hidden="true">{}</span>', number)
    return mark if number else NO_MARK


@lru_cache(maxsize=DRAWN)
def _reach(words: str, serves: bool) -> SafeString:
    strong = mark_safe(' class="ms-strong"') if serves else ""
    return format_html(
        '<span class="ms-with-icon">{}<span{}>{}</span></span>', icon("bus", "s"), strong, words
    )


def boxes(options: Iterable[FacetOption]) -> SafeString:
    """The boxes of one group of facets, each with its number of hits."""
    return mark_safe(
        "".join(
            f"{_box(option.key, option.label, option.chosen)}{int(option.count)}</span></div>"
            for option in options
        )
    )


@lru_cache(maxsize=DRAWN)
def _box(key: str, label: str, chosen: bool) -> SafeString:
    """What stands before the number of hits."""
    return format_html(
        '<div class="ms-check"><input type="checkbox" id="f-{0}" name="f" value="{0}"{2}>'
        '<label for="f-{0}">{1}</label><span class="n">',
        key,
        label,
        CHECKED if chosen else "",
    )


def page_links(pages: Iterable[tuple[int, str, bool]], next_page: str) -> SafeString:
    """The links to other pages of hits: (number, address, is this one), number 0 for a gap."""
    links = [_page_link(*page) for page in pages]
    if next_page:
        links.append(format_html('<li><a href="{}" rel="next">{}</a></li>', next_page, _("Weiter")))
    return mark_safe("".join(links))


def _page_link(number: int, address: str, current: bool) -> SafeString:
    if not number:
        return mark_safe('<li><span aria-hidden="true">…</span></li>')
    return format_html(
        '<li><a href="{}"{} aria-label="{}">{}</a></li>',
        address,
        mark_safe(' aria-current="page"') if current else "",
        _("Seite %(number)s") % {"number": number},
        number,
    )


def marks(view: MapView) -> SafeString:
    """What stands on the land: names, the place asked for, the pins. All but the names are numbers."""
    parts = [
        f'<text x="{label.x}" y="{label.y}">{escape(label.text)}</text>' for label in view.labels
    ]
    if view.here:
        x, y = view.here
        if view.reach:
            parts.append(f'<circle class="reach" cx="{x}" cy="{y}" r="{view.reach}"/>')
        parts.append(f'<circle class="here" cx="{x}" cy="{y}" r="7"/>')
    parts += [
        f'<circle class="pin" cx="{pin.x}" cy="{pin.y}" r="14"/>'
        f'<text class="pin-n" x="{pin.x}" y="{pin.text_y}">{pin.number}</text>'
        for pin in view.pins
    ]
    return mark_safe("".join(parts))
