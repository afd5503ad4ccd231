"""German sentences for what stands against a step, and German words for the sections of a version."""

from django.utils.translation import gettext_lazy as _

from mitsorge.domain.recommendations.rules import RecommendationStatus
from mitsorge.domain.recommendations.rules.course import Obstacle

OBSTACLE = {
    Obstacle.NO_RIGHT: _(
        "{committee} beschließt keine Empfehlungen: so steht es in der Geschäftsordnung, die an diesem Tag galt ({source})."
    ),
    Obstacle.OTHER_COMMITTEE: _(
        "Dieser Beschluss ist von {decided}. Die Empfehlung liegt aber {committee} vor."
    ),
    Obstacle.NOT_DECIDED: _(
        "Unter diesem Tagesordnungspunkt steht noch kein Ergebnis. Halten Sie zuerst in der Sitzung fest, wie abgestimmt wurde."
    ),
    Obstacle.NOT_ADOPTED: _(
        "Unter diesem Tagesordnungspunkt wurde die Empfehlung nicht beschlossen ({rule})."
    ),
    Obstacle.ADOPTED: _(
        "Unter diesem Tagesordnungspunkt wurde die Empfehlung beschlossen ({rule})."
    ),
    Obstacle.USED_BEFORE: _(
        "Mit diesem Beschluss wurde schon über eine frühere Fassung entschieden. Wählen Sie den Beschluss zu dieser Fassung."
    ),
}

IS_NOW = {
    RecommendationStatus.DRAFT: _("Diese Empfehlung ist noch ein Entwurf."),
    RecommendationStatus.IN_CONSULTATION: _("Diese Empfehlung ist schon in Beratung."),
    RecommendationStatus.RETURNED: _("Diese Empfehlung wurde zurückgegeben."),
    RecommendationStatus.ADOPTED: _("Diese Empfehlung ist schon beschlossen."),
    RecommendationStatus.SENT: _("Diese Empfehlung ist schon übergeben. Die Antwort steht aus."),
    RecommendationStatus.ANSWERED: _("Diese Empfehlung ist schon beantwortet."),
    RecommendationStatus.REJECTED: _("Diese Empfehlung wurde nicht beschlossen."),
    RecommendationStatus.MERGED: _("Diese Empfehlung ist inzwischen in einer anderen aufgegangen."),
    RecommendationStatus.WITHDRAWN: _("Diese Empfehlung ist inzwischen zurückgezogen."),
}

SECTION = {
    "situation": _("Ausgangslage"),
    "evidence": _("Woher wissen wir das?"),
    "gap": _("Lücke"),
    "text": _("Empfehlung"),
    "cost": _("Kosten"),
    "target_date": _("Bis wann?"),
}
