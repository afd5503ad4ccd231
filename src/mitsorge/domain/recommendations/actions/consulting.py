"""The way through the committees: submit, rate, forward, give back, merge, adopt, withdraw.

Whoever acts from a page hands over the `row_version` it showed: `AlreadyDone` where somebody was quicker.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import AgendaItem, Committee
from mitsorge.domain.governance.queries import rule_sets
from mitsorge.domain.recommendations import permissions
from mitsorge.domain.recommendations.actions import course
from mitsorge.domain.recommendations.actions.deciding import adopt, reject
from mitsorge.domain.recommendations.models import Consultation, Recommendation, Version
from mitsorge.domain.recommendations.queries.consulting import end_of
from mitsorge.domain.recommendations.rules import (
    ConsultationResult,
    ConsultationRole,
    RecommendationStatus,
)
from mitsorge.domain.recommendations.rules.course import (
    ENDED,
    HIGHEST,
    LOWEST,
    needs_new_version,
    role_of,
)
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account

__all__ = ["adopt", "forward", "give_back", "merge", "rate", "reject", "submit", "withdraw"]


@transaction.atomic
def submit(
    *,
    recommendation_id: int,
    committee: Committee,
    by: Account | None,
    at: datetime,
    item: AgendaItem | None = None,
    row_version: int | None = None,
) -> Recommendation:
    """The working group hands its newest version to a committee; from now on this version stays as it is.

    What was adopted before needs a new version first. Writes two stations: who drafted, before whom it lies.
    """
    found = course.locked(recommendation_id, row_version)
    permissions.check_may_draft(by, found.committee, timezone.localdate(at))
    version = course.newest_version(found)
    if version.frozen_at and needs_new_version(RecommendationStatus(found.status)):
        raise Refused(
            _("Schreiben Sie zuerst eine neue Fassung. Dann beraten die Gremien darüber.")
        )
    course.step(
        found,
        RecommendationStatus.IN_CONSULTATION,
        event="submitted",
        by=by,
        at=at,
        why=_("an {committee}").format(committee=committee),
    )
    Version.objects.filter(pk=version.pk, frozen_at=None).update(frozen_at=at)
    if committee.pk != found.committee_id:
        _record_drafting(found, version, at)
    _open(found, version, committee, item, at)
    return found


@transaction.atomic
def rate(
    *,
    recommendation_id: int,
    rating: int,
    by: Account | None,
    at: datetime,
    reason: str = "",
    row_version: int | None = None,
) -> Consultation:
    """What the committee thinks of it, 1 to 5; may be said again until it is passed on. The last word counts."""
    found, here = _before(recommendation_id, row_version, by, at)
    if not LOWEST <= rating <= HIGHEST:
        raise Refused(_("Wählen Sie eine Bewertung von 1 bis 5."))
    if (here.rating, here.reason) == (rating, reason.strip()):
        return here
    before, here.rating, here.reason = here.rating, rating, reason.strip()[:500]
    here.save(update_fields=["rating", "reason"])
    journal.record(
        event="recommendations.recommendation.rated",
        subject=found,
        by=by,
        at=at,
        changes={"consultations": [_rated(before), _rated(rating)]},
        why=reason.strip()[:300],
    )
    return here


@transaction.atomic
def forward(
    *,
    recommendation_id: int,
    committee: Committee,
    by: Account | None,
    at: datetime,
    item: AgendaItem | None = None,
    reason: str = "",
    row_version: int | None = None,
) -> Recommendation:
    """Passes it on to the next committee. `AlreadyDone` where it lies there already."""
    found, here = _before(recommendation_id, row_version, by, at)
    if here.committee_id == committee.pk:
        raise AlreadyDone(
            _("Die Empfehlung liegt {committee} schon vor.").format(committee=committee)
        )
    words = {"reason": reason.strip()[:500]} if reason.strip() else {}
    course.end_consultation(here, ConsultationResult.FORWARDED, at, **words)
    course.write(found, at)
    _open(found, here.version, committee, item, at)
    journal.record(
        event="recommendations.recommendation.forwarded",
        subject=found,
        by=by,
        at=at,
        changes={"consultations": [str(here.committee), str(committee)]},
        why=reason.strip()[:300],
    )
    return found


@transaction.atomic
def give_back(
    *,
    recommendation_id: int,
    reason: str,
    by: Account | None,
    at: datetime,
    row_version: int | None = None,
) -> Recommendation:
    """Back to the working group, with the reason; it may answer with the next version."""
    if not reason.strip():
        raise Refused(
            _("Schreiben Sie, warum die Empfehlung zurückgeht: die Gruppe arbeitet damit.")
        )
    found, here = _before(recommendation_id, row_version, by, at)
    returned = RecommendationStatus.RETURNED
    course.step(found, returned, event="given_back", by=by, at=at, why=reason.strip())
    course.end_consultation(here, ConsultationResult.RETURNED, at, reason=reason.strip()[:500])
    return found


@transaction.atomic
def merge(
    *,
    recommendation_id: int,
    into_id: int,
    by: Account | None,
    at: datetime,
    reason: str = "",
    row_version: int | None = None,
) -> Recommendation:
    """Two that want the same become one: the first points to the second, which gets its topics and impulses.

    Versions, comments and stations stay where they are and are found from there. Returns the target.
    """
    found = course.locked(recommendation_id, row_version)
    target = end_of(course.locked(into_id))
    _check_merge(found, target, by, at)
    words = reason.strip() or _("zusammengeführt mit {number}").format(number=target.number)
    _end_open(found, ConsultationResult.MERGED, at, words)
    course.step(
        found,
        RecommendationStatus.MERGED,
        event="merged",
        by=by,
        at=at,
        why=words,
        merged_into=target,
    )
    target.topics.add(*found.topics.all())
    target.impulses.add(*found.impulses.all())
    course.write(target, at)
    journal.record(
        event="recommendations.recommendation.absorbed",
        subject=target,
        by=by,
        at=at,
        changes={"merged": [None, str(found)]},
    )
    return target


@transaction.atomic
def withdraw(
    *,
    recommendation_id: int,
    reason: str,
    by: Account | None,
    at: datetime,
    row_version: int | None = None,
) -> Recommendation:
    """The working group takes it back and says why; it stays to be read under its number."""
    if not reason.strip():
        raise Refused(_("Schreiben Sie, warum die Empfehlung zurückgezogen wird."))
    found = course.locked(recommendation_id, row_version)
    permissions.check_may_withdraw(by, found.committee, timezone.localdate(at))
    words = reason.strip()[:300]
    course.step(
        found,
        RecommendationStatus.WITHDRAWN,
        event="withdrawn",
        by=by,
        at=at,
        why=words,
        withdrawn_why=words,
    )
    _end_open(found, ConsultationResult.WITHDRAWN, at, words)
    return found


def _before(
    recommendation_id: int, row_version: int | None, by: Account | None, at: datetime
) -> tuple[Recommendation, Consultation]:
    """It and the station where it lies, where somebody may act for that committee."""
    found = course.locked(recommendation_id, row_version)
    here = course.open_consultation(found)
    permissions.check_may_consult(by, here.committee, timezone.localdate(at))
    return found, here


def _check_merge(
    found: Recommendation, target: Recommendation, by: Account | None, at: datetime
) -> None:
    here = found.consultations.filter(result=ConsultationResult.OPEN).first()
    committee = here.committee if here else found.committee
    permissions.check_may_consult(by, committee, timezone.localdate(at))
    if target.pk == found.pk:
        raise Refused(_("Eine Empfehlung kann nicht in sich selbst aufgehen."))
    if target.status in ENDED:
        raise Refused(
            _("{number} ist zurückgezogen. Wählen Sie eine andere Empfehlung.").format(
                number=target.number
            )
        )


def _end_open(found: Recommendation, result: ConsultationResult, at: datetime, words: str) -> None:
    for here in found.consultations.filter(result=ConsultationResult.OPEN):
        course.end_consultation(here, result, at, reason=words[:500])


def _record_drafting(found: Recommendation, version: Version, at: datetime) -> None:
    """The first station: the group that wrote it and passed it on."""
    Consultation.objects.create(
        recommendation=found,
        version=version,
        committee=found.committee,
        position=_last(found) + 1,
        role=ConsultationRole.DRAFTING,
        result=ConsultationResult.FORWARDED,
        opened_at=version.created_at,
        decided_at=at,
    )


def _open(
    found: Recommendation,
    version: Version,
    committee: Committee,
    item: AgendaItem | None,
    at: datetime,
) -> None:
    rules = rule_sets.rules_on(committee, timezone.localdate(at))
    Consultation.objects.create(
        recommendation=found,
        version=version,
        committee=committee,
        item=item,
        position=_last(found) + 1,
        role=role_of(adopts=rules is not None and rules.adopts),
        opened_at=at,
    )


def _rated(rating: int | None) -> str | None:
    return None if rating is None else _("Bewertung {n} von 5").format(n=rating)


def _last(found: Recommendation) -> int:
    return found.consultations.aggregate(last=Max("position"))["last"] or 0
