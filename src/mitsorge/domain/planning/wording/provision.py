"""German words for what people have of a kind of offer: why a value is missing, how distances count."""

from django.utils.translation import gettext_lazy as _

from mitsorge.domain.planning.rules.provision import Lack
from mitsorge.domain.planning.rules.ways import Method

LACK = {
    Lack.NO_PEOPLE: _("Für dieses Alter gibt es keine Bevölkerungszahlen."),
    Lack.TOO_FEW: _("Zu wenige Menschen für eine Zahl."),
    Lack.PEOPLE_PARTLY: _("Für einen Teil des Gebiets fehlen Bevölkerungszahlen."),
    Lack.NO_POINTS: _("Wo die Menschen wohnen, ist nicht bekannt."),
    Lack.NO_PLACES: _("Kein bestätigtes Angebot nennt seine Plätze."),
    Lack.PLACES_PARTLY: _("Ein bestätigtes Angebot nennt seine Plätze nicht. Die Zahl ist ein Mindestwert."),
    Lack.NO_NEED: _("Keine gewählte Prognose rechnet für diese Art und dieses Jahr Plätze aus."),
    Lack.NEED_PARTLY: _("Die Prognose kennt nur einen Teil des Gebiets. Eine Deckung wäre zu hoch."),
    Lack.COMES: _("Diese Angebote kommen zu den Menschen. Wo ihr Haus steht, sagt dazu nichts."),
}  # fmt: skip
METHOD = {
    Method.FLAT: _("alle im Umkreis gleich (2SFCA)"),
    Method.STEPS: _("nähere mehr, in drei Stufen (E2SFCA)"),
    Method.GAUSSIAN: _("nähere mehr, Glockenkurve (E2SFCA)"),
    Method.LINEAR: _("nähere mehr, gleichmäßig (E2SFCA)"),
    Method.CHOICE: _("in Stufen und mit Auswahl (3SFCA)"),
}
