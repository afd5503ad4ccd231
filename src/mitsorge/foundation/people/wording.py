from django.utils.translation import gettext_lazy as _

from mitsorge.foundation.people.rules import ChannelKind, LegalBasis, Role

ROLE = {
    Role.COORDINATION: _("Koordination"),
    Role.PLANNING: _("Sozialplanung"),
    Role.ADVICE: _("Beratung"),
    Role.STEERING: _("Steuerungsgruppe"),
    Role.MEMBER: _("Mitglied"),
    Role.IT: _("Technik"),
}
LEGAL_BASIS = {
    LegalBasis.PUBLIC_TASK: _("öffentliche Aufgabe, Art. 6 Abs. 1 Buchst. e DSGVO"),
    LegalBasis.CONSENT: _("Einwilligung, Art. 6 Abs. 1 Buchst. a DSGVO"),
    LegalBasis.CONTRACT: _("Vereinbarung, Art. 6 Abs. 1 Buchst. b DSGVO"),
    LegalBasis.LEGAL_DUTY: _("rechtliche Pflicht, Art. 6 Abs. 1 Buchst. c DSGVO"),
}
CHANNEL_KIND = {
    ChannelKind.EMAIL: _("E-Mail"),
    ChannelKind.PHONE: _("Telefon"),
    ChannelKind.POST: _("Post"),
}
