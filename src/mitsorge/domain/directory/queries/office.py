"""The office's lists: everything, also drafts and what is retired. Pages ask `check_may_read_office` first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from dateutil.relativedelta import relativedelta
from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from mitsorge.domain.directory import rules
from mitsorge.domain.directory.models import (
    Attribute,
    Location,
    Organization,
    Report,
    Service,
    ServiceAtLocation,
)
from mitsorge.domain.directory.queries.hiding import hidden_services
from mitsorge.domain.directory.queries.intervals import unconfirmed
from mitsorge.domain.directory.queries.visible import (
    OFFER_REVIEW_MONTHS,
    REVIEW_MONTHS,
    freshness_of,
)

Row = TypeVar("Row")
PER_PAGE = 50


@dataclass(frozen=True)
class ListFilters:
    """What the office narrows a list by; empty means all. `kind`: code of a care term."""

    text: str = ""
    kind: str = ""
    status: str = ""
    planning_area_id: int | None = None
    organization_id: int | None = None
    unconfirmed: bool = False
    hidden: bool = False
    protected: bool = False
    page: int = 1
    per_page: int = PER_PAGE


@dataclass(frozen=True)
class ListPage(Generic[Row]):
    """One page of rows; `page` is the one shown, also when a later one was asked for."""

    rows: tuple[Row, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class ServiceRow:
    """An offer in the office's list. Of a protected address only the town."""

    id: int
    slug: str
    name: str
    kind: str
    organization: str
    organization_id: int
    town: str
    is_protected: bool
    status: str
    fresh: rules.Freshness
    closed: bool
    recognized_until: date | None
    modified_at: datetime


@dataclass(frozen=True)
class OrganizationRow:
    """An organization in the office's list with the number of its offers of any status."""

    id: int
    slug: str
    name: str
    services: int
    town: str
    is_protected: bool
    status: str
    fresh: rules.Freshness
    modified_at: datetime


def office_services(filters: ListFilters, *, on: date) -> ListPage[ServiceRow]:
    """A page of offers by name (2 queries; with `unconfirmed` 3)."""
    first_site = ServiceAtLocation.objects.filter(service=OuterRef("pk")).order_by("pk")
    found = _narrowed(Service.objects.all(), filters, on).annotate(
        main=FilteredRelation("attributes", condition=Q(attributes__is_main=True)),
        kind=F("main__term__name"),
        town=Subquery(first_site.values("location__town")[:1]),
        is_protected=Exists(first_site.filter(location__is_protected=True)),
    )
    fields = (
        *("pk", "slug", "name", "kind", "organization__name", "organization_id", "town"),
        *("is_protected", "status", "assured_at", "review_months", "closed_from", "closed_to"),
        *("recognized_until", "modified_at"),
    )
    return _page(found.order_by("name", "pk").values(*fields), filters, lambda row: _row(row, on))


def office_organizations(filters: ListFilters, *, on: date) -> ListPage[OrganizationRow]:
    """A page of organizations by name (2 queries; with `unconfirmed` 3). `kind`: of one of its offers."""
    locations = Location.objects.filter(organization=OuterRef("pk")).order_by("pk")
    found = _narrowed_organizations(filters, on).annotate(
        offers=Count("services", distinct=True),
        town=Subquery(locations.values("town")[:1]),
        is_protected=Exists(locations.filter(is_protected=True)),
    )
    fields = (
        *("pk", "slug", "name", "offers", "town", "is_protected", "status", "assured_at"),
        *("review_months", "modified_at"),
    )
    rows = found.order_by("name", "pk").values(*fields)
    return _page(rows, filters, lambda row: _organization_row(row, on))


def open_reports() -> QuerySet[Report]:
    """Unanswered reports, the most urgent first, with their offer (1 query)."""
    return (
        Report.objects.filter(answered_at=None)
        .select_related("service__organization")
        .order_by("due_on", "created_at", "pk")
    )


def recognitions_ending(on: date, *, weeks: int = 8) -> QuerySet[Service]:
    """Active offers whose recognition under § 45a SGB XI ends within `weeks` or has ended (1 query)."""
    return (
        Service.objects.filter(
            status=rules.Status.ACTIVE,
            recognized_45a=True,
            recognized_until__lte=on + relativedelta(weeks=weeks),
        )
        .select_related("organization")
        .order_by("recognized_until", "pk")
    )


def containing(field: str, text: str) -> Q:
    """Contains the text, whatever its case: SQLite folds only ASCII, so Ä and ä are asked for both."""
    variants = {text, text.lower(), text.capitalize(), text.upper()}
    found = Q()
    for variant in variants:
        found |= Q(**{f"{field}__icontains": variant})
    return found


def _narrowed(services: QuerySet[Service], filters: ListFilters, on: date) -> QuerySet[Service]:
    wanted = Q()
    for word in filters.text.split():
        wanted &= (
            containing("name", word)
            | containing("alternate_name", word)
            | containing("organization__name", word)
            | Q(Exists(_sites().filter(containing("location__town", word))))
        )
    if filters.kind:
        wanted &= _has_kind(filters.kind)
    if filters.status:
        wanted &= Q(status=filters.status)
    if filters.planning_area_id:
        wanted &= in_planning_area(filters.planning_area_id)
    if filters.organization_id:
        wanted &= Q(organization_id=filters.organization_id)
    if filters.unconfirmed:
        wanted &= unconfirmed(on)
    if filters.hidden:
        wanted &= Q(pk__in=hidden_services(on).order_by().values("pk"))
    if filters.protected:
        wanted &= Q(Exists(_sites().filter(location__is_protected=True)))
    return services.annotate(review_months=OFFER_REVIEW_MONTHS).filter(wanted)


def _narrowed_organizations(filters: ListFilters, on: date) -> QuerySet[Organization]:
    wanted = Q()
    for word in filters.text.split():
        wanted &= containing("name", word) | containing("alternate_name", word)
    of_services = _narrowed(
        Service.objects.all(),
        ListFilters(kind=filters.kind, planning_area_id=filters.planning_area_id),
        on,
    )
    if filters.kind or filters.planning_area_id:
        wanted &= Q(pk__in=of_services.values("organization"))
    if filters.status:
        wanted &= Q(status=filters.status)
    if filters.unconfirmed:
        wanted &= unconfirmed(on)
    if filters.protected:
        wanted &= Q(pk__in=Location.objects.filter(is_protected=True).values("organization"))
    return Organization.objects.annotate(review_months=REVIEW_MONTHS).filter(wanted)


def _sites() -> QuerySet[ServiceAtLocation]:
    return ServiceAtLocation.objects.filter(service=OuterRef("pk"))


def _has_kind(code: str) -> Q:
    said = Attribute.objects.filter(
        service=OuterRef("pk"), term__kind=rules.TermKind.CARE, term__code=code
    )
    return Q(Exists(said))


def in_planning_area(area_id: int) -> Q:
    """It names the area, or stands in one of the area's municipalities."""
    here = _sites().filter(location__municipality__planning_areas=area_id)
    return Q(Exists(here)) | Q(
        pk__in=Service.objects.filter(areas__planning_area_id=area_id).values("pk")
    )


def _page(
    found: QuerySet[Any, dict[str, Any]],
    filters: ListFilters,
    build: Callable[[dict[str, Any]], Row],
) -> ListPage[Row]:
    paginator = Paginator(found, filters.per_page)
    page = paginator.get_page(filters.page)
    return ListPage(
        tuple(build(row) for row in page), paginator.count, page.number, paginator.num_pages
    )


def _row(row: dict[str, Any], on: date) -> ServiceRow:
    return ServiceRow(
        id=row["pk"],
        slug=row["slug"],
        name=row["name"],
        kind=row["kind"] or "",
        organization=row["organization__name"],
        organization_id=row["organization_id"],
        town=row["town"] or "",
        is_protected=row["is_protected"],
        status=row["status"],
        fresh=freshness_of(row["assured_at"], row["review_months"], on=on),
        closed=rules.is_closed(on=on, closed_from=row["closed_from"], closed_to=row["closed_to"]),
        recognized_until=row["recognized_until"],
        modified_at=row["modified_at"],
    )


def _organization_row(row: dict[str, Any], on: date) -> OrganizationRow:
    return OrganizationRow(
        id=row["pk"],
        slug=row["slug"],
        name=row["name"],
        services=row["offers"],
        town=row["town"] or "",
        is_protected=row["is_protected"],
        status=row["status"],
        fresh=freshness_of(row["assured_at"], row["review_months"], on=on),
        modified_at=row["modified_at"],
    )
