"""Rules and their results in German sentences: "say which rule was applied"."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mitsorge.domain.governance.rules.codes import Majority, Quorum
from mitsorge.domain.governance.rules.procedure import Outcome, Rules, Why
from mitsorge.domain.governance.wording.codes import MAJORITY

WHY = {
    Why.MORE_YES: gettext_lazy("Mehr Ja als Nein."),
    Why.TIE: gettext_lazy("Ja und Nein sind gleich viele, damit ist es abgelehnt."),
    Why.MORE_NO: gettext_lazy("Nicht mehr Ja als Nein."),
    Why.BOTH_REACHED: gettext_lazy(
        "Die Mehrheit der Mitglieder und zwei Drittel der Anwesenden sind dafür."
    ),
    Why.TOO_FEW_OF_MEMBERS: gettext_lazy("Die Mehrheit der Mitglieder ist nicht erreicht."),
    Why.TOO_FEW_OF_PRESENT: gettext_lazy("Zwei Drittel der Anwesenden sind nicht erreicht."),
    Why.NOBODY_OBJECTED: gettext_lazy("Niemand hat widersprochen."),
    Why.OBJECTED: gettext_lazy("Jemand hat widersprochen."),
}


def outcome_words(found: Outcome, rules: Rules) -> str:
    """Which rule was applied and why it ended so; at most 400 characters, for `rule_applied`."""
    needed = _(" Nötig: %(needed)s Ja.") % {"needed": found.needed} if found.needed else ""
    rule = f"{MAJORITY[rules.majority]} ({rules.source})"
    return f"{rule}. {WHY[found.why]}{needed}"[:400]


def majority_words(rules: Rules) -> str:
    """What carries a decision, in a sentence."""
    match rules.majority:
        case Majority.SIMPLE:
            return _(
                "Mehr Ja als Nein. Enthaltungen zählen nicht, bei Gleichstand ist es abgelehnt."
            )
        case Majority.MEMBERS_AND_TWO_THIRDS:
            return _("Die Mehrheit aller Mitglieder und zwei Drittel der Anwesenden.")
        case _:
            return _("Niemand widerspricht. Abweichende Meinungen werden festgehalten.")


def quorum_words(rules: Rules) -> str:
    """Who must be there, in a sentence."""
    match rules.quorum:
        case Quorum.NONE:
            return _("Beschlussfähig ist, wer da ist.")
        case Quorum.HALF:
            return _("Die Hälfte der Stimmberechtigten ist da.")
        case Quorum.MORE_THAN_HALF:
            return _("Mehr als die Hälfte der Stimmberechtigten ist da.")
        case Quorum.HALF_AND_CHAIR:
            return _("Die Hälfte der Stimmberechtigten und die Sitzungsleitung sind da.")
        case _:
            return ngettext(
                "Mindestens %(n)s stimmberechtigte Person ist da.",
                "Mindestens %(n)s Stimmberechtigte sind da.",
                rules.quorum_number or 0,
            ) % {"n": rules.quorum_number}


def invitation_words(rules: Rules) -> str:
    """The period of the invitation, in a few words."""
    if not rules.invitation_days:
        return _("ohne Frist")
    return ngettext(
        "%(n)s Tag vor der Sitzung", "%(n)s Tage vor der Sitzung", rules.invitation_days
    ) % {"n": rules.invitation_days}


def rhythm_words(rules: Rules) -> str:
    """How often it meets; empty without a rhythm."""
    rate = rules.meetings_per_year
    if not rate:
        return ""
    if rate < 1:
        return _("alle %(n)s Jahre") % {"n": _short(1 / rate)}
    return _("einmal im Jahr") if rate == 1 else _("%(n)s-mal im Jahr") % {"n": _short(rate)}


def _short(value: object) -> str:
    rounded = round(float(str(value)), 1)
    return number_format(rounded, 0 if rounded == int(rounded) else 1)


def report_words(rules: Rules) -> str:
    """To whom it reports and by when; empty where nobody waits."""
    if not rules.report_to:
        return ""
    parts = [
        ngettext(
            "binnen %(n)s Monat nach jeder Sitzung",
            "binnen %(n)s Monaten nach jeder Sitzung",
            rules.report_months,
        )
        % {"n": rules.report_months}
        if rules.report_months is not None
        else "",
        _("jedes Jahr bis %(day)s.%(month)s.") % _day(rules.report_day) if rules.report_day else "",
        _("mit dem Protokoll der ersten Sitzung") if rules.reports_founding else "",
    ]
    return ": ".join(part for part in (rules.report_to, ", ".join(filter(None, parts))) if part)


def _day(value: str) -> dict[str, str]:
    month, _dash, day = value.partition("-")
    return {"day": day.lstrip("0"), "month": month.lstrip("0")}
