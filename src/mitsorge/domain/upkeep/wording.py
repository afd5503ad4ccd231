from django.utils.translation import gettext_lazy as _

from mitsorge.domain.upkeep.rules import (
    CallResult,
    ChangeKind,
    ChangeState,
    Ending,
    TroubleKind,
    Via,
)
from mitsorge.domain.upkeep.rules.readability import Reading

ENDING = {
    Ending.CONFIRMED: _("bestätigt"),
    Ending.CHANGED: _("geändert"),
    Ending.GONE: _("gibt es nicht mehr"),
    Ending.CALLED: _("am Telefon geklärt"),
    Ending.LAPSED: _("nichts mehr zu fragen"),
}

CALL_RESULT = {
    CallResult.CONFIRMED: _("Alles stimmt"),
    CallResult.CHANGED: _("Etwas hat sich geändert"),
    CallResult.GONE: _("Das gibt es nicht mehr"),
    CallResult.NOT_REACHED: _("Niemanden erreicht"),
    CallResult.CALL_AGAIN: _("Später noch einmal anrufen"),
    CallResult.WRONG_NUMBER: _("Nummer stimmt nicht"),
}

CHANGE_KIND = {
    ChangeKind.EDIT: _("Änderung"),
    ChangeKind.GONE: _("gibt es nicht mehr"),
}

CHANGE_STATE = {
    ChangeState.DRAFT: _("Entwurf"),
    ChangeState.SUBMITTED: _("wartet auf Freigabe"),
    ChangeState.PUBLISHED: _("veröffentlicht"),
    ChangeState.RETURNED: _("mit einer Frage zurückgegeben"),
    ChangeState.WITHDRAWN: _("zurückgezogen"),
}

VIA = {
    Via.ACCOUNT: _("mit Konto"),
    Via.LINK: _("über den Link im Brief"),
    Via.MAIL: _("als Antwort auf den Brief"),
    Via.PHONE: _("am Telefon"),
}

TROUBLE_KIND = {
    TroubleKind.WEBSITE: _("Internetseite antwortet nicht"),
    TroubleKind.EMAIL: _("E-Mail kommt nicht an"),
}

EVENT = {
    "upkeep.change.saved": _("Entwurf einer Änderung gespeichert"),
    "upkeep.change.submitted": _("Änderung abgeschickt"),
    "upkeep.change.published": _("Änderung veröffentlicht"),
    "upkeep.change.returned": _("Änderung mit einer Frage zurückgegeben"),
    "upkeep.change.withdrawn": _("Änderung zurückgezogen"),
}

READING = {
    Reading.EASY: _("gut zu lesen"),
    Reading.MEDIUM: _("mittelschwer zu lesen"),
    Reading.HARD: _("schwer zu lesen"),
}
