from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When

from mitsorge.foundation.post.models import Heartbeat, Letter
from mitsorge.foundation.post.rules import State

URGENT = {State.UNCLEAR: 0, State.FAILED: 1}
ROW = ("uid", "to", "subject", "purpose", "state", "queued_at", "due_at", "sent_at", "attempts",
       "misses", "last_error", "smtp_reply", "emptied_at")  # fmt: skip


def delivery_log(state: str = "") -> QuerySet[Letter]:
    """The letters for the office, without their text: unclear first, then failed, then newest (1 query)."""
    urgency = Case(
        *(When(state=state, then=Value(place)) for state, place in URGENT.items()),
        default=Value(len(URGENT)),
        output_field=IntegerField(),
    )
    letters = Letter.objects.filter(state=state) if state else Letter.objects.all()
    return letters.only(*ROW).order_by(urgency, "-queued_at", "-pk")


def count_by_state() -> dict[State, int]:
    """How many letters are in which state; every state is there (1 query)."""
    counted = Letter.objects.order_by().values_list("state").annotate(n=Count("pk"))
    return dict.fromkeys(State, 0) | {State(state): n for state, n in counted}


def readable_letters(to: str = "") -> QuerySet[Letter]:
    """Whole letters, newest first, to addresses that contain `to`: for the demonstration only (1 query)."""
    letters = Letter.objects.exclude(state=State.BUNDLED).filter(to__icontains=to)
    return letters.order_by("-queued_at", "-pk")


def letter_by_uid(uid: UUID) -> Letter | None:
    """One letter without its text (1 query)."""
    rows = Letter.objects.only(*ROW, "confidential", "digest__uid", "digest__subject")
    return rows.select_related("digest").filter(uid=uid).first()


@dataclass(frozen=True)
class Condition:
    """How the post is: for the desk and the readiness page."""

    counts: dict[State, int]
    overdue_since: datetime | None
    worker_seen_at: datetime | None

    def worker_runs(self, at: datetime, within: timedelta = timedelta(minutes=2)) -> bool:
        return self.worker_seen_at is not None and at - self.worker_seen_at <= within


def condition(at: datetime) -> Condition:
    """Three queries, whatever the size of the outbox."""
    due = Letter.objects.filter(state=State.QUEUED, due_at__lte=at).order_by("due_at")
    return Condition(
        counts=count_by_state(),
        overdue_since=due.values_list("due_at", flat=True).first(),
        worker_seen_at=worker_seen_at(),
    )


def worker_seen_at() -> datetime | None:
    """When any worker last showed that it runs (1 query)."""
    return Heartbeat.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()
