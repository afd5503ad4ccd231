"""What happened to a committee, where the words of the record would mislead."""

from django.utils.translation import gettext_lazy as _

EVENT = {
    "governance.membership.added": _("Mitglied eingetragen"),
    "governance.membership.ended": _("Mitgliedschaft beendet"),
    "governance.membership.changed": _("Aufgabe im Gremium geändert"),
    "governance.membership.removed": _("Eintrag eines Mitglieds entfernt"),
    "governance.meeting.planned": _("Sitzung geplant"),
    "governance.meeting.invited": _("Eingeladen"),
    "governance.meeting.invited_late": _("Nach Ablauf der Frist eingeladen"),
    "governance.meeting.cancelled": _("Sitzung abgesagt"),
    "governance.meeting.reminded": _("An die Antwort erinnert"),
    "governance.meeting.agenda_told": _("Geänderte Tagesordnung versandt"),
    "governance.attendee.replied": _("Auf die Einladung geantwortet"),
    "governance.agendaitem.carried": _("Tagesordnungspunkt übernommen"),
    "governance.agendaitem.moved": _("Tagesordnungspunkt verschoben"),
    "governance.agendaitem.proposed": _("Tagesordnungspunkt vorgeschlagen"),
    "governance.agendaitem.scheduled": _("Aus dem Themenspeicher auf die Tagesordnung gesetzt"),
    "governance.agendaitem.shelved": _("In den Themenspeicher gelegt"),
}
