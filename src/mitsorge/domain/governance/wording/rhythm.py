"""The rhythm and its breaches in German sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mitsorge.domain.governance.rules.holidays import Free, Reason
from mitsorge.domain.governance.rules.overlap import Advice
from mitsorge.domain.governance.rules.rhythm import Silence

NUMBERS = {
    1: gettext_lazy("eine"),
    2: gettext_lazy("zwei"),
    3: gettext_lazy("drei"),
    4: gettext_lazy("vier"),
    5: gettext_lazy("fünf"),
    6: gettext_lazy("sechs"),
}
"""Feminine, for Sitzungen; greater numbers stand in digits."""

ADVICE = {
    Advice.MEET_TOGETHER: gettext_lazy("Prüfen Sie, ob beide gemeinsam tagen."),
    Advice.SAME_DAY: gettext_lazy("Legen Sie beide Sitzungen auf einen Tag nacheinander."),
    Advice.EXCHANGE: gettext_lazy("Laden Sie einander ein oder tauschen Sie die Protokolle aus."),
}


def silence_words(found: Silence) -> str:
    """ "Seit 9 Monaten keine Sitzung, vorgesehen sind zwei im Jahr." """
    wanted = {"wanted": _wanted(found)}
    if found.last is None:
        return _("Noch keine Sitzung, vorgesehen %(wanted)s.") % wanted
    since = ngettext("Seit %(n)s Monat", "Seit %(n)s Monaten", found.months) % {"n": found.months}
    return _("%(since)s keine Sitzung, vorgesehen %(wanted)s.") % {"since": since, **wanted}


def _wanted(found: Silence) -> str:
    if found.per_year < 1:
        years = _number(1 / found.per_year)
        return _("ist eine alle %(years)s Jahre") % {"years": years}
    if found.per_year == 1:
        return _("ist eine im Jahr")
    return _("sind %(n)s im Jahr") % {"n": _number(found.per_year)}


def _number(value: object) -> str:
    number = float(str(value))
    whole = round(number)
    if abs(number - whole) < 0.05:
        return str(NUMBERS.get(whole, whole))
    return f"{number:.1f}".replace(".", ",")


def reason_words(reason: Reason) -> str:
    """Why a day is free: the name of the holiday, or that it is a weekend."""
    return _("Wochenende") if reason.kind == Free.WEEKEND else reason.name
