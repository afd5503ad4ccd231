"""How far partners took recommendations into account: the report after § 8a (4) SGB XI per member and year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils import timezone

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.partners.models import Partnership
from mitsorge.domain.recommendations import wording
from mitsorge.domain.recommendations.models import Consideration, Recommendation
from mitsorge.domain.recommendations.rules import AnswerKind, RecommendationStatus

_S = RecommendationStatus
REPORTED = (_S.ADOPTED, _S.SENT, _S.ANSWERED)


@dataclass(frozen=True)
class ReportRow:
    """One recommendation: what the member says of it, or that it has said nothing yet."""

    recommendation_id: int
    number: str
    title: str
    addressee: str
    kind: AnswerKind | None
    text: str

    @property
    def words(self) -> str:
        return str(wording.ANSWER_KIND[self.kind]) if self.kind else ""


@dataclass(frozen=True)
class Report:
    organization: Organization
    year: int
    rows: tuple[ReportRow, ...]

    @property
    def answered(self) -> int:
        return sum(1 for row in self.rows if row.kind)


def report(organization: Organization, year: int) -> Report:
    """What one member reports for a year, over everything adopted until its end (2 queries)."""
    said = {
        row.recommendation_id: row
        for row in Consideration.objects.filter(organization=organization, year=year)
    }
    rows = [_row(found, said.get(found.pk)) for found in _reportable(year)]
    return Report(organization, year, tuple(rows))


def _row(found: Recommendation, said: Consideration | None) -> ReportRow:
    kind = AnswerKind(said.kind) if said else None
    text = said.text if said else ""
    return ReportRow(found.pk, found.number, found.title, found.addressee, kind, text)


def _reportable(year: int) -> QuerySet[Recommendation]:
    end = datetime(year + 1, 1, 1, tzinfo=timezone.get_default_timezone())
    adopted = Recommendation.objects.filter(status__in=REPORTED, adopted_at__lt=end)
    return adopted.order_by("number")


def years(on: date) -> list[int]:
    """The years there is something to report on, newest first (1 query)."""
    first = Recommendation.objects.filter(status__in=REPORTED, adopted_at__isnull=False)
    begun = first.order_by("adopted_at").values_list("adopted_at", flat=True).first()
    start = begun.astimezone(UTC).year if begun else on.year + 1
    return list(range(on.year, start - 1, -1))


def speaking_for(uids: Iterable[UUID]) -> QuerySet[Organization]:
    """The organizations behind an account's roles (1 query)."""
    return Organization.objects.filter(uid__in=list(uids)).order_by("name", "pk")


@dataclass(frozen=True)
class ReporterLine:
    """A partner and how many recommendations it has reported on in a year."""

    organization_id: int
    name: str
    said: int


def reporters(year: int) -> list[ReporterLine]:
    """The running partners with how much they reported for a year (2 queries)."""
    counts = dict(
        Consideration.objects.filter(year=year)
        .order_by()
        .values_list("organization_id")
        .annotate(n=Count("pk"))
    )
    partners = Partnership.objects.filter(active_to=None).order_by("organization__name", "pk")
    rows = partners.values_list("organization_id", "organization__name")
    return [ReporterLine(pk, name, counts.get(pk, 0)) for pk, name in rows]
