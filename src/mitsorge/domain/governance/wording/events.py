"""What happened to a committee, where the words of the record would mislead."""

from django.utils.translation import gettext_lazy as _

EVENT = {
    "governance.membership.added": _("Mitglied eingetragen"),
    "governance.membership.ended": _("Mitgliedschaft beendet"),
    "governance.membership.changed": _("Aufgabe im Gremium geändert"),
    "governance.membership.removed": _("Eintrag eines Mitglieds entfernt"),
}
