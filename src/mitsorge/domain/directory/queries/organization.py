"""The page of one organization, and the list of all."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet

from mitsorge.domain.directory import rules
from mitsorge.domain.directory.models import Organization
from mitsorge.domain.directory.queries.cards import Card, cards
from mitsorge.domain.directory.queries.hiding import not_hidden
from mitsorge.domain.directory.queries.pictures import PictureLine, shown_pictures
from mitsorge.domain.directory.queries.reach import Reach, reach_of_organization
from mitsorge.domain.directory.queries.sites import Site, sites_of_organization
from mitsorge.domain.directory.queries.visible import (
    REVIEW_MONTHS,
    freshness_of,
    in_period,
    visible_organizations,
    visible_services,
)


@dataclass(frozen=True)
class OrganizationPage:
    """An organization as the public sees it, with its visible offers in order of name."""

    id: int
    uid: uuid.UUID
    slug: str
    name: str
    alternate_name: str
    legal_form: str
    description: str
    email: str
    website: str
    parent: str
    parent_slug: str
    """Both empty when there is none or the public may not see it."""
    assured_at: datetime | None
    modified_at: datetime
    fresh: rules.Freshness
    offers: tuple[Card, ...]
    sites: tuple[Site, ...]
    reach: Reach
    pictures: tuple[PictureLine, ...]


def organization(slug: str, *, on: date) -> OrganizationPage | None:
    """The organization with this address, or None (12 queries; without offers 7; 1 for None)."""
    found = (
        visible_organizations(on)
        .filter(slug=slug)
        .select_related("parent_organization")
        .annotate(review_months=REVIEW_MONTHS)
        .first()
    )
    if found is None:
        return None
    ids = list(visible_services(on).filter(organization=found).values_list("pk", flat=True))
    parent = _visible_parent(found, on)
    return OrganizationPage(
        id=found.pk,
        uid=found.uid,
        slug=found.slug,
        name=found.name,
        alternate_name=found.alternate_name,
        legal_form=found.legal_form,
        description=found.description,
        email=found.email,
        website=found.website,
        parent=parent.name if parent else "",
        parent_slug=parent.slug if parent else "",
        assured_at=found.assured_at,
        modified_at=found.modified_at,
        fresh=freshness_of(found.assured_at, found.review_months, on=on),
        offers=tuple(cards(ids, on=on)),
        sites=tuple(sites_of_organization(found.pk, on=on)),
        reach=reach_of_organization(found.pk),
        pictures=shown_pictures(found, on=on),
    )


def listed_organizations(on: date) -> QuerySet[Organization]:
    """Visible organizations by name, each with the number of its visible `offers` (1 query)."""
    return (
        visible_organizations(on)
        .annotate(
            offers=Count(
                "services",
                filter=in_period(on, "services__") & not_hidden(on, "services__"),
                distinct=True,
            )
        )
        .order_by("name", "pk")
    )


def _visible_parent(found: Organization, on: date) -> Organization | None:
    parent = found.parent_organization
    if parent is None:
        return None
    seen = rules.is_visible(
        status=rules.Status(parent.status),
        on=on,
        visible_from=parent.visible_from,
        visible_to=parent.visible_to,
    )
    return parent if seen else None
