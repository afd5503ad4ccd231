"""How far partners took recommendations into account: the report after § 8a (4) SGB XI, one word per year."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.recommendations.models import Consideration, Recommendation
from mitsorge.domain.recommendations.rules import AnswerKind, RecommendationStatus
from mitsorge.domain.recommendations.rules.duties import KEEPERS, Duty
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.permissions import check_holds
from mitsorge.foundation.people.queries import organizations_of

_S = RecommendationStatus
REPORTABLE = frozenset({_S.ADOPTED, _S.SENT, _S.ANSWERED})


@transaction.atomic
def consider(
    *,
    recommendation_id: int,
    organization_id: int,
    year: int,
    kind: AnswerKind,
    text: str,
    by: Account,
    at: datetime,
) -> Consideration:
    """A partner's own word, or the office's on its behalf; a second one for the year replaces the first.

    Raises `NotAllowed` for whoever speaks for neither, `Refused` for a year or a state that cannot be.
    """
    organization = Organization.objects.get(pk=organization_id)
    if organization.uid not in organizations_of(by):
        check_holds(by, KEEPERS[Duty.KEEP_ANSWERS])
    recommendation = Recommendation.objects.get(pk=recommendation_id)
    _check(recommendation, year, text, at)
    said: dict[str, Any] = {"kind": kind, "text": text.strip()}
    which: dict[str, Any] = {
        "recommendation": recommendation,
        "organization": organization,
        "year": year,
    }
    before: Mapping[str, Any] = (
        Consideration.objects.filter(**which).values("kind", "text").first() or {}
    )
    if before == said:
        return Consideration.objects.get(**which)
    row, _created = Consideration.objects.update_or_create(
        **which, defaults={**said, "recorded_at": at}
    )
    changes = {name: [before.get(name), value] for name, value in said.items()}
    event = "recommendations.consideration.recorded"
    journal.record(event=event, subject=row, by=by, at=at, changes=changes)
    return row


def _check(recommendation: Recommendation, year: int, text: str, at: datetime) -> None:
    adopted = recommendation.adopted_at
    if recommendation.status not in REPORTABLE or adopted is None:
        raise Refused(_("Berichtet wird nur über beschlossene Empfehlungen."))
    if not timezone.localdate(adopted).year <= year <= timezone.localdate(at).year:
        raise Refused(_("Für dieses Jahr gibt es zu dieser Empfehlung nichts zu berichten."))
    if not text.strip():
        raise Refused(_("Schreiben Sie in ein, zwei Sätzen, wie Sie sie berücksichtigt haben."))
