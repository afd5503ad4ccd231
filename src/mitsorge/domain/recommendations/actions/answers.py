"""The addressee is asked, reminded and heard; what it says is recorded once and never overwritten."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.recommendations.letters import answers as letters
from mitsorge.domain.recommendations.models import Answer, AnswerRequest, Recommendation, Version
from mitsorge.domain.recommendations.queries.answers import overdue_requests
from mitsorge.domain.recommendations.rules import AnswerKind, RecommendationStatus, sources_of
from mitsorge.domain.recommendations.rules.duties import (
    KEEPERS,
    Duty,
    link_is_open,
    may_remind,
    reminder_due,
)
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.permissions import check_holds
from mitsorge.foundation.post import actions as post

_S = RecommendationStatus
ANSWERABLE = frozenset({_S.ADOPTED, _S.SENT, _S.ANSWERED})


@transaction.atomic
def ask(
    *, recommendation_id: int, due_on: date, email: str = "", by: Account, at: datetime
) -> AnswerRequest:
    """Hands an adopted recommendation over: status SENT, a letter with a signed link, the day of the answer.

    Asking again after an answer is allowed; raises `AlreadyDone` while one is awaited, `Refused` else.
    """
    check_holds(by, KEEPERS[Duty.KEEP_ANSWERS])
    recommendation = Recommendation.objects.get(pk=recommendation_id)
    to = email.strip() or recommendation.addressee_email
    _check_asking(recommendation, to, due_on, at)
    moved = Recommendation.objects.filter(pk=recommendation_id, status__in=sources_of(_S.SENT))
    now = {"sent_at": at, "modified_at": at, "row_version": F("row_version") + 1}
    if not moved.update(status=_S.SENT, answer_due=due_on, addressee_email=to, **now):
        raise AlreadyDone(_("Die Antwort ist schon erbeten. Sie können daran erinnern."))
    request = AnswerRequest.objects.create(
        recommendation=recommendation, email=to, asked_at=at, due_on=due_on
    )
    post.enqueue(letters.asked(request, _words(recommendation)), at=at)
    changes: dict[str, list[Any]] = {"status": [recommendation.status, _S.SENT]}
    changes["answer_due"] = [None, str(due_on)]
    _note("recommendations.recommendation.sent", recommendation, by, at, changes=changes)
    return request


def _check_asking(recommendation: Recommendation, to: str, due_on: date, at: datetime) -> None:
    if recommendation.status not in (*sources_of(_S.SENT), _S.SENT):
        raise Refused(_("Übergeben wird erst, was beschlossen ist."))
    if not to:
        raise Refused(_("Es fehlt die E-Mail-Adresse, an die wir schreiben. Tragen Sie sie ein."))
    if due_on <= timezone.localdate(at):
        raise Refused(_("Der Tag der Antwort ist schon da. Wählen Sie einen späteren."))


def _words(recommendation: Recommendation) -> str:
    newest = Version.objects.filter(recommendation=recommendation).order_by("-number").first()
    return newest.text if newest else ""


@transaction.atomic
def remind(*, recommendation_id: int, by: Account, at: datetime) -> AnswerRequest:
    """Writes to the addressee once more; at most once within a week. Raises `Refused`."""
    check_holds(by, KEEPERS[Duty.KEEP_ANSWERS])
    waiting = AnswerRequest.objects.select_related("recommendation").filter(answered_at=None)
    request = waiting.filter(
        recommendation_id=recommendation_id, recommendation__status=_S.SENT
    ).first()
    if request is None:
        raise Refused(_("Hier steht keine Antwort aus."))
    last = request.reminded_at
    if not may_remind(timezone.localdate(last) if last else None, timezone.localdate(at)):
        day = date_format(timezone.localdate(last))
        raise Refused(_("Erinnert haben wir zuletzt am %(day)s. Warten Sie bitte.") % {"day": day})
    if not waiting.filter(pk=request.pk, reminded_at=last).update(reminded_at=at):
        raise AlreadyDone(_("Jemand hat gerade schon erinnert."))
    request.reminded_at = at
    post.enqueue(letters.reminded(request), at=at)
    _note("recommendations.recommendation.reminded", request.recommendation, by, at)
    return request


def remind_by_itself(*, at: datetime) -> int:
    """What the worker does: reminds those that are silent, on the days of `REMIND_AFTER`. How many letters.

    Each reminder is a transaction of its own: number, letter and journal, or none of them. Two workers, or one that
    was killed and began again, send each number once.
    """
    on = timezone.localdate(at)
    due = [
        request
        for request in overdue_requests(on)
        if reminder_due(request.due_on, request.reminders, _day(request.reminded_at), on)
    ]
    return sum(_remind_by_itself(request, at) for request in due)


@transaction.atomic
def _remind_by_itself(request: AnswerRequest, at: datetime) -> bool:
    """Whether this was the one that counted up; an answer that came meanwhile stops it.

    No join in the update: PostgreSQL asks only the row it waited for once more.
    """
    same = {"reminders": request.reminders, "reminded_at": request.reminded_at}
    waiting = AnswerRequest.objects.filter(pk=request.pk, answered_at=None, **same)
    if not waiting.update(reminders=F("reminders") + 1, reminded_at=at):
        return False
    request.reminders, request.reminded_at = request.reminders + 1, at
    post.enqueue(letters.reminded(request, by_itself=True), at=at)
    why = _("von selbst, %(n)s. Erinnerung") % {"n": request.reminders}
    _note("recommendations.recommendation.reminded", request.recommendation, None, at, why=why)
    return True


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


@transaction.atomic
def record_answer(
    *,
    recommendation_id: int,
    kind: AnswerKind,
    text: str,
    by_office: str,
    answered_on: date,
    by: Account,
    at: datetime,
) -> Answer:
    """What the office heard by telephone, by letter, or read in minutes. It closes open links.

    The same answer twice is one. Raises `Refused`.
    """
    check_holds(by, KEEPERS[Duty.KEEP_ANSWERS])
    recommendation = Recommendation.objects.get(pk=recommendation_id)
    answer = Answer(
        recommendation=recommendation,
        kind=kind,
        text=text.strip(),
        by_office=by_office.strip(),
        answered_on=answered_on,
        recorded_at=at,
    )
    _check_answer(answer, at)
    same = {f: getattr(answer, f) for f in ("kind", "text", "by_office", "answered_on")}
    if known := Answer.objects.filter(recommendation=recommendation, **same).first():
        return known
    AnswerRequest.objects.filter(recommendation=recommendation, answered_at=None).update(
        answered_at=at
    )
    return _keep(answer, by, at)


@transaction.atomic
def answer_by_link(
    *, uid: UUID, kind: AnswerKind, text: str, by_office: str, at: datetime
) -> Answer:
    """What the addressee writes through its link. One link takes one answer: `AlreadyDone` for a second one."""
    request = AnswerRequest.objects.select_related("recommendation").get(uid=uid)
    answer = Answer(
        recommendation=request.recommendation,
        kind=kind,
        text=text.strip(),
        by_office=by_office.strip(),
        answered_on=timezone.localdate(at),
        recorded_at=at,
    )
    _check_answer(answer, at)
    if not link_is_open(request.reminded_at or request.asked_at, at):
        raise Refused(_("Dieser Link gilt nicht mehr. Bitte rufen Sie uns an."))
    if not AnswerRequest.objects.filter(uid=uid, answered_at=None).update(answered_at=at):
        raise AlreadyDone(_("Auf diese Bitte haben Sie schon geantwortet. Danke."))
    return _keep(answer, None, at)


def _check_answer(answer: Answer, at: datetime) -> None:
    if answer.recommendation.status not in ANSWERABLE:
        raise Refused(_("Eine Antwort gibt es erst auf eine beschlossene Empfehlung."))
    if answer.answered_on > timezone.localdate(at):
        raise Refused(_("Dieser Tag liegt in der Zukunft. Wann kam die Antwort?"))
    if not answer.by_office:
        raise Refused(_("Nennen Sie die Stelle, die geantwortet hat."))
    if answer.kind == AnswerKind.REJECTED and not answer.text:
        raise Refused(_("Zu einer Ablehnung gehört ein Grund. Ein Satz genügt."))


def _keep(answer: Answer, by: Account | None, at: datetime) -> Answer:
    """Row, status and journal. What was adopted and never handed over counts as handed over now."""
    recommendation = answer.recommendation
    mine = Recommendation.objects.filter(pk=recommendation.pk)
    mine.filter(status=_S.ADOPTED).update(status=_S.SENT, sent_at=at)
    now = {"status": _S.ANSWERED, "modified_at": at, "row_version": F("row_version") + 1}
    if not mine.filter(status__in=(_S.SENT, _S.ANSWERED)).update(**now):
        raise Refused(_("Die Empfehlung hat sich gerade geändert. Laden Sie die Seite neu."))
    answer.save()
    changes: dict[str, list[Any]] = {"status": [recommendation.status, _S.ANSWERED]}
    _note(
        "recommendations.recommendation.answered", recommendation, by, at, answer.by_office, changes
    )
    return answer


def _note(
    event: str,
    recommendation: Recommendation,
    by: Account | None,
    at: datetime,
    why: str = "",
    changes: dict[str, list[Any]] | None = None,
) -> None:
    journal.record(event=event, subject=recommendation, by=by, at=at, why=why, changes=changes)
