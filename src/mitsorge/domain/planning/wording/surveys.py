"""German words for surveys: questions, states, faults, and how a series came about."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from mitsorge.domain.planning.rules.survey_counts import NOWHERE, Gap, Response
from mitsorge.domain.planning.rules.surveys import (
    AnswerFault,
    Ask,
    Fault,
    Standing,
    SurveyState,
    Via,
)
from mitsorge.domain.planning.wording.numbers import amount, rounded

SURVEY_STATE = {
    SurveyState.DRAFT: _("noch nicht verschickt"),
    SurveyState.RUNNING: _("läuft"),
    SurveyState.CLOSED: _("beendet"),
    SurveyState.WITHDRAWN: _("zurückgezogen"),
}
STANDING = {
    Standing.NOT_SENT: _("noch nicht verschickt"),
    Standing.NO_ADDRESS: _("keine E-Mail-Adresse bekannt"),
    Standing.RETURNED: _("Brief kam nicht an"),
    Standing.WAITING: _("noch keine Antwort"),
    Standing.ANSWERED: _("hat geantwortet"),
}
SURVEY_VIA = {Via.LINK: _("über den Link"), Via.PHONE: _("am Telefon")}
ASK = {
    Ask.PLACES: _("Plätze"),
    Ask.FREE: _("freie Plätze"),
    Ask.WAITING: _("Menschen auf der Warteliste"),
    Ask.STAFF: _("Stellen in Vollzeit"),
    Ask.SERVED: _("Einzugsgebiet"),
}
"""What is asked, as the office chooses it and as tables head their columns."""
UNIT = {
    Ask.PLACES: _("Plätze"),
    Ask.FREE: _("Plätze"),
    Ask.WAITING: _("Personen"),
    Ask.STAFF: _("Stellen in Vollzeit"),
}
MOST_NAMED = 12
"""So many areas with gaps are named in a passport; the page of the survey has all."""


def question(ask: Ask, *, visited: bool) -> str:
    """How it is asked about an offer: places to come to, or people it looks after at home."""
    if visited:
        return {
            Ask.PLACES: _now("Wie viele Plätze haben Sie?"),
            Ask.FREE: _now("Wie viele davon sind frei?"),
            Ask.WAITING: _now("Wie viele Menschen stehen auf der Warteliste?"),
            Ask.STAFF: _now("Wie viele Stellen (in Vollzeit) sind besetzt?"),
            Ask.SERVED: _now("Woher kommen die Menschen?"),
        }[ask]
    return {
        Ask.PLACES: _now("Wie viele Menschen können Sie zugleich versorgen?"),
        Ask.FREE: _now("Wie viele könnten Sie noch aufnehmen?"),
        Ask.WAITING: _now("Wie viele Menschen warten auf Sie?"),
        Ask.STAFF: _now("Wie viele Stellen (in Vollzeit) sind besetzt?"),
        Ask.SERVED: _now("Wohin kommen Sie?"),
    }[ask]


FAULT = {
    AnswerFault.NOTHING: _(
        "Tragen Sie mindestens eine Zahl ein. Was Sie nicht wissen, lassen Sie leer."
    ),
    AnswerFault.BELOW_ZERO: _("Die Zahl kann nicht kleiner als 0 sein."),
    AnswerFault.TOO_MUCH: _("Das ist mehr als %(limit)s. Bitte prüfen Sie die Zahl."),
    AnswerFault.NOT_WHOLE: _("Hier passt nur eine ganze Zahl."),
    AnswerFault.MORE_FREE: _("Das sind mehr, als Sie insgesamt haben (%(limit)s)."),
    AnswerFault.UNKNOWN_OFFER: _("Nach diesem Angebot fragt diese Umfrage nicht."),
    AnswerFault.UNKNOWN_AREA: _("Diesen Planungsraum gibt es nicht (mehr)."),
    AnswerFault.REMARK_TOO_LONG: _("Die Bemerkung ist zu lang. Kürzen Sie sie bitte."),
}


def fault_words(fault: Fault) -> str:
    """The sentence beside the field."""
    words = str(FAULT[fault.kind])
    return words % {"limit": number_words(fault.limit)} if fault.limit is not None else words


def number_words(value: float | None) -> str:
    """1.234, halves with one place; "keine Angabe" where unknown. Nothing is hidden: organizations, not people."""
    if value is None:
        return _now("keine Angabe")
    return amount(value)


def share_of(response: Response) -> str:
    """75 %; "keine Angabe" where nobody was asked."""
    if response.share is None:
        return _now("keine Angabe")
    return f"{rounded(response.share * 100)}\N{NO-BREAK SPACE}%"


def response_words(response: Response) -> str:
    """ "9 von 12 Organisationen (75 %)"."""
    words = ngettext(
        "%(n)s von %(all)s Organisation (%(share)s)",
        "%(n)s von %(all)s Organisationen (%(share)s)",
        response.asked,
    )
    return words % {"n": response.answered, "all": response.asked, "share": share_of(response)}


def method_words(
    title: str,
    as_of: date,
    response: Response,
    gaps: Sequence[Gap],
    areas: Mapping[str, str],
) -> str:
    """How a series of a survey came about, for its passport; `areas`: code → name."""
    told = {"title": title, "day": date_format(as_of, "j. F Y"), "n": response_words(response)}
    sentences = [
        _now(
            "Eigene Umfrage „%(title)s“ zum Stichtag %(day)s. Geantwortet haben %(n)s, die solche Angebote haben."
        )
        % told,
        _now("Summe der Antworten; nichts ist hochgerechnet."),
    ]
    if gaps:
        named = "; ".join(_gap(gap, areas) for gap in gaps[:MOST_NAMED])
        left = len(gaps) - MOST_NAMED
        more = _now(" und %(n)s weitere") % {"n": left} if left > 0 else ""
        sentence = _now("Untergrenze oder unbekannt, weil Angaben fehlen: %(areas)s%(more)s.")
        sentences.append(sentence % {"areas": named, "more": more})
    return " ".join(sentences)


def _gap(gap: Gap, areas: Mapping[str, str]) -> str:
    name = _now("ohne Planungsraum") if gap.area == NOWHERE else areas.get(gap.area, gap.area)
    words = _now("%(area)s (%(known)s von %(offers)s Angeboten)")
    return words % {"area": name, "known": gap.known, "offers": gap.offers}
