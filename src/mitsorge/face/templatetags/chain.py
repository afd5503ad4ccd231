"""The chain of a recommendation, drawn: its dots in short and the bars of its effect."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from mitsorge.domain.recommendations.queries.chain import Chain, Link
from mitsorge.domain.recommendations.rules.chain import LinkState

register = template.Library()
STEP = 19.4
DOTS = {
    LinkState.DONE: '<circle class="x" cx="{x}" cy="8" r="5.5"/>',
    LinkState.NOW: '<circle class="n" cx="{x}" cy="8" r="6.5"/>',
    LinkState.OPEN: '<circle class="d" cx="{x}" cy="8" r="5.5"/>',
    LinkState.ENDED: '<circle class="st" cx="{x}" cy="8" r="6.5"/><path class="sx" d="M{left} 8h7"/>',
}


@register.simple_tag
def dots(states: Sequence[LinkState]) -> SafeString:
    """One dot per step; the words "Schritt 6 von 8" stand beside it."""
    places = [round(8 + STEP * number, 1) for number in range(len(states))]
    drawn = format_html_join(
        "",
        "{}",
        (
            (format_html(mark_safe(DOTS[state]), x=x, left=round(x - 3.5, 1)),)
            for state, x in zip(states, places, strict=True)
        ),
    )
    return format_html(
        '<svg class="ms-dots" viewBox="0 0 152 16" aria-hidden="true"><path class="ln" d="M8 8H{}"/>{}</svg>',
        places[-1],
        drawn,
    )


@register.simple_tag
def dots_of(chain: Chain) -> SafeString:
    """The dots of a whole chain."""
    return dots([link.state for link in chain.links])


@register.filter
def has_ended(links: Sequence[Link]) -> bool:
    """Whether the chain stopped before its end: what lies behind that step is not open, it will not come."""
    return any(link.state == LinkState.ENDED for link in links)


@register.simple_tag
def bar(width: float) -> SafeString:
    """A bar of 0 to 100; the number itself stands in the next cell."""
    return format_html(
        '<svg class="ms-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="t" width="100" height="10"/><rect class="v" width="{}" height="10"/></svg>',
        width,
    )


@register.filter
def address_of(number: str) -> str:
    """The public page of a recommendation: 2026/07 stands at /was-wurde-daraus/2026/07/."""
    return f"/was-wurde-daraus/{number}/"
