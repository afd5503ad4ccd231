"""German sentences for the journal where thing and verb alone do not say it."""

from django.utils.translation import gettext_lazy as _

_PAPER, _IMPULSE = "recommendations.recommendation", "recommendations.impulse"
EVENT = {
    f"{_PAPER}.drafted": _("Empfehlung entworfen"),
    f"{_PAPER}.revised": _("Neue Fassung geschrieben"),
    f"{_PAPER}.submitted": _("Zur Beratung gegeben"),
    f"{_PAPER}.rated": _("Bewertet"),
    f"{_PAPER}.forwarded": _("An das nächste Gremium weitergegeben"),
    f"{_PAPER}.given_back": _("An die Gruppe zurückgegeben"),
    f"{_PAPER}.adopted": _("Beschlossen"),
    f"{_PAPER}.rejected": _("Nicht beschlossen"),
    f"{_PAPER}.merged": _("In einer anderen Empfehlung aufgegangen"),
    f"{_PAPER}.sent": _("Übergeben und um Antwort gebeten"),
    f"{_PAPER}.reminded": _("An die Antwort erinnert"),
    f"{_PAPER}.answered": _("Antwort festgehalten"),
    "recommendations.annual.composed": _("Jahresbericht zusammengestellt"),
    f"{_PAPER}.absorbed": _("Eine andere Empfehlung ist hier aufgegangen"),
    "recommendations.comment.settled": _("Über einen Vorschlag entschieden"),
    "recommendations.carrier.carried": _("Erklärt, dass sie die Empfehlung mitträgt"),
    "recommendations.carrier.dissented": _("Abweichende Meinung erklärt"),
    f"{_IMPULSE}.received": _("Impuls eingegangen"),
    f"{_IMPULSE}.assigned": _("Thema zugeordnet"),
    f"{_IMPULSE}.merged": _("Mit einem anderen Impuls zusammengeführt"),
    f"{_IMPULSE}.closed": _("Nicht weiterverfolgt"),
    "recommendations.topic.merged": _("Mit einem anderen Thema zusammengeführt"),
    "recommendations.topic.ranked": _("Rang geändert"),
}
