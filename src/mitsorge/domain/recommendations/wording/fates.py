"""German words for what became of an impulse and for what is to be done next."""

from django.utils.translation import gettext_lazy as _

from mitsorge.domain.recommendations.rules.fates import Fate, NextDeed

FATE = {
    Fate.NEW: _("neu, noch ohne Thema"),
    Fate.CLOSED: _("nicht weiterverfolgt"),
    Fate.TOPIC: _("gehört zu einem Thema"),
    Fate.RECOMMENDATION: _("in einer Empfehlung"),
    Fate.MEASURE: _("in einer Maßnahme"),
}

NEXT_DEED = {
    NextDeed.REVISE: _("Neue Fassung schreiben"),
    NextDeed.SUBMIT: _("Zur Beratung geben"),
    NextDeed.CONSULT: _("Bewerten und weitergeben"),
    NextDeed.ADOPT: _("Beschluss eintragen"),
    NextDeed.HAND_OVER: _("An die Adressatin übergeben"),
}
