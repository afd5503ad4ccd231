from django.utils.translation import gettext_lazy as _

from mitsorge.domain.governance.rules import Classification

CLASSIFICATION = {
    Classification.CONFERENCE: _("Konferenz"),
    Classification.STEERING_GROUP: _("Steuerungsgruppe"),
    Classification.WORKING_GROUP: _("Arbeitsgruppe"),
    Classification.SUB_NETWORK: _("Unternetzwerk"),
    Classification.ROUND_TABLE: _("Runder Tisch"),
    Classification.EXPERT_TABLE: _("Fachtisch"),
    Classification.REGULARS_TABLE: _("Stammtisch"),
    Classification.NETWORK_DAY: _("Netzwerktag"),
    Classification.SUPPORT_TEAM: _("Unterstützungsteam"),
    Classification.SOLUTION_TEAM: _("Lösungsteam"),
}
