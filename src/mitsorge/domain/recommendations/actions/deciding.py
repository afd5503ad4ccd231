"""The word of the committee that has the right: adopted or not, by the rule valid on the day of its decision."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import AgendaItem, RuleSet
from mitsorge.domain.governance.queries import rule_sets
from mitsorge.domain.recommendations import permissions
from mitsorge.domain.recommendations.actions import course
from mitsorge.domain.recommendations.models import Consultation, Recommendation
from mitsorge.domain.recommendations.rules import ConsultationResult, RecommendationStatus
from mitsorge.domain.recommendations.rules.course import (
    against_adopting,
    against_rejecting,
)
from mitsorge.domain.recommendations.wording.course import OBSTACLE
from mitsorge.foundation.people.models import Account


@transaction.atomic
def adopt(
    *,
    recommendation_id: int,
    item: AgendaItem,
    by: Account | None,
    at: datetime,
    row_version: int | None = None,
) -> Recommendation:
    """Adopted by `item`: an agenda item of the committee where it lies, with the result ADOPTED.

    Only where the Geschäftsordnung valid on the day of that decision lets the committee adopt; the applied rule
    and its source are written to the station and to the journal. Raises `Refused` with the obstacle in words.
    """
    found, here, rules = _read(recommendation_id, item, row_version, by, at)
    _check(found, here, item, rules, adopting=True)
    words = _rule_in_words(here, item, rules)
    course.step(
        found,
        RecommendationStatus.ADOPTED,
        event="adopted",
        by=by,
        at=at,
        why=words,
        adopted_at=item.decided_at,
    )
    _end(here, ConsultationResult.ADOPTED, item, words)
    return found


@transaction.atomic
def reject(
    *,
    recommendation_id: int,
    item: AgendaItem,
    by: Account | None,
    at: datetime,
    reason: str = "",
    row_version: int | None = None,
) -> Recommendation:
    """Not adopted by `item`, under the same conditions as `adopt`. A next version may be consulted again."""
    found, here, rules = _read(recommendation_id, item, row_version, by, at)
    _check(found, here, item, rules, adopting=False)
    words = " ".join(filter(None, (_rule_in_words(here, item, rules), reason.strip())))
    course.step(found, RecommendationStatus.REJECTED, event="rejected", by=by, at=at, why=words)
    _end(here, ConsultationResult.REJECTED, item, words)
    return found


def _read(
    recommendation_id: int,
    item: AgendaItem,
    row_version: int | None,
    by: Account | None,
    at: datetime,
) -> tuple[Recommendation, Consultation, RuleSet | None]:
    """It, the station where it lies, and the rules valid on the day of the decision."""
    found = course.locked(recommendation_id, row_version)
    if found.status in (RecommendationStatus.ADOPTED, RecommendationStatus.REJECTED):
        raise AlreadyDone(course.now_in_words(found))
    here = course.open_consultation(found)
    permissions.check_may_adopt(by, here.committee, timezone.localdate(at))
    day = item.meeting.starts_at if item.meeting else item.decided_at or at
    return found, here, rule_sets.rules_on(here.committee, timezone.localdate(day))


def _check(
    found: Recommendation,
    here: Consultation,
    item: AgendaItem,
    rules: RuleSet | None,
    *,
    adopting: bool,
) -> None:
    rule = against_adopting if adopting else against_rejecting
    against = rule(
        adopts=rules is not None and rules.adopts,
        same_committee=item.committee_id == here.committee_id,
        result=item.result,
        used=found.consultations.filter(item=item).exclude(pk=here.pk).exists(),
    )
    if against:
        raise Refused(
            str(OBSTACLE[against]).format(
                committee=here.committee,
                decided=item.committee,
                rule=item.rule_applied or item.get_result_display(),
                source=rules.source if rules else _("es gilt keine"),
            )
        )


def _rule_in_words(here: Consultation, item: AgendaItem, rules: RuleSet | None) -> str:
    """Who, when, by which rule, from which source."""
    if item.decided_at is None or rules is None:
        raise ValueError("a decision has its hour and its rules")
    day = date_format(timezone.localtime(item.decided_at), "DATE_FORMAT")
    applied = item.rule_applied or str(rules.get_majority_display())
    if rules.source.strip().rstrip(".") not in applied:
        applied = f"{applied} ({rules.source})."
    return f"{here.committee}, {day}: {applied}"


def _end(here: Consultation, result: ConsultationResult, item: AgendaItem, words: str) -> None:
    """The station ended when the committee decided, not when it was entered."""
    if item.decided_at is None:
        raise ValueError("a decision has its hour")
    course.end_consultation(here, result, item.decided_at, item=item, reason=words[:500])
