"""A scenario in a few sentences, for people who do not see its page."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.planning.rules.scenario import Comparison
from mitsorge.domain.planning.wording.findings import people, whole

MOST_TOLD = 8
"""So many measures are told in words; the page has all."""
LONGEST = 120
"""Characters of one measure."""


def handover_words(
    *, name: str, term: str, year: int, measures: Sequence[str], effect: Comparison, km: str
) -> str:
    """What would be done, who gains and who loses, what it costs: at most some 1,700 characters."""
    words = {"name": name, "term": term, "year": year}
    first = _("Was wäre, wenn? Szenario „%(name)s“ (%(term)s, %(year)s).") % words
    return "\n".join([first, *_measures(measures), "", *_effect(effect, km)])


def _measures(done: Sequence[str]) -> list[str]:
    told = [f"– {words[:LONGEST]}" for words in done[:MOST_TOLD]]
    more = len(done) - len(told)
    if more:
        told.append(ngettext("– und %(n)s weitere Maßnahme", "– und %(n)s weitere Maßnahmen", more) % {"n": more})  # fmt: skip
    return told


def _effect(effect: Comparison, km: str) -> list[str]:
    total = effect.total
    words = {
        "nearer": people(total.nearer),
        "further": people(total.further),
        "reached": people(total.reached),
        "lost": people(total.lost),
        "km": km,
    }
    lines = [
        _("Zum nächsten Angebot hätten es %(nearer)s Menschen näher, %(further)s weiter.") % words,
        _("Ein Angebot in %(km)s km hätten %(reached)s Menschen neu, %(lost)s nicht mehr.") % words,
    ]
    if effect.cost is not None:
        lines.append(_("Kosten: %(sum)s € im Jahr.") % {"sum": whole(effect.cost)})
    return lines
