"""What stands in a council paper, as plain words for both of its files."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.recommendations.models import CouncilPaper, Station


def facts_of(paper: CouncilPaper) -> list[tuple[str, str]]:
    """What stands above the text: name and value."""
    recommendation = paper.recommendation
    rows = [
        (_("Drucksache"), paper.number),
        (_("Gerichtet an"), recommendation.addressee),
        (_("Empfehlung"), f"{recommendation.number} {recommendation.title}"),
        (_("Erarbeitet von"), recommendation.committee.name),
    ]
    return [row for row in rows if row[1]]


def sections_of(paper: CouncilPaper) -> list[tuple[str, str]]:
    return [
        (_("Beschlussvorschlag"), paper.proposal),
        (_("Sachverhalt"), paper.facts),
        (_("Begründung"), paper.reasons),
        (_("Finanzielle Auswirkungen"), paper.finances),
    ]


def session_of(station: Station) -> str:
    """15. Januar 2027, öffentlich."""
    kind = _("öffentlich") if station.is_public else _("nichtöffentlich")
    return f"{date_format(station.held_on)}, {kind}" if station.held_on else kind
