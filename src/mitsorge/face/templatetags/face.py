"""Our partials as tags. Each returns escaped HTML; `mark_safe` is used on our own constants only."""

from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BaseForm
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from mitsorge.domain.directory import wording
from mitsorge.domain.directory.models import ServiceCapacity
from mitsorge.domain.directory.rules import Age, Freshness, Places, PlacesSlot, Status
from mitsorge.face import ages, rooms
from mitsorge.face.forms import problem_summary
from mitsorge.face.icons import PATHS, TABLE_MARK
from mitsorge.face.markup import render
from mitsorge.face.parts import drawn_from
from mitsorge.foundation.identity.rules import counted_heading
from mitsorge.foundation.people.models import Account

register = template.Library()

ICONS = {
    (name, small): mark_safe(
        f'<svg class="ms-icon{" ms-icon--s" if small else ""}" viewBox="0 0 24 24" aria-hidden="true"><path d="{path}"/></svg>'
    )
    for name, path in PATHS.items()
    for small in (False, True)
}
MARK = mark_safe(
    f'<svg viewBox="0 0 32 32" fill="currentColor" aria-hidden="true">{TABLE_MARK}</svg>'
)
MOTIF = mark_safe(
    f'<svg viewBox="0 0 32 32" fill="currentColor" aria-hidden="true" class="ms-hero__motif">{TABLE_MARK}</svg>'
)
CIRCUMFERENCE = 50.3
RING = '<circle class="r" cx="12" cy="12" r="8"/>'
NO_LIGHT = mark_safe("<span></span>")
LIGHTS = {
    Places.FREE: (
        "free",
        '<circle class="f" cx="12" cy="12" r="10"/><path class="k" d="M7.500 12.500 10.700 15.700 16.500 9.300"/>',
    ),
    Places.FEW: (
        "few",
        '<circle class="s" cx="12" cy="12" r="8.700"/><path class="f" d="M12 3.300a8.700 8.700 0 0 0 0 17.400z"/>',
    ),
    Places.NONE: (
        "none",
        '<circle class="s" cx="12" cy="12" r="8.700"/><path class="s" d="M7.500 12h9"/>',
    ),
    Places.ON_REQUEST: ("unknown", '<circle class="s" cx="12" cy="12" r="8.700"/>'),
    Places.UNKNOWN: ("unknown", '<circle class="s" cx="12" cy="12" r="8.700"/>'),
}


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """A line icon; `size="s"` for the small one. An unknown name is a `KeyError`."""
    return ICONS[name, size == "s"]


@register.simple_tag
def brand_mark() -> SafeString:
    return MARK


@register.simple_tag
def hero_motif() -> SafeString:
    return MOTIF


@register.simple_tag
def fresh(value: Freshness, day: date | datetime | None = None) -> SafeString:
    """The freshness badge: a ring that empties with age, always with words; with the day on request."""
    words = ages.confirmed(value)
    if day is not None:
        told = _("%(words)s, zuletzt am %(day)s") if value.left <= 0 else _("%(words)s, am %(day)s")
        words = told % {"words": words, "day": long_date(day)}
    modifier = {
        Age.AGEING: " ms-fresh--ageing",
        Age.STALE: " ms-fresh--stale",
        Age.NEVER: " ms-fresh--stale",
    }.get(value.age, "")
    arc = ""
    if value.left > 0:
        arc = f'<circle class="a" cx="12" cy="12" r="8" stroke-dasharray="{value.left * CIRCUMFERENCE:.1f} {CIRCUMFERENCE}" transform="rotate(-90 12 12)"/>'
    return format_html(
        '<span class="ms-fresh{}"><svg viewBox="0 0 24 24" aria-hidden="true">{}</svg>{}</span>',
        modifier,
        mark_safe(RING + arc),
        words,
    )


@register.simple_tag
def places(light: Places, capacity: ServiceCapacity | PlacesSlot | None = None) -> SafeString:
    """The light for free places: shape, word and the age of the report, colour last.

    Empty where nobody ever reported places: a telephone line has none to report.
    """
    if capacity is None:
        return NO_LIGHT
    name, shape = LIGHTS[light]
    return format_html(
        '<span class="ms-places ms-places--{}"><svg viewBox="0 0 24 24" aria-hidden="true">{}</svg><span><strong>{}</strong> <span class="ms-places__age">{}</span></span></span>',
        name,
        mark_safe(shape),
        _places_words(light, capacity),
        _places_age(light, capacity),
    )


def _places_words(light: Places, capacity: Any) -> str:
    if light == Places.FREE:
        return _("%(n)s Plätze frei") % {"n": capacity.available}
    if light == Places.NONE and capacity.waiting_list:
        return _("Belegt, Warteliste offen")
    return str(wording.PLACES[light])


def _places_age(light: Places, capacity: Any) -> str:
    if light == Places.UNKNOWN:
        return _("bitte anrufen")
    days = (timezone.localdate() - timezone.localdate(capacity.updated_at)).days
    return _("gemeldet %(ago)s") % {"ago": ages.ago(max(days, 0))}


@register.filter
def places_count(report: Any) -> str:
    """How many places a report tells: "2 frei", "voll", "auf Anfrage"."""
    return wording.places_count(report.available, on_request=report.on_request)


register.filter("places_period", wording.places_period)
register.filter("places_terms", wording.places_terms)


@register.simple_tag
def part(template_name: str, **values: Any) -> SafeString:
    """A part of the page drawn from these values alone, once; see `face.parts`."""
    return drawn_from(template_name, values)


@register.filter
def long_date(day: date | datetime | None) -> str:
    """27. Oktober 2026 (in the chosen language); empty without a day."""
    if day is None:
        return ""
    local = timezone.localdate(day) if isinstance(day, datetime) else day
    return date_format(local, "DATE_FORMAT")


@register.filter
def markup(text: str) -> SafeString:
    """Editorial text with headings, lists, bold and links; see `face.markup`."""
    return render(text)


@register.filter
def tel(number: str) -> str:
    """A number as written, for a `tel:` link: 030 23125-110 becomes +493023125110."""
    digits = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    return "+49" + digits[1:] if digits.startswith("0") and not digits.startswith("00") else digits


@register.filter
def call(number: str) -> SafeString:
    """A number as a link that calls it, for use inside a sentence; nothing for an empty one."""
    return format_html('<a href="tel:{}">{}</a>', tel(number), number) if number else SafeString()


@register.filter
def bare_address(url: str) -> str:
    """https://www.abendsonne.example/ as people say it: abendsonne.example."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/") or url


@register.filter
def km(distance: float) -> str:
    """0,8 km below ten, 12 km above."""
    digits = 1 if round(distance, 1) < 10 else 0
    return f"{number_format(round(distance, digits), digits)}\N{NO-BREAK SPACE}km"


@register.filter
def mail_breaks(address: str) -> SafeString:
    """A mail address that may break after the @."""
    before, _at, after = address.partition("@")
    return format_html("{}@<wbr>{}", before, after)


@register.filter
def invalid(attributes: dict[str, str]) -> bool:
    """Whether a widget is marked as wrong (a filter, because the attribute's name has a hyphen)."""
    return attributes.get("aria-invalid") == "true"


@register.filter
def problems(form: BaseForm) -> list[tuple[str, str]]:
    """What is wrong with a form, for the list above it."""
    return problem_summary(form)


@register.filter
def due_words(due: date, today: date) -> str:
    """heute, in 2 Tagen, seit 4 Tagen; beyond two weeks the day itself."""
    return ages.until((due - today).days) or long_date(due)


@register.filter
def may_open(account: Account, address: str) -> bool:
    """Whether the account may open the page at this address."""
    return rooms.may_open(account, address)


@register.filter
def status_words(code: str) -> str:
    """The German word of an entry's status."""
    return str(wording.STATUS[Status(code)])


@register.filter
def with_partners(heading: str, partners: int) -> str:
    """The network's heading with today's number of partners."""
    return counted_heading(heading, partners)
