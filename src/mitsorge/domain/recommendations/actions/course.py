"""What every step of a recommendation shares: it is read once, stepped by the table, written down."""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.recommendations.models import Consultation, Recommendation, Version
from mitsorge.domain.recommendations.rules import (
    ConsultationResult,
    RecommendationStatus,
    may_step,
)
from mitsorge.domain.recommendations.wording.course import IS_NOW
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


def locked(recommendation_id: int, row_version: int | None = None) -> Recommendation:
    """The recommendation, locked until the end of the transaction (1 query).

    `row_version`: what whoever acts has seen; `AlreadyDone` where it has changed since.
    """
    rows = Recommendation.objects.select_related("committee").select_for_update(of=("self",))
    found = rows.get(pk=recommendation_id)
    if row_version is not None and found.row_version != row_version:
        raise AlreadyDone(
            _("Jemand war schneller. {now} Sehen Sie sich an, wie es jetzt steht.").format(
                now=now_in_words(found)
            )
        )
    return found


def now_in_words(recommendation: Recommendation) -> str:
    return str(IS_NOW[RecommendationStatus(recommendation.status)])


def newest_version(recommendation: Recommendation) -> Version:
    """The last of its versions (1 query)."""
    return recommendation.versions.order_by("-number")[0]


def open_consultation(recommendation: Recommendation) -> Consultation:
    """The station where it lies now (1 query); `Refused` where it lies nowhere."""
    found = (
        recommendation.consultations.filter(result=ConsultationResult.OPEN)
        .select_related("committee", "version")
        .first()
    )
    if found is None:
        raise Refused(
            _("{now} Sie liegt gerade keinem Gremium vor.").format(now=now_in_words(recommendation))
        )
    return found


def end_consultation(
    consultation: Consultation, result: ConsultationResult, at: datetime, **values: Any
) -> None:
    """Ends a station once; `AlreadyDone` for the second (1 query)."""
    still_open = Consultation.objects.filter(pk=consultation.pk, result=ConsultationResult.OPEN)
    if not still_open.update(result=result, decided_at=at, **values):
        raise AlreadyDone(_("Dieses Gremium hat schon entschieden. Sehen Sie sich an, was."))


def write(recommendation: Recommendation, at: datetime, **values: Any) -> None:
    """Writes only where nobody wrote since it was read, else `AlreadyDone` (1 query)."""
    unchanged = Recommendation.objects.filter(
        pk=recommendation.pk, row_version=recommendation.row_version, status=recommendation.status
    )
    if not unchanged.update(**values, row_version=F("row_version") + 1, modified_at=at):
        raise AlreadyDone(_("Jemand war schneller. Sehen Sie sich an, wie es jetzt steht."))
    for name, value in values.items():
        setattr(recommendation, name, value)
    recommendation.row_version += 1
    recommendation.modified_at = at


def step(
    recommendation: Recommendation,
    after: RecommendationStatus,
    *,
    event: str,
    by: Account | None,
    at: datetime,
    why: str = "",
    **values: Any,
) -> None:
    """One step of the table `rules.STEPS` with its words in the journal (2 queries).

    Raises `AlreadyDone` where it stands there already, `Refused` where no step leads there.
    """
    before = RecommendationStatus(recommendation.status)
    if before == after:
        raise AlreadyDone(now_in_words(recommendation))
    if not may_step(before, after):
        raise Refused(
            _("{now} Dieser Schritt ist jetzt nicht möglich.").format(
                now=now_in_words(recommendation)
            )
        )
    write(recommendation, at, status=after, **values)
    journal.record(
        event=f"recommendations.recommendation.{event}",
        subject=recommendation,
        by=by,
        at=at,
        changes={"status": [before, after]},
        why=why[:300],
    )
