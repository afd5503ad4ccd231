"""German words for measures, and for what is wrong with them."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mitsorge.domain.planning.rules.scenario import (
    AddNeighbours,
    AddSite,
    BadChange,
    Change,
    ChangeKind,
    ChangeRate,
    ChangeYear,
    CloseSite,
    MoveSite,
    Problem,
    ResizeSite,
    Unapplied,
    Why,
)
from mitsorge.domain.planning.wording.numbers import amount

CHANGE_KIND = {
    ChangeKind.ADD: gettext_lazy("Ein Angebot kommt dazu"),
    ChangeKind.CLOSE: gettext_lazy("Ein Angebot schließt"),
    ChangeKind.MOVE: gettext_lazy("Ein Angebot zieht um"),
    ChangeKind.RESIZE: gettext_lazy("Ein Angebot bekommt mehr oder weniger Plätze"),
    ChangeKind.NEIGHBOURS: gettext_lazy("Nachbarinnen und Nachbarn helfen"),
    ChangeKind.RATE: gettext_lazy("Mehr oder weniger Menschen brauchen Hilfe"),
    ChangeKind.YEAR: gettext_lazy("Ein anderes Jahr"),
}
WHY = {
    Why.NO_SUCH_SITE: gettext_lazy("Dieses Angebot steht nicht (mehr) im Verzeichnis."),
    Why.ALREADY_THERE: gettext_lazy("Dieses Angebot steht schon da."),
    Why.UNPLACED: gettext_lazy("Zu diesem Angebot fehlt der Ort, also ändert sich kein Weg."),
    Why.YEAR_UNKNOWN: gettext_lazy("Für dieses Jahr gibt es keine Prognose."),
}
PROBLEM = {
    Problem.NOT_A_LIST: gettext_lazy("Die Maßnahmen sind keine Liste."),
    Problem.NOT_A_ROW: gettext_lazy("Maßnahme %(row)s ist unlesbar."),
    Problem.UNKNOWN_KIND: gettext_lazy("Maßnahme %(row)s hat eine unbekannte Art."),
    Problem.UNKNOWN_FIELD: gettext_lazy("Maßnahme %(row)s hat eine unbekannte Angabe „%(field)s“."),
    Problem.MISSING: gettext_lazy("Bei Maßnahme %(row)s fehlt die Angabe „%(field)s“."),
    Problem.NOT_A_TEXT: gettext_lazy("Bei Maßnahme %(row)s ist „%(field)s“ kein Text."),
    Problem.NOT_A_NUMBER: gettext_lazy("Bei Maßnahme %(row)s ist „%(field)s“ keine Zahl."),
    Problem.OUT_OF_RANGE: gettext_lazy(
        "Bei Maßnahme %(row)s ist „%(field)s“ zu groß oder zu klein."
    ),
}  # fmt: skip


def change_words(change: Change, names: Mapping[str, str] | None = None) -> str:
    """One measure in a sentence without a full stop. `names`: key of a site → what it is called."""
    match change:
        case AddSite():
            words = {"name": _named(change), "n": amount(change.places)}
            return _("Neu: %(name)s mit %(n)s Plätzen") % words
        case AddNeighbours():
            words = {
                "name": _named(change),
                "n": amount(change.helpers),
                "each": amount(change.each),
            }
            return _("Neu: %(name)s, %(n)s Helfende für je %(each)s Menschen") % words
        case ChangeRate():
            share = (change.factor - 1) * 100
            words = {"share": f"{'+' if share > 0 else ''}{amount(share)}"}
            return _("Bedarf %(share)s %%") % words
        case ChangeYear():
            return _("Menschen des Jahres %(year)s") % {"year": f"{change.year:d}"}
    return _of_a_site(change, (names or {}).get(change.site) or _("unbekanntes Angebot"))


def _named(change: AddSite | AddNeighbours) -> str:
    """ "Haus Birke (14822 Brück)"; a name that says the place already says it once."""
    if not change.where or change.where in change.name:
        return change.name
    return f"{change.name} ({change.where})"


def _of_a_site(change: CloseSite | MoveSite | ResizeSite, name: str) -> str:
    if isinstance(change, CloseSite):
        return _("%(name)s schließt") % {"name": name}
    if isinstance(change, ResizeSite):
        return _("%(name)s hat %(n)s Plätze") % {"name": name, "n": amount(change.places)}
    where = change.where or f"{amount(change.lat, 4)}, {amount(change.lon, 4)}"
    return _("%(name)s zieht nach %(where)s") % {"name": name, "where": where}


def unapplied_words(left: Unapplied) -> str:
    return str(WHY[left.why])


def bad_words(bad: BadChange) -> str:
    """What cannot be read in a stored scenario; measures are counted from 1."""
    words = {"row": (bad.row or 0) + 1, "field": bad.field}
    return str(PROBLEM[bad.problem]) % words
