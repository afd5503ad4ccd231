"""Who was asked, who is silent, what was said."""

from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from mitsorge.domain.recommendations.models import (
    Answer,
    AnswerRequest,
    Consultation,
    Recommendation,
    Version,
)
from mitsorge.domain.recommendations.rules import RecommendationStatus
from mitsorge.domain.recommendations.rules.duties import REMIND_AFTER


def silent(on: date) -> QuerySet[Recommendation]:
    """Recommendations whose answer is overdue on a day, the longest silence first (1 query)."""
    waiting = Recommendation.objects.filter(status=RecommendationStatus.SENT, answer_due__lt=on)
    return waiting.order_by("answer_due", "pk")


def overdue_requests(on: date) -> list[AnswerRequest]:
    """Open requests whose day is over, with their recommendations, the oldest first (1 query)."""
    waiting = AnswerRequest.objects.filter(
        answered_at=None, due_on__lt=on, recommendation__status=RecommendationStatus.SENT
    )
    return list(waiting.select_related("recommendation").order_by("due_on", "pk"))


def past_reminding(on: date) -> set[int]:
    """Recommendations whose addressee got every reminder that goes out by itself, by id (1 query)."""
    told = AnswerRequest.objects.filter(
        answered_at=None, due_on__lt=on, reminders__gte=len(REMIND_AFTER)
    )
    return set(told.values_list("recommendation_id", flat=True))


def awaiting() -> QuerySet[Recommendation]:
    """Recommendations somebody was asked about (1 query)."""
    waiting = Recommendation.objects.filter(status=RecommendationStatus.SENT)
    return waiting.order_by("answer_due", "pk")


def not_sent() -> QuerySet[Recommendation]:
    """Adopted ones nobody handed over yet (1 query)."""
    adopted = Recommendation.objects.filter(status=RecommendationStatus.ADOPTED)
    return adopted.order_by("adopted_at", "pk")


def asked(uid: UUID) -> AnswerRequest | None:
    """The request behind a signed link, with its recommendation and the newest words (2 queries)."""
    versions = Prefetch(
        "recommendation__versions", Version.objects.order_by("-number"), to_attr="newest_first"
    )
    found = AnswerRequest.objects.select_related("recommendation__committee").filter(uid=uid)
    return found.prefetch_related(versions).first()


def with_answers(number: str) -> Recommendation | None:
    """A recommendation with everything the office needs to ask and to record (6 queries)."""
    consultations = Consultation.objects.select_related("committee").order_by("position", "pk")
    found = Recommendation.objects.select_related("committee").filter(number=number)
    return found.prefetch_related(
        Prefetch("answers", Answer.objects.order_by("-answered_on", "-pk")),
        Prefetch("answer_requests", AnswerRequest.objects.order_by("-asked_at", "-pk")),
        Prefetch("consultations", consultations),
        "council_papers__stations",
    ).first()
