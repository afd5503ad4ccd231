from django.utils.translation import gettext_lazy as _

EVENT = {
    "planning.series.imported": _("Zahlen eingespielt"),
    "planning.series.removed": _("Zahlenreihe entfernt"),
    "planning.series.replaced": _("Zahlen ersetzt"),
    "planning.series.published": _("Zahlen veröffentlicht"),
    "planning.series.hidden": _("Zahlen nicht mehr öffentlich"),
    "planning.cells.imported": _("Bevölkerungsraster eingespielt"),
    "planning.variant.saved": _("Prognose gespeichert"),
    "planning.variant.chosen": _("Prognose gewählt"),
    "planning.finding.sent": _("Lücke oder Doppelung weitergegeben"),
    "planning.scenario.saved": _("Szenario gespeichert"),
    "planning.scenario.removed": _("Szenario gelöscht"),
    "planning.yardstick.changed": _("Maßstab geändert"),
    "planning.survey.opened": _("Umfrage begonnen"),
    "planning.survey.sent": _("Fragebögen verschickt"),
    "planning.survey.reminded": _("An die Umfrage erinnert"),
    "planning.survey.withdrawn": _("Umfrage zurückgezogen"),
    "planning.survey.closed": _("Umfrage beendet"),
    "planning.survey.answered": _("Umfrage beantwortet"),
    "planning.survey.corrected": _("Antwort berichtigt"),
}
