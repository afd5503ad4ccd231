"""What somebody who speaks for an organization sees of it on their own page."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from mitsorge.domain.directory import rules
from mitsorge.domain.directory.models import Organization
from mitsorge.domain.directory.queries.visible import (
    OFFER_REVIEW_MONTHS,
    freshness_of,
    visible_organizations,
    visible_services,
)


@dataclass(frozen=True)
class OwnOffer:
    """A public offer and how old its confirmation is."""

    id: int
    slug: str
    name: str
    fresh: rules.Freshness

    @property
    def is_due(self) -> bool:
        """Its confirmation no longer counts, or there never was one."""
        return self.fresh.age in (rules.Age.STALE, rules.Age.NEVER)


@dataclass(frozen=True)
class OwnOrganization:
    """`slug` is empty where the public does not see it; then it has no offers either."""

    id: int
    slug: str
    name: str
    offers: tuple[OwnOffer, ...]

    @property
    def due(self) -> int:
        """How many offers wait for a confirmation."""
        return sum(offer.is_due for offer in self.offers)


def own_organizations(uids: Collection[uuid.UUID], *, on: date) -> list[OwnOrganization]:
    """Organizations by name, each with its public offers, those to confirm first (3 queries, 0 for none)."""
    if not uids:
        return []
    public = dict(visible_organizations(on).filter(uid__in=uids).values_list("pk", "slug"))
    offers = _offers(public, on)
    named = Organization.objects.filter(uid__in=uids).order_by("name", "pk")
    return [
        OwnOrganization(pk, public.get(pk, ""), name, tuple(offers[pk]))
        for pk, name in named.values_list("pk", "name")
    ]


def _offers(organizations: Collection[int], on: date) -> dict[int, list[OwnOffer]]:
    rows = (
        visible_services(on)
        .filter(organization__in=organizations)
        .annotate(review_months=OFFER_REVIEW_MONTHS)
        .order_by("name", "pk")
        .values_list("organization_id", "pk", "slug", "name", "assured_at", "review_months")
    )
    found: dict[int, list[OwnOffer]] = defaultdict(list)
    for owner, pk, slug, name, assured_at, months in rows:
        fresh = freshness_of(assured_at, months, on=on)
        found[owner].append(OwnOffer(pk, slug, name, fresh))
    for offers in found.values():
        offers.sort(key=lambda offer: not offer.is_due)
    return found
