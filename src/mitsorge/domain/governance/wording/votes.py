"""How the result of a vote and the state of the room are told."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.governance.rules import Majority, Quorum
from mitsorge.domain.governance.rules.presence import Room
from mitsorge.domain.governance.rules.procedure import Outcome, Rules


def rule_applied(outcome: Outcome, room: Room, rules: Rules, valid_from: date | None) -> str:
    """Two sentences: what was needed, and by which rules, valid since when."""
    return f"{needed(outcome, room, rules)} {by_which(rules, valid_from)}"


def needed(outcome: Outcome, room: Room, rules: Rules) -> str:
    """What carries it: "Nötig waren 12: zwei Drittel der Anwesenden." """
    if rules.majority is Majority.CONSENSUS:
        return _("Nötig war, dass niemand widerspricht.")
    if rules.majority is Majority.SIMPLE:
        return ngettext(
            "Nötig war %(n)s: mehr Ja als Nein, Enthaltungen zählen nicht.",
            "Nötig waren %(n)s: mehr Ja als Nein, Enthaltungen zählen nicht.",
            outcome.needed,
        ) % {"n": outcome.needed}
    of_all = outcome.needed == room.members // 2 + 1
    which = _("die Mehrheit der Mitglieder") if of_all else _("zwei Drittel der Anwesenden")
    sentence = ngettext(
        "Nötig war %(n)s: %(which)s.", "Nötig waren %(n)s: %(which)s.", outcome.needed
    )
    return sentence % {"n": outcome.needed, "which": which}


def by_which(rules: Rules, valid_from: date | None) -> str:
    """The Geschäftsordnung and since when it is valid; or that there is none."""
    if valid_from is None:
        return _("Es gilt keine Geschäftsordnung.")
    return _("%(source)s, gültig seit %(day)s.") % {
        "source": rules.source.strip().rstrip("."),
        "day": date_format(valid_from),
    }


def no_quorum(room: Room, needed: int, rules: Rules) -> str:
    """Why nothing can be decided at this moment."""
    if rules.quorum is Quorum.HALF_AND_CHAIR and not room.chair_present and room.voters >= needed:
        return _("Nicht beschlussfähig: Die Sitzungsleitung ist nicht da.")
    here = ngettext("%(n)s von %(all)s ist da", "%(n)s von %(all)s sind da", room.voters)
    wanted = ngettext("nötig ist %(n)s", "nötig sind %(n)s", needed)
    return _("Nicht beschlussfähig: %(here)s, %(needed)s.") % {
        "here": here % {"n": room.voters, "all": room.members},
        "needed": wanted % {"n": needed},
    }


def too_many_votes(room: Room, counted: int) -> str:
    """More votes than voters; guests are named where there are any."""
    here = ngettext(
        "Es ist nur %(n)s stimmberechtigte Person da",
        "Es sind nur %(n)s Stimmberechtigte da",
        room.voters,
    ) % {"n": room.voters}
    sentence = _("%(here)s, gezählt sind %(counted)s Stimmen.") % {"here": here, "counted": counted}
    return f"{sentence} {_('Gäste stimmen nicht mit.')}" if room.guests else sentence
