from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.partners.models import Partnership
from mitsorge.domain.recommendations.models import Carrier, Recommendation, Version
from mitsorge.domain.recommendations.rules.course import CARRIED_IN


def partners_on(on: date) -> QuerySet[Partnership]:
    """Who is a partner of the network on that day, active or not, with its organization (1 query)."""
    runs = Q(active_from__lte=on) & (Q(active_to=None) | Q(active_to__gt=on))
    return Partnership.objects.filter(runs).select_related("organization")


def not_asked_yet(version: Version, on: date) -> list[Organization]:
    """Active partners that have not said yet whether they carry this version (1 query)."""
    said = Carrier.objects.filter(version=version, organization=OuterRef("organization"))
    rows = partners_on(on).filter(~Exists(said), participation="ACTIVE")
    return [row.organization for row in rows]


def asked_about() -> QuerySet[Recommendation]:
    """Recommendations partners may speak to, with the key of the version as `asked_id` (1 query)."""
    newest = Version.objects.filter(recommendation=OuterRef("pk"), frozen_at__isnull=False)
    rows = Recommendation.objects.filter(status__in=CARRIED_IN).select_related("committee")
    return rows.annotate(asked_id=Subquery(newest.order_by("-number").values("pk")[:1]))


def unsigned_by(organization: Organization) -> QuerySet[Recommendation]:
    """Those in consultation or adopted to whose newest version this partner has not said anything (1 query)."""
    said = Carrier.objects.filter(version_id=OuterRef("asked_id"), organization=organization)
    rows = asked_about().filter(~Exists(said))
    return rows.order_by(F("created_at").desc(), "-pk")


def signed_by(organization: Organization) -> QuerySet[Recommendation]:
    """Those to whose newest version this partner has said its word (1 query)."""
    said = Carrier.objects.filter(version_id=OuterRef("asked_id"), organization=organization)
    return asked_about().filter(Exists(said)).order_by(F("created_at").desc(), "-pk")


def words_of(organization: Organization) -> dict[int, Carrier]:
    """The newest word of a partner on each recommendation, by its key (1 query)."""
    rows = Carrier.objects.filter(organization=organization).select_related("version")
    return {row.version.recommendation_id: row for row in rows.order_by("version__number")}
