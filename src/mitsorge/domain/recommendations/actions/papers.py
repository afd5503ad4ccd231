"""The Beschlussvorlage: made from a recommendation, edited, taken through the stations of a council."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import ItemChanged, Refused
from mitsorge.domain.recommendations.actions import answers
from mitsorge.domain.recommendations.models import (
    CouncilPaper,
    Recommendation,
    Station,
    Version,
)
from mitsorge.domain.recommendations.rules import AnswerKind, RecommendationStatus
from mitsorge.domain.recommendations.rules.duties import KEEPERS, Duty
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.permissions import check_holds

WORDS = ("number", "title", "facts", "proposal", "reasons", "finances")
REQUIRED = WORDS[1:]
_S = RecommendationStatus
PRESENTABLE = frozenset({_S.ADOPTED, _S.SENT, _S.ANSWERED})


@dataclass(frozen=True)
class StationDraft:
    """One line of the Beratungsfolge. `id` None: a new one."""

    body: str
    held_on: date | None = None
    is_public: bool = True
    result: str = ""
    note: str = ""
    id: int | None = None


@transaction.atomic
def draft_paper(*, recommendation_id: int, by: Account, at: datetime) -> CouncilPaper:
    """A paper filled from the newest version; everything in it may be changed. Raises `Refused` before adoption."""
    check_holds(by, KEEPERS[Duty.KEEP_ANSWERS])
    recommendation = Recommendation.objects.select_related("committee").get(pk=recommendation_id)
    if recommendation.status not in PRESENTABLE:
        raise Refused(_("Eine Vorlage entsteht erst aus einer beschlossenen Empfehlung."))
    version = Version.objects.filter(recommendation=recommendation).order_by("-number").first()
    if version is None:
        raise Refused(_("Diese Empfehlung hat noch keinen Text."))
    paper = CouncilPaper.objects.create(
        recommendation=recommendation,
        created_at=at,
        modified_at=at,
        **prefilled(recommendation, version),
    )
    journal.record(event="recommendations.paper.created", subject=paper, by=by, at=at)
    return paper


def prefilled(recommendation: Recommendation, version: Version) -> dict[str, str]:
    """The words a council expects, from what the network wrote. Empty parts say so (0 queries)."""
    reasons = _(
        "Die Empfehlung %(number)s wurde erarbeitet von: %(committee)s (Fassung %(version)s)."
    )
    names = {
        "number": recommendation.number,
        "committee": recommendation.committee.name,
        "version": version.number,
    }
    return {
        "title": recommendation.title,
        "facts": _joined(version.situation, version.gap) or _("Bitte ergänzen."),
        "proposal": version.text,
        "reasons": _joined(version.evidence, reasons % names),
        "finances": version.cost or _("Keine Angabe. Bitte ergänzen."),
    }


def _joined(*parts: str) -> str:
    return "\n\n".join(part.strip() for part in parts if part.strip())


@transaction.atomic
def change_paper(
    *,
    paper_id: int,
    seen: datetime,
    values: Mapping[str, str],
    stations: Sequence[StationDraft],
    by: Account,
    at: datetime,
) -> None:
    """Saves words and Beratungsfolge, in the given order, if nobody did since `seen`; else `ItemChanged`.

    Stations that are missing in `stations` go. Raises `Refused` without the parts a council expects.
    """
    check_holds(by, KEEPERS[Duty.KEEP_ANSWERS])
    paper = CouncilPaper.objects.get(pk=paper_id)
    now = {name: getattr(paper, name) for name in WORDS}
    wanted = {**now, **{name: text for name, text in values.items() if name in now}}
    if not all(wanted[name].strip() for name in REQUIRED):
        raise Refused(
            _(
                "Eine Vorlage braucht Betreff, Sachverhalt, Beschlussvorschlag, Begründung und Kosten."
            )
        )
    if any(one.held_on is None and one.result for one in stations):
        raise Refused(_("Zu einem Ergebnis gehört der Tag der Sitzung."))
    mine = CouncilPaper.objects.filter(pk=paper_id, modified_at=seen)
    if not mine.update(**wanted, modified_at=at):
        raise ItemChanged(theirs=now, yours=dict(values), changed_at=paper.modified_at)
    changes: dict[str, list[Any]] = {
        name: [now[name], wanted[name]] for name in WORDS if now[name] != wanted[name]
    }
    changes |= _set_stations(paper, stations)
    event = "recommendations.paper.changed"
    journal.record(event=event, subject=paper, by=by, at=at, changes=changes)


def _set_stations(paper: CouncilPaper, stations: Sequence[StationDraft]) -> dict[str, list[Any]]:
    before = {station.pk: station for station in paper.stations.all()}
    kept = {one.id for one in stations if one.id in before}
    Station.objects.filter(paper=paper).exclude(pk__in=kept).delete()
    for position, one in enumerate(stations, start=1):
        values: dict[str, Any] = {
            "body": one.body,
            "held_on": one.held_on,
            "is_public": one.is_public,
        }
        values |= {"result": one.result, "note": one.note, "position": position}
        if one.id in before:
            Station.objects.filter(pk=one.id, paper=paper).update(**values)
        else:
            Station.objects.create(paper=paper, **values)
    told = [_told(station) for station in before.values()], [_told(one) for one in stations]
    return {"stations": list(told)} if told[0] != told[1] else {}


def _told(station: Station | StationDraft) -> str:
    parts = (station.body, str(station.held_on or ""), station.result)
    return " · ".join(part for part in parts if part)


@transaction.atomic
def record_station(
    *,
    station_id: int,
    held_on: date,
    result: str,
    note: str = "",
    answer: AnswerKind | None = None,
    by: Account,
    at: datetime,
) -> Station:
    """What a council or its committee decided. `answer`: it is at the same time the addressee's answer.

    Raises `Refused` for a day to come and without a result.
    """
    check_holds(by, KEEPERS[Duty.KEEP_ANSWERS])
    if held_on > timezone.localdate(at):
        raise Refused(_("Diese Sitzung war noch nicht."))
    if not result.strip():
        raise Refused(_("Wie ging die Beratung aus? Ein Wort genügt."))
    station = Station.objects.select_related("paper").get(pk=station_id)
    said = {"held_on": held_on, "result": result.strip(), "note": note.strip()}
    Station.objects.filter(pk=station_id).update(**said)
    CouncilPaper.objects.filter(pk=station.paper_id).update(modified_at=at)
    event = "recommendations.station.recorded"
    journal.record(event=event, subject=station, by=by, at=at, why=result)
    if answer is not None:
        answers.record_answer(
            recommendation_id=station.paper.recommendation_id,
            kind=answer,
            text=note.strip() or result.strip(),
            by_office=station.body,
            answered_on=held_on,
            by=by,
            at=at,
        )
    station.refresh_from_db()
    return station
