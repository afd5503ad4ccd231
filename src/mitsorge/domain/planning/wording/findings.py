"""German sentences for gaps and overlaps: neutral, with their figures, never with a count below the limit of the installation."""

from collections.abc import Callable, Mapping
from math import isnan

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mitsorge.domain.planning.rules import FindingKind
from mitsorge.domain.planning.rules.evidence import (
    Doubt,
    Evidence,
    Found,
    Measure,
    Reading,
    Unjudged,
)
from mitsorge.domain.planning.wording.numbers import amount, rounded

DAYS_PER_MONTH = 30.44
WHOLE_FROM = 10
"""Needed places are told without decimals from here on: an estimate should not sound surer than it is."""

MEASURE = {
    Measure.FAR: gettext_lazy("Menschen zu weit entfernt"),
    Measure.COVERAGE: gettext_lazy("Plätze im Verhältnis zur Prognose"),
    Measure.PLACES: gettext_lazy("Plätze je 1.000 Menschen"),
    Measure.RELATIVE: gettext_lazy("Plätze im Verhältnis zum Mittel des Netzwerks"),
    Measure.DEMAND: gettext_lazy("Plätze im Verhältnis zum Maßstab"),
}

UNJUDGED = {
    Unjudged.NO_PEOPLE: gettext_lazy("Für dieses Alter gibt es keine Bevölkerungszahlen."),
    Unjudged.NOBODY: gettext_lazy("Nach der Zahlenreihe wohnt hier niemand in diesem Alter."),
    Unjudged.TOO_FEW: gettext_lazy("Hier wohnen so wenige Menschen dieses Alters, dass eine Zahl sie verraten könnte."),
    Unjudged.NO_POINTS: gettext_lazy("Wo die Menschen wohnen, ist nicht bekannt. Entfernungen fehlen."),
    Unjudged.NO_PLACES: gettext_lazy("Es gibt Angebote, aber keines nennt seine Plätze."),
    Unjudged.NO_NEED: gettext_lazy("Keine gewählte Prognose rechnet für diese Art Plätze aus."),
}  # fmt: skip


def people(number: float, of: float | None = None) -> str:
    """ "1.234", "unter 5"; "fast alle", where the rest would be told by the difference; "einige" for NaN."""
    if isnan(number):
        return _("einige")
    if 0 < number < settings.SUPPRESS_BELOW:
        return _("unter %(n)s") % {"n": settings.SUPPRESS_BELOW}
    if of is not None and 0 < of - number < settings.SUPPRESS_BELOW and round(of) != round(number):
        return _("fast alle")
    return whole(number)


def whole(number: float) -> str:
    return rounded(number)


def percent(share: float) -> str:
    return f"{whole(share * 100)} %"


def sentence(found: Found) -> str:
    """One clear sentence with the figures of the leading measure, and one about what is not confirmed."""
    words = _values(found)
    if found.kind == FindingKind.OVERLAP:
        said = _overlap(found, words)
    elif found.leading.measure == Measure.FAR and found.evidence.by_road:
        said = _far_by_road(found.leading, words)
    else:
        said = GAP[found.leading.measure](found.leading, words)
    return " ".join(part for part in (said, _stale(found)) if part)


Values = Mapping[str, str]


def _values(found: Found) -> dict[str, str]:
    reading = found.leading
    return {
        "name": found.name,
        "area": found.area_name,
        "age": str(found.age_from),
        "people": people(reading.numerator, reading.denominator),
        "places": whole(reading.numerator),
        "needed": amount(reading.denominator, 0 if reading.denominator >= WHOLE_FROM else 1),
        "limit": amount(reading.limit),
        "share": percent(reading.value),
        "value": amount(reading.value),
    }


def _far_by_road(reading: Reading, words: Values) -> str:
    return _("Für %(whom)s ab %(age)s in %(area)s ist der Weg zum nächsten bestätigten Angebot „%(name)s“ auf der Straße länger als %(limit)s km.") % {**words, "whom": _whom(reading)}  # fmt: skip


def _far(reading: Reading, words: Values) -> str:
    return _("Für %(whom)s ab %(age)s in %(area)s liegt das nächste bestätigte Angebot „%(name)s“ mehr als %(limit)s km entfernt.") % {**words, "whom": _whom(reading)}  # fmt: skip


def _whom(reading: Reading) -> str:
    far, everybody = round(reading.numerator), round(reading.denominator)
    if far >= everybody:
        told = {"n": people(everybody)}
        return (
            _("alle Menschen")
            if everybody < settings.SUPPRESS_BELOW
            else _("alle %(n)s Menschen") % told
        )
    if everybody - far < settings.SUPPRESS_BELOW:
        return _("fast alle Menschen")
    return _("%(n)s Menschen") % {"n": people(far)}


def _coverage(reading: Reading, words: Values) -> str:
    if not reading.numerator:
        return _("%(area)s hat keinen bestätigten Platz „%(name)s“. Nach der Prognose werden %(needed)s gebraucht.") % words  # fmt: skip
    return _("%(area)s hat %(places)s bestätigte Plätze „%(name)s“. Nach der Prognose werden %(needed)s gebraucht: gedeckt sind %(share)s.") % words  # fmt: skip


def _per_1000(_reading: Reading, words: Values) -> str:
    return _("In %(area)s kommen %(value)s bestätigte Plätze „%(name)s“ auf 1.000 Menschen ab %(age)s. Der Maßstab sind %(limit)s.") % words  # fmt: skip


def _relative(reading: Reading, words: Values) -> str:
    if not reading.numerator:
        return _("%(area)s hat keinen bestätigten Platz „%(name)s“. Im Mittel des Netzwerks wären es %(needed)s für so viele Menschen ab %(age)s.") % words  # fmt: skip
    return _("%(area)s hat %(places)s bestätigte Plätze „%(name)s“. Im Mittel des Netzwerks wären es %(needed)s für so viele Menschen ab %(age)s.") % words  # fmt: skip


GAP: Mapping[Measure, Callable[[Reading, Values], str]] = {
    Measure.FAR: _far,
    Measure.COVERAGE: _coverage,
    Measure.DEMAND: _coverage,
    Measure.PLACES: _per_1000,
    Measure.RELATIVE: _relative,
}


def _overlap(found: Found, words: Values) -> str:
    offers = found.evidence.offers - found.evidence.stale
    given = {**words, "offers": offers}
    if found.leading.measure == Measure.DEMAND:
        return _("In %(area)s haben %(offers)s bestätigte Angebote „%(name)s“ zusammen %(places)s Plätze für Menschen ab %(age)s. Der Maßstab des Netzwerks sind %(needed)s.") % given  # fmt: skip
    return _("In %(area)s haben %(offers)s bestätigte Angebote „%(name)s“ zusammen %(places)s Plätze für Menschen ab %(age)s. Nach der Prognose werden %(needed)s gebraucht.") % given  # fmt: skip


def _stale(found: Found) -> str:
    """ "2 von 3 Angeboten sind seit über 9 Monaten unbestätigt und nicht mitgezählt." """
    evidence = found.evidence
    if not evidence.stale:
        return ""
    months = int((evidence.stale_days or 0) / DAYS_PER_MONTH)
    words = {"stale": evidence.stale, "offers": evidence.offers, "months": months}
    if months > 1:
        return (
            ngettext(
                "%(stale)s von %(offers)s Angeboten ist seit über %(months)s Monaten unbestätigt und nicht mitgezählt.",
                "%(stale)s von %(offers)s Angeboten sind seit über %(months)s Monaten unbestätigt und nicht mitgezählt.",
                evidence.stale,
            )
            % words
        )
    return (
        ngettext(
            "%(stale)s von %(offers)s Angeboten ist nicht bestätigt und nicht mitgezählt.",
            "%(stale)s von %(offers)s Angeboten sind nicht bestätigt und nicht mitgezählt.",
            evidence.stale,
        )
        % words
    )


def against(evidence: Evidence) -> list[str]:
    """What speaks against it, a sentence each."""
    ways = _("Entfernungen sind Luftlinie.")
    if evidence.by_road:
        ways = _("Entfernungen sind Wege auf der Straße.")
    words = {"with": _with_all(evidence), "km": amount(evidence.max_km or 0), "ways": ways}
    return [DOUBT[doubt](n) % {**words, "n": n} for doubt, n in evidence.doubts.items()]


def _with_all(evidence: Evidence) -> str:
    """The leading value, were the unconfirmed offers counted, too."""
    reading = evidence.readings[0]
    return with_stale_words(reading)


def with_stale_words(reading: Reading) -> str:
    """The value with all offers; not told where the difference to the value would be a count below the limit."""
    if reading.measure == Measure.FAR and is_close(reading.value, reading.with_stale):
        return _("fast ebenso viele")
    return reading_words(reading, reading.with_stale)


def is_close(one: float, other: float) -> bool:
    """Whether two counts of the same people, both told, would tell a count below the limit between them."""
    apart = abs(round(one) - round(other))
    return 0 < apart < settings.SUPPRESS_BELOW


def reading_words(reading: Reading, value: float) -> str:
    """A value of a reading in its unit."""
    if reading.measure == Measure.FAR:
        return _("%(n)s Menschen") % {"n": people(value, reading.denominator)}
    if reading.measure == Measure.PLACES:
        return _("%(n)s je 1.000") % {"n": amount(value)}
    return percent(value)


DOUBT: Mapping[Doubt, Callable[[int], str]] = {
    Doubt.STALE: lambda n: ngettext(
        "Ein Angebot ist nicht bestätigt. Zählt man es mit, sind es %(with)s.",
        "%(n)s Angebote sind nicht bestätigt. Zählt man sie mit, sind es %(with)s.", n,
    ),
    Doubt.VANISHES: lambda _n: _("Zählt man die unbestätigten Angebote mit, ist es keine Lücke."),
    Doubt.UNKNOWN_PLACES: lambda n: ngettext(
        "Ein Angebot nennt seine Plätze nicht. Die Zahl der Plätze ist ein Mindestwert.",
        "%(n)s Angebote nennen ihre Plätze nicht. Die Zahl der Plätze ist ein Mindestwert.", n,
    ),
    Doubt.CLOSED: lambda n: ngettext(
        "Ein Angebot ist nur vorübergehend geschlossen und nicht mitgezählt.",
        "%(n)s Angebote sind nur vorübergehend geschlossen und nicht mitgezählt.", n,
    ),
    Doubt.OUTSIDE_MISSING: lambda _n: _(
        "Angebote jenseits der Grenze des Netzwerks sind nicht erfasst. Eines davon könnte näher liegen."
    ),
    Doubt.OUTSIDE_COUNTED: lambda n: ngettext(
        "Nur ein Angebot jenseits der Grenze ist erfasst. Weitere könnten näher liegen.",
        "Nur %(n)s Angebote jenseits der Grenze sind erfasst. Weitere könnten näher liegen.", n,
    ),
    Doubt.NEXT_DOOR: lambda n: ngettext(
        "Ein Angebot eines anderen Planungsraums liegt für einen Teil der Menschen höchstens %(km)s km entfernt. Seine Plätze sind hier nicht mitgezählt.",
        "%(n)s Angebote anderer Planungsräume liegen für einen Teil der Menschen höchstens %(km)s km entfernt. Ihre Plätze sind hier nicht mitgezählt.", n,
    ),
    Doubt.MIDDLES: lambda _n: _(
        "Es gibt kein Bevölkerungsraster: Alle Menschen einer Gemeinde (in Großstädten: eines Ortsteils) sind in deren Mitte angenommen. %(ways)s"
    ),
    Doubt.ESTIMATED_AGES: lambda _n: _(
        "Das Raster kennt kein Alter: In jeder Zelle ist der Altersanteil des Planungsraums angenommen. %(ways)s"
    ),
    Doubt.ESTIMATED_PEOPLE: lambda _n: _("Die Bevölkerungszahlen sind geschätzt oder erfragt."),
    Doubt.AT_LEAST: lambda _n: _("Für einen Teil des Planungsraums fehlen Bevölkerungszahlen."),
    Doubt.ROADLESS: lambda n: ngettext(
        "Ein Wohnpunkt liegt an keiner bekannten Straße. Für ihn gilt die Luftlinie.",
        "%(n)s Wohnpunkte liegen an keiner bekannten Straße. Für sie gilt die Luftlinie.", n,
    ),
    Doubt.BLURRED: lambda n: ngettext(
        "Von einem Angebot ist nur die Gemeinde bekannt.",
        "Von %(n)s Angeboten ist nur die Gemeinde bekannt.", n,
    ),
    Doubt.UNPLACED: lambda n: ngettext(
        "Ein Angebot hat keinen Standort auf der Karte und zählt bei Entfernungen nicht.",
        "%(n)s Angebote haben keinen Standort auf der Karte und zählen bei Entfernungen nicht.", n,
    ),
}  # fmt: skip
