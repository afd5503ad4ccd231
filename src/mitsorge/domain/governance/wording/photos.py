"""What stands against a photo of a meeting."""

from django.utils.translation import gettext_lazy as _

from mitsorge.domain.governance.rules.photos import PhotoFault

PHOTO_FAULT = {
    PhotoFault.TEXT_MISSING: _("Hier fehlt eine Angabe."),
    PhotoFault.PEOPLE: _("Geben Sie eine Zahl von 0 bis 999 an."),
    PhotoFault.GROUP_WITHOUT_WORD: _(
        "Auf einem Gruppenbild haben alle ein Wort mitzureden. Schreiben Sie, wie alle eingewilligt haben."
    ),
    PhotoFault.CONSENT_AHEAD: _(
        "Dieser Tag liegt noch vor uns. Geben Sie den Tag der Einwilligung an."
    ),
    PhotoFault.CONSENT_OVER: _("An diesem Tag ist die Einwilligung schon vorbei."),
}
