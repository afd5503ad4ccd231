from django.utils.translation import gettext_lazy as _

from mitsorge.domain.partners.rules import Participation

PARTICIPATION = {Participation.ACTIVE: _("aktiv"), Participation.INACTIVE: _("informiert")}
