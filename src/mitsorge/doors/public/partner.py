"""A partner of the network: how it takes part, where, what it offers, what it carries."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mitsorge.domain.directory.queries.cards import cards
from mitsorge.domain.directory.queries.visible import visible_services
from mitsorge.domain.duplicates.rules.merging import Kind
from mitsorge.domain.partners.queries.page import partner_page
from mitsorge.domain.recommendations.models import Carrier
from mitsorge.domain.recommendations.rules import RecommendationStatus
from mitsorge.doors.public.kept_addresses import to_kept
from mitsorge.face.guards import open_to_all


@open_to_all
@require_safe
def partner(request: HttpRequest, slug: str) -> HttpResponse:
    """Constant in offers, committees and recommendations; no name of a person stands here."""
    today = timezone.localdate()
    found = partner_page(slug, on=today)
    if found is None:
        return to_kept(Kind.ORGANIZATION, "public:partner", slug)
    house = found.partnership.organization
    ids = list(visible_services(today).filter(organization=house).values_list("pk", flat=True))
    context = {
        "section": "partner",
        "partner": found.partnership,
        "organization": house,
        "committees": found.committees,
        "predecessors": found.predecessors,
        "offers": cards(ids, on=today),
        "carried": _carried(house.pk),
    }
    return render(request, "public/network/partner.html", context)


def _carried(organization_id: int) -> list[tuple[str, str, str]]:
    """(number, title, its word) of recommendations it signed or dissented from, drafts left out (1 query)."""
    rows = (
        Carrier.objects.filter(organization=organization_id)
        .exclude(version__recommendation__status=RecommendationStatus.DRAFT)
        .select_related("version__recommendation")
        .order_by("version__number", "pk")
    )
    newest = {row.version.recommendation.number: row for row in rows}
    return [
        (number, row.version.recommendation.title, row.get_stance_display())
        for number, row in sorted(newest.items(), reverse=True)
    ]
