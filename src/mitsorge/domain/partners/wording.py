from django.utils.translation import gettext_lazy as _

from mitsorge.domain.partners.rules import ApplicationStatus, Participation

PARTICIPATION = {Participation.ACTIVE: _("aktiv"), Participation.INACTIVE: _("informiert")}

APPLICATION_STATUS = {
    ApplicationStatus.UNCONFIRMED: _("noch nicht bestätigt"),
    ApplicationStatus.SUBMITTED: _("wartet auf Entscheidung"),
    ApplicationStatus.ACCEPTED: _("aufgenommen"),
    ApplicationStatus.DECLINED: _("abgelehnt"),
    ApplicationStatus.WITHDRAWN: _("zurückgezogen"),
}
