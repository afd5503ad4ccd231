"""German words for where a recommendation stands and for what its indicators say."""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mitsorge.domain.recommendations.rules import AnswerKind, RecommendationStatus, Stage
from mitsorge.domain.recommendations.rules.chain import LinkState, Place, Standing
from mitsorge.domain.recommendations.rules.indicators import PERCENT, Direction, Hidden

STANDING = {
    Standing.DRAFTED: gettext_lazy("Entwurf"),
    Standing.CONSULTED: gettext_lazy("In Beratung"),
    Standing.UNANSWERED: gettext_lazy("Antwort offen"),
    Standing.WORKING: gettext_lazy("In Arbeit"),
    Standing.DONE: gettext_lazy("Umgesetzt"),
    Standing.REJECTED: gettext_lazy("Abgelehnt"),
    Standing.CLOSED: gettext_lazy("Beendet"),
}
DIRECTION = {
    Direction.BETTER: gettext_lazy("besser als vorher"),
    Direction.WORSE: gettext_lazy("schlechter als vorher"),
    Direction.SAME: gettext_lazy("unverändert"),
}


def number(value: Decimal, unit: str) -> str:
    """27 Plätze, 12,5 %; one decimal place is enough for what is larger than one."""
    plain = (round(value, 1) if abs(value) >= 1 else value).normalize()
    places = max(-int(plain.as_tuple().exponent), 0)
    told = number_format(plain, places, use_l10n=True, force_grouping=True)
    return f"{told}\N{NO-BREAK SPACE}{unit}".strip()


def change(value: Decimal, unit: str) -> str:
    """+6 Plätze, −3 Tage; between two percentages the difference is one of Prozentpunkte, not of percent."""
    sign = "+" if value > 0 else ""
    if unit.strip() == PERCENT:
        rounded = abs(round(value, 1) if abs(value) >= 1 else value)
        unit = _("Prozentpunkt") if rounded == 1 else _("Prozentpunkte")
    return sign + number(value, unit).replace("-", "\N{MINUS SIGN}")


def why_hidden(why: Hidden, suppress_below: int, note: str) -> str:
    """What stands where a number is missing, with the reason."""
    match why:
        case Hidden.FEW:
            return _("unter %(n)s, deshalb keine Zahl") % {"n": suppress_below}
        case Hidden.NEARLY_ALL:
            return _("zu kleine Gruppe, deshalb keine Zahl")
    return _("keine Messung: %(why)s") % {"why": note}


def late(days: int) -> str:
    """seit 12 Tagen überfällig; empty for 0."""
    words = ngettext("seit %(n)s Tag überfällig", "seit %(n)s Tagen überfällig", days)
    return words % {"n": days} if days else ""


def until(day: date | None) -> str:
    return _("erbeten bis %(day)s") % {"day": date_format(day)} if day else ""


def votes(yes: int | None, no: int | None, abstentions: int | None) -> str:
    """41 Ja, 2 Nein, 3 Enthaltungen; empty where nothing was counted."""
    if yes is None and no is None:
        return ""
    said = ngettext("%(n)s Enthaltung", "%(n)s Enthaltungen", abstentions or 0)
    counts = {"yes": yes or 0, "no": no or 0, "abstentions": said % {"n": abstentions or 0}}
    return _("%(yes)s Ja, %(no)s Nein, %(abstentions)s") % counts


def period(start: date | None, end: date | None) -> str:
    """Mai 2025 bis August 2026, ab Mai 2025, bis August 2026."""
    first, last = (date_format(day, "F Y") if day else "" for day in (start, end))
    if first and last and first != last:
        return _("%(first)s bis %(last)s") % {"first": first, "last": last}
    if first:
        return first if last else _("ab %(first)s") % {"first": first}
    return _("bis %(last)s") % {"last": last} if last else ""


def steps(at: Place, stages: tuple[Stage, ...]) -> str:
    """Schritt 6 von 8, Ende bei Schritt 6 von 8."""
    here = {"n": stages.index(at.stage) + 1, "all": len(stages)}
    if at.state is LinkState.ENDED:
        return _("Ende bei Schritt %(n)s von %(all)s") % here
    return _("Schritt %(n)s von %(all)s") % here


_CLOSED = {
    RecommendationStatus.MERGED: gettext_lazy("Zusammengeführt"),
    RecommendationStatus.WITHDRAWN: gettext_lazy("Zurückgezogen"),
    RecommendationStatus.DRAFT: gettext_lazy("Entwurf"),
    RecommendationStatus.RETURNED: gettext_lazy("Wird überarbeitet"),
    RecommendationStatus.IN_CONSULTATION: gettext_lazy("In Beratung"),
    RecommendationStatus.REJECTED: gettext_lazy("Nicht beschlossen"),
}
_AT = {
    (Stage.CONSULTATION, LinkState.NOW): gettext_lazy("In Beratung"),
    (Stage.DECISION, LinkState.NOW): gettext_lazy("Beschluss steht aus"),
    (Stage.DECISION, LinkState.DONE): gettext_lazy("Beschlossen"),
    (Stage.ANSWER, LinkState.NOW): gettext_lazy("Antwort steht aus"),
    (Stage.ANSWER, LinkState.ENDED): gettext_lazy("Abgelehnt"),
    (Stage.MEASURE, LinkState.NOW): gettext_lazy("Maßnahme läuft"),
    (Stage.MEASURE, LinkState.DONE): gettext_lazy("Umgesetzt"),
    (Stage.MEASURE, LinkState.ENDED): gettext_lazy("Eingestellt"),
    (Stage.EFFECT, LinkState.NOW): gettext_lazy("Wirkung wird gemessen"),
    (Stage.EFFECT, LinkState.DONE): gettext_lazy("Umgesetzt"),
}
_ANSWERED = {
    AnswerKind.ACCEPTED: gettext_lazy("Angenommen"),
    AnswerKind.PARTLY: gettext_lazy("Teilweise angenommen"),
    AnswerKind.IN_PROGRESS: gettext_lazy("In Arbeit"),
}


def label(status: RecommendationStatus | None, at: Place, answer: AnswerKind | None) -> str:
    """The one word for where something stands. `status` None: a table's own measure."""
    if status in _CLOSED:
        return str(_CLOSED[status])
    if status is RecommendationStatus.SENT:
        return str(_AT[Stage.ANSWER, LinkState.NOW])
    if at == Place(Stage.ANSWER, LinkState.DONE):
        return str(_ANSWERED.get(answer, _("Beantwortet"))) if answer else _("Beantwortet")
    return str(_AT[at.stage, at.state])
