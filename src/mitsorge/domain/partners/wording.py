from django.utils.translation import gettext_lazy as _

from mitsorge.domain.partners.rules import ApplicationStatus, Bank, Fault, Participation
from mitsorge.domain.partners.rules.deletions import Kept
from mitsorge.domain.partners.rules.parity import Weight

PARTICIPATION = {Participation.ACTIVE: _("aktiv"), Participation.INACTIVE: _("informiert")}

APPLICATION_STATUS = {
    ApplicationStatus.UNCONFIRMED: _("noch nicht bestätigt"),
    ApplicationStatus.SUBMITTED: _("wartet auf Entscheidung"),
    ApplicationStatus.ACCEPTED: _("aufgenommen"),
    ApplicationStatus.DECLINED: _("abgelehnt"),
    ApplicationStatus.WITHDRAWN: _("zurückgezogen"),
}

BANK = {
    Bank.NONE: _("keine der drei Bänke"),
    Bank.MUNICIPALITIES: _("Kommunen"),
    Bank.FACILITIES: _("Pflegeeinrichtungen"),
    Bank.FUNDS: _("Pflegekassen"),
}

FAULT = {
    Fault.ORGANIZATION_MISSING: _("Nennen Sie den Namen Ihrer Organisation."),
    Fault.POSTCODE: _("Eine Postleitzahl hat fünf Ziffern."),
    Fault.SPEAKER_MISSING: _("Nennen Sie, wer für Ihre Organisation spricht."),
    Fault.EMAIL_MISSING: _("Geben Sie eine E-Mail-Adresse wie name@haus.example ein."),
    Fault.NOT_AGREED: _(
        "Ohne Ihre Zustimmung zur Beitrittserklärung können wir Sie nicht aufnehmen."
    ),
    Fault.GROUPS_WITHOUT_WORK: _(
        "Wer in einer Arbeitsgruppe mitarbeitet, ist aktiver Partner. "
        "Wählen Sie „aktiv“ oder keine Arbeitsgruppe."
    ),
    Fault.TOO_LONG: _("Das ist zu lang. Kürzen Sie es bitte."),
}

WEIGHT = {
    Weight.MISSING: _("fehlt"),
    Weight.LIGHT: _("schwach vertreten"),
    Weight.FAIR: _("passt"),
    Weight.HEAVY: _("übergewichtig"),
    Weight.UNTARGETED: _("kein Ziel gesetzt"),
}

KEPT = {
    Kept.SEATS: _("Die Sitze Ihrer Leute in den Gremien enden."),
    Kept.CONTACTS: _("Die Kontaktwege Ihrer Leute werden nicht mehr benutzt."),
    Kept.AGREEMENT: _("Antrag und Beitrittserklärung werden gelöscht."),
    Kept.HISTORY: _(
        "Niederschriften, Beschlüsse und mitgetragene Empfehlungen bleiben: sie sind Akten des Netzwerks. "
        "Auch Ihr Eintrag im Verzeichnis bleibt."
    ),
}

EVENT = {
    "partners.application.submitted": _("Antrag gestellt und Adresse bestätigt"),
    "partners.application.put_to_the_vote": _("Auf die Tagesordnung gesetzt"),
    "partners.application.accepted": _("Antrag angenommen"),
    "partners.application.declined": _("Antrag abgelehnt"),
    "partners.application.withdrawn": _("Antrag zurückgezogen"),
    "partners.partnership.begun": _("Ins Netzwerk aufgenommen"),
    "partners.partnership.joined": _("Dem Netzwerk beigetreten"),
    "partners.partnership.left": _("Aus dem Netzwerk ausgetreten"),
    "partners.partnership.succeeded": _("Nachfolge geregelt"),
    "partners.partnership.taken_over": _("Nachfolge angetreten"),
    "partners.partnership.switched": _("Mitarbeit gewechselt"),
    "partners.partnership.groups_changed": _("Arbeitsgruppen gewechselt"),
    "partners.partnership.group_changed": _("Mitgliedergruppe gewechselt"),
    "partners.representative.appointed": _("Vertretung benannt"),
    "partners.representative.ended": _("Vertretung beendet"),
}
