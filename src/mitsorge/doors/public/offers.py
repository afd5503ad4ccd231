"""One offer, and the organization behind it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mitsorge.domain.directory import queries as directory
from mitsorge.domain.directory.queries import Offer, PhoneLine, Reach
from mitsorge.domain.directory.rules import PhoneKind
from mitsorge.domain.duplicates.rules.merging import Kind
from mitsorge.domain.partners.queries import partner_since
from mitsorge.doors.public import conditional, jsonld
from mitsorge.doors.public.drawn import marks
from mitsorge.doors.public.kept_addresses import to_kept
from mitsorge.doors.public.maps import MapView, Spot, draw
from mitsorge.doors.public.shortlist import kept
from mitsorge.face.guards import open_to_all
from mitsorge.foundation.places.queries import municipalities_around
from mitsorge.foundation.places.rules import Point

AROUND_KM = 9.0
"""How much of its surroundings the map of an offer shows each way."""


@open_to_all
@require_safe
def offer(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything about one offer; hidden ones are not found (18 queries, 14 on PostgreSQL; 6 and 2 from a copy)."""
    today = timezone.localdate()
    since = partner_since(slug_of_offer=slug, on=today)

    def build() -> HttpResponse:
        found = directory.offer(slug, on=today)
        if found is None:
            return to_kept(Kind.SERVICE, "public:offer", slug)
        view = _map(found)
        context = {
            "section": "hilfe",
            "offer": found,
            "since": since,
            "phone": number_to_call(found.reach),
            "map": view,
            "marks": marks(view) if view else "",
            "kept": found.id in kept(request),
            "address": f"{settings.BASE_URL}/angebot/{found.slug}/",
            "linked_data": jsonld.of_offer(found, root=settings.BASE_URL),
        }
        return render(request, "public/offer/offer.html", context)

    return conditional.answer(request, build, since)


@open_to_all
@require_safe
def organization(request: HttpRequest, slug: str) -> HttpResponse:
    """Who stands behind offers, and all of them (18 queries, 14 on PostgreSQL; 6 and 2 from a copy)."""
    today = timezone.localdate()
    since = partner_since(slug=slug, on=today)

    def build() -> HttpResponse:
        found = directory.organization(slug, on=today)
        if found is None:
            return to_kept(Kind.ORGANIZATION, "public:organization", slug)
        context = {
            "section": "partner",
            "organization": found,
            "since": since,
            "address": f"{settings.BASE_URL}/organisation/{found.slug}/",
            "linked_data": jsonld.of_organization(found, root=settings.BASE_URL),
            "shortlist": frozenset(kept(request)),
        }
        return render(request, "public/offer/organization.html", context)

    return conditional.answer(request, build, since)


def _map(found: Offer) -> MapView | None:
    """The sites with a known place, among the towns around; protected ones have none (1 query)."""
    sites = [site for site in found.sites if site.point]
    spots = [
        Spot(*site.point, number=number, name=site.town)
        for number, site in enumerate(sites, start=1)
        if site.point
    ]
    if not spots:
        return None
    first = Point(spots[0].latitude, spots[0].longitude)
    towns = [
        Spot(float(town.latitude), float(town.longitude), name=town.name)
        for town in municipalities_around(first, km=AROUND_KM)
        if town.latitude is not None and town.longitude is not None
    ]
    return draw(spots, size="spot", least_km=AROUND_KM, names=towns)


def number_to_call(reach: Reach) -> PhoneLine | None:
    """The first number someone answers: the offer's own, a function's, the organization's; no fax."""
    own = [line for contact in reach.contacts for line in contact.phones]
    lines = (*reach.phones, *own, *reach.organization_phones)
    return next((line for line in lines if line.kind != PhoneKind.FAX), None)
