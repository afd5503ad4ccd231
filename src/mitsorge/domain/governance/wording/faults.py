"""What is wrong with what was typed, in one sentence each."""

from django.utils.translation import gettext_lazy as _

from mitsorge.domain.governance.rules.drafts import Fault

FAULT = {
    Fault.NAME_MISSING: _("Geben Sie dem Gremium einen Namen."),
    Fault.CODE_TAKEN: _("Unter dieser Adresse gibt es schon ein Gremium. Wählen Sie eine andere."),
    Fault.OWN_PARENT: _("Ein Gremium kann nicht zu sich selbst gehören."),
    Fault.SOURCE_MISSING: _("Nennen Sie, worauf die Regeln beruhen."),
    Fault.PERIOD_TOO_LONG: _("Eine Frist ist höchstens 365 Tage lang."),
    Fault.QUORUM_NUMBER_MISSING: _("Nennen Sie, wie viele mindestens da sein müssen."),
    Fault.NOT_A_SHARE: _("Ein Anteil liegt zwischen 0 und 1, ein Drittel ist 0,333."),
    Fault.NOT_A_RHYTHM: _("Geben Sie an, wie oft im Jahr: 4, 2, 1 oder 0,5 für alle zwei Jahre."),
    Fault.NOT_A_DAY: _("Geben Sie Monat und Tag an, den jedes Jahr hat, zum Beispiel 12-31."),
    Fault.REPORT_TO_MISSING: _("Nennen Sie, wem berichtet wird."),
}
