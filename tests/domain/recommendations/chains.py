"""Recommendations of an invented network in every state, made without the deeds of drafting."""

from datetime import UTC, date, datetime
from typing import Any

from mitsorge.domain.governance.models import AgendaItem, Committee
from mitsorge.domain.recommendations.models import (
    Consultation,
    CouncilPaper,
    Impulse,
    Measure,
    Recommendation,
    Station,
    Topic,
    Version,
)
from mitsorge.domain.recommendations.rules import (
    ConsultationResult,
    ConsultationRole,
    ImpulseSource,
    RecommendationStatus,
)

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)


def a_committee(code: str = "runder-tisch-4", name: str = "Runder Tisch Planregion 4") -> Committee:
    found = Committee.objects.filter(code=code).first()
    return found or Committee.objects.create(code=code, name=name, classification="ROUND_TABLE")


def a_topic(name: str = "Tagespflege") -> Topic:
    return Topic.objects.get_or_create(name=name, defaults={"created_at": NOW})[0]


def a_recommendation(
    number: str = "2026/01",
    status: RecommendationStatus = RecommendationStatus.ADOPTED,
    **more: Any,
) -> Recommendation:
    """With one version, an impulse, and the consultation that adopted it."""
    status = RecommendationStatus(status)
    adopted = status in ("ADOPTED", "SENT", "ANSWERED")
    values: dict[str, Any] = {
        "title": "Tagespflege im Fläming ausbauen",
        "committee": a_committee(),
        "addressee": "Kreistag",
        "addressee_email": "kreistag@mitsorge.example",
        "created_at": NOW,
        "modified_at": NOW,
        "adopted_at": datetime(2024, 11, 12, 15, tzinfo=UTC) if adopted else None,
    }
    row = Recommendation.objects.create(number=number, status=status, **(values | more))
    version = Version.objects.create(
        recommendation=row,
        number=1,
        situation="38 Familien suchten einen Platz und fanden keinen.",
        gap="In 7 von 13 Orten dauert die Fahrt länger als 30 Minuten.",
        text="18 zusätzliche Plätze an zwei Orten.",
        cost="310.000 €",
        created_at=datetime(2024, 10, 1, tzinfo=UTC),
    )
    row.impulses.add(_impulse(number))
    if adopted:
        _adopted(row, version)
    return row


def _impulse(number: str) -> Impulse:
    return Impulse.objects.create(
        key=number,
        text="Intern",
        source=ImpulseSource.MEETING,
        happened_on=date(2024, 3, 5),
        created_at=NOW,
    )


def _adopted(row: Recommendation, version: Version) -> None:
    item = AgendaItem.objects.create(
        committee=row.committee, title="Empfehlung", yes=41, no=2, abstentions=3, modified_at=NOW
    )
    Consultation.objects.create(
        recommendation=row,
        version=version,
        committee=row.committee,
        item=item,
        position=1,
        role=ConsultationRole.ADOPTING,
        result=ConsultationResult.ADOPTED,
        opened_at=NOW,
        decided_at=datetime(2024, 11, 12, 15, tzinfo=UTC),
    )


def a_measure(of: Recommendation | None = None, **more: Any) -> Measure:
    values: dict[str, Any] = {
        "title": "Umbau am Alten Bahnhof",
        "owner": "Fachdienst Soziales",
        "created_at": NOW,
        "modified_at": NOW,
        "topic": None if of else a_topic(),
    }
    return Measure.objects.create(recommendation=of, **(values | more))


def a_paper(of: Recommendation, *stations: tuple[str, date | None, str]) -> CouncilPaper:
    """`stations`: body, day, result."""
    words = dict.fromkeys(("facts", "proposal", "reasons", "finances"), "Text")
    paper = CouncilPaper.objects.create(
        recommendation=of, title=of.title, created_at=NOW, modified_at=NOW, **words
    )
    for position, (body, day, result) in enumerate(stations, start=1):
        Station.objects.create(
            paper=paper, position=position, body=body, held_on=day, result=result
        )
    return paper
