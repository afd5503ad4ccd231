"""What a year of the network holds, counted from what was recorded."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from mitsorge.domain.governance.models import AgendaItem, Attendee, HeadCount, Meeting
from mitsorge.domain.governance.rules import MeetingStatus
from mitsorge.domain.partners.models import Partnership
from mitsorge.domain.recommendations.models import (
    AnnualReport,
    Answer,
    Impulse,
    Measure,
    Reading,
    Recommendation,
)
from mitsorge.domain.recommendations.queries.effects import (
    IndicatorView,
    indicator_views,
    with_readings,
)

HELD = (
    MeetingStatus.RUNNING,
    MeetingStatus.MINUTES_OPEN,
    MeetingStatus.OBJECTION_PERIOD,
    MeetingStatus.APPROVED,
)


@dataclass(frozen=True)
class CommitteeYear:
    """How often a committee met, how many people came in all, how many decisions it took."""

    name: str
    meetings: int
    present: int
    decisions: int

    @property
    def average(self) -> int:
        return round(self.present / self.meetings) if self.meetings else 0


@dataclass(frozen=True)
class AnnualFacts:
    year: int
    committees: tuple[CommitteeYear, ...]
    impulses: int
    adopted: tuple[Recommendation, ...]
    answers: tuple[Answer, ...]
    waiting: int
    measures: tuple[tuple[Measure, tuple[IndicatorView, ...]], ...]
    partners_before: int
    joined: int
    left: int

    @property
    def partners_after(self) -> int:
        return self.partners_before + self.joined - self.left


def facts(year: int) -> AnnualFacts:
    """Everything the report of a year is composed from (15 queries, whatever the year holds)."""
    start, end = _moment(year), _moment(year + 1)
    answered = Answer.objects.select_related("recommendation").filter(answered_on__year=year)
    waiting = Recommendation.objects.filter(sent_at__lt=end).exclude(
        answers__answered_on__year__lte=year
    )
    adopted = Recommendation.objects.filter(adopted_at__gte=start, adopted_at__lt=end)
    before, joined, left = _partners(date(year, 1, 1), date(year + 1, 1, 1))
    return AnnualFacts(
        year=year,
        committees=_committees(start, end),
        impulses=Impulse.objects.filter(happened_on__year=year).count(),
        adopted=tuple(adopted.order_by("number")),
        answers=tuple(answered.order_by("answered_on", "pk")),
        waiting=waiting.filter(status="SENT").count(),
        measures=_measures(year, end),
        partners_before=before,
        joined=joined,
        left=left,
    )


def _moment(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=timezone.get_default_timezone())


def _committees(start: datetime, end: datetime) -> tuple[CommitteeYear, ...]:
    """Per committee that met, in the order of the committees (4 queries)."""
    held = Meeting.objects.filter(starts_at__gte=start, starts_at__lt=end, status__in=HELD)
    met = held.order_by("committee__position", "committee__name", "committee_id")
    rows = list(met.values_list("committee_id", "committee__name").annotate(n=Count("pk")))
    named = _by_committee(
        Attendee.objects.filter(meeting__in=held, meeting__counts_only=False).exclude(
            present_from=None
        )
    )
    counted = dict(
        HeadCount.objects.filter(meeting__in=held, meeting__counts_only=True)
        .order_by()
        .values_list("meeting__committee_id")
        .annotate(n=Sum("count"))
    )
    decided = dict(
        AgendaItem.objects.filter(meeting__in=held)
        .exclude(result="")
        .order_by()
        .values_list("meeting__committee_id")
        .annotate(n=Count("pk"))
    )
    return tuple(
        CommitteeYear(name, n, named.get(pk, 0) + counted.get(pk, 0), decided.get(pk, 0))
        for pk, name, n in rows
    )


def _by_committee(attendees: QuerySet[Attendee]) -> dict[int, int]:
    rows = attendees.order_by().values_list("meeting__committee_id").annotate(n=Count("pk"))
    return dict(rows)


def _measures(year: int, end: datetime) -> tuple[tuple[Measure, tuple[IndicatorView, ...]], ...]:
    """Public measures that ran or were measured in the year (3 queries)."""
    read = Reading.objects.filter(on__year=year).values("indicator__measure_id")
    ran = Q(starts_on__lt=date(year + 1, 1, 1)) & (
        Q(ends_on__gte=date(year, 1, 1)) | Q(ends_on=None)
    )
    rows = with_readings(
        Measure.objects.filter(is_public=True, created_at__lt=end)
        .filter(ran | Q(pk__in=read))
        .order_by("created_at", "pk")
    )
    day = date(year, 12, 31)
    return tuple((row, indicator_views(row.indicators.all(), on=day)) for row in rows)


def _partners(start: date, end: date) -> tuple[int, int, int]:
    """Partners on the first day, joined and left until the last (1 query)."""
    running = Q(active_from__lt=start) & (Q(active_to=None) | Q(active_to__gte=start))
    found = Partnership.objects.aggregate(
        before=Count("pk", filter=running),
        joined=Count("pk", filter=Q(active_from__gte=start, active_from__lt=end)),
        left=Count("pk", filter=Q(active_to__gte=start, active_to__lt=end)),
    )
    return found["before"], found["joined"], found["left"]


def report(year: int) -> AnnualReport | None:
    """The report as it was composed and edited (1 query)."""
    return AnnualReport.objects.filter(year=year).first()


def years_of_meetings(on: date) -> list[int]:
    """Years with a meeting until today, newest first (1 query)."""
    first = Meeting.objects.order_by("starts_at").values_list("starts_at", flat=True).first()
    start = timezone.localdate(first).year if first else on.year
    return list(range(on.year, start - 1, -1))
