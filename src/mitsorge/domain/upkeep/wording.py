from django.utils.translation import gettext as now
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
from mitsorge.domain.upkeep.rules.rounds import WhyCall
from mitsorge.domain.upkeep.rules.troubles import Fault

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

WHY_CALL = {
    WhyCall.NO_ADDRESS: _("Wir haben keine Adresse für Briefe."),
    WhyCall.BOUNCED: _("Unser Brief kam nicht an."),
    WhyCall.SILENT: _("Drei Briefe blieben ohne Antwort."),
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
    "upkeep.asking.begun": _("Nach Einträgen gefragt"),
    "upkeep.asking.stopped": _("Nicht mehr gefragt"),
    "upkeep.call.made": _("Angerufen"),
    "upkeep.change.gone": _("Gemeldet: gibt es nicht mehr"),
    "upkeep.reach.wished": _("Andere Ansprechadresse gewünscht"),
    "upkeep.reach.accepted": _("Neue Ansprechadresse übernommen"),
    "upkeep.reach.declined": _("Neue Ansprechadresse abgelehnt"),
    "upkeep.change.saved": _("Entwurf einer Änderung gespeichert"),
    "upkeep.change.submitted": _("Änderung abgeschickt"),
    "upkeep.change.edited": _("Änderung vor der Freigabe bearbeitet"),
    "upkeep.change.published": _("Änderung veröffentlicht"),
    "upkeep.change.returned": _("Änderung mit einer Frage zurückgegeben"),
    "upkeep.change.withdrawn": _("Änderung zurückgezogen"),
    "upkeep.trouble.found": _("Adresse gestört"),
    "upkeep.trouble.ended": _("Adresse wieder in Ordnung"),
}

READING = {
    Reading.EASY: _("gut zu lesen"),
    Reading.MEDIUM: _("mittelschwer zu lesen"),
    Reading.HARD: _("schwer zu lesen"),
}

FAULT = {
    Fault.UNKNOWN_HOST: _("Diese Adresse kennt im Internet niemand."),
    Fault.REFUSED: _("Der Server nimmt keine Verbindung an."),
    Fault.TLS: _("Das Sicherheitszertifikat ist ungültig. Browser warnen vor der Seite."),
    Fault.SILENT: _("Der Server antwortet seit Tagen nicht."),
    Fault.CIRCLES: _("Die Seite leitet immer weiter und kommt nirgends an."),
    Fault.INSIDE: _("Die Adresse führt in ein geschlossenes Netz."),
}


def trouble_words(kind: str, code: str) -> str:
    """What came back, as a sentence. `code`: `Answer.code` of a page; of a mailbox the words of its server."""
    if kind != TroubleKind.WEBSITE:
        return now("Die Post kam zurück: %(words)s") % {"words": code} if code else ""
    if code in ("404", "410"):
        return now("Die Seite gibt es nicht mehr (%(code)s).") % {"code": code}
    if code in list(Fault):
        return str(FAULT[Fault(code)])
    return now("Der Server weist uns seit Tagen ab (%(code)s).") % {"code": code}
