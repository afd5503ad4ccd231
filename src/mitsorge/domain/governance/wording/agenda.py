"""German words for agendas, invitations and answers."""

from django.utils.translation import gettext_lazy as _

from mitsorge.domain.governance.rules import Reply
from mitsorge.domain.governance.rules.agenda import Standing
from mitsorge.domain.governance.rules.planning import ReplyFault, TimeFault

STANDING = {
    Standing.OPENING: _("Eröffnung und Beschlussfähigkeit"),
    Standing.WELCOME: _("Begrüßung"),
    Standing.LAST_MINUTES: _("Protokoll der letzten Sitzung"),
    Standing.TASKS: _("Stand der Aufgaben"),
    Standing.OFFICE_REPORT: _("Bericht der Koordinierungsstelle"),
    Standing.GROUP_REPORTS: _("Berichte aus den Gruppen"),
    Standing.ROUND: _("Berichte aus den Einrichtungen und Diensten"),
    Standing.IMPULSES: _("Impulse sammeln"),
    Standing.RECOMMENDATIONS: _("Empfehlungen in Arbeit"),
    Standing.PROGRESS: _("Stand der Arbeit und nächste Schritte"),
    Standing.CLOSING: _("Verschiedenes und nächster Termin"),
}

TIME_FAULT = {
    TimeFault.END_NOT_AFTER_BEGIN: _("Das Ende liegt nicht nach dem Beginn. Prüfen Sie beide."),
    TimeFault.TOO_LONG: _("Eine Sitzung dauert höchstens drei Tage. Prüfen Sie Beginn und Ende."),
    TimeFault.PAST: _("Der Beginn liegt in der Vergangenheit."),
    TimeFault.TOO_FAR: _("Der Beginn liegt mehr als fünf Jahre voraus. Prüfen Sie das Jahr."),
}
TIME_FIELD = {
    TimeFault.END_NOT_AFTER_BEGIN: "ends_at",
    TimeFault.TOO_LONG: "ends_at",
    TimeFault.PAST: "starts_at",
    TimeFault.TOO_FAR: "starts_at",
}

REPLY_GIVEN = {
    Reply.YES: _("Sie kommen."),
    Reply.ONLINE: _("Sie nehmen online teil."),
    Reply.DEPUTY: _("Jemand kommt für Sie."),
    Reply.NO: _("Sie kommen nicht."),
}
"""What somebody answered, said back to her."""

REPLY_FAULT = {
    ReplyFault.EMPTY: _("Wählen Sie bitte eine Antwort."),
    ReplyFault.NOT_ONLINE: _("Diese Sitzung findet nur vor Ort statt."),
    ReplyFault.DEPUTY_UNNAMED: _("Nennen Sie bitte, wer Sie vertritt."),
    ReplyFault.NO_MANDATE: _(
        "Für diesen Sitz ist diese Vertretung nicht benannt. Antworten Sie mit Nein oder rufen Sie uns an."
    ),
}
REPLY_FIELD = {
    ReplyFault.EMPTY: "reply",
    ReplyFault.NOT_ONLINE: "reply",
    ReplyFault.DEPUTY_UNNAMED: "deputy_name",
    ReplyFault.NO_MANDATE: "deputy_name",
}
