"""A partner's public page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from mitsorge.domain.governance.models import Committee, Membership
from mitsorge.domain.partners.models import Partnership
from mitsorge.domain.partners.queries.applications import standing
from mitsorge.domain.partners.queries.public import running


@dataclass(frozen=True)
class PartnerPage:
    """A running partnership as everybody may see it; no names of people."""

    partnership: Partnership
    committees: tuple[Committee, ...]
    predecessors: tuple[str, ...]


def partner_page(slug: str, *, on: date) -> PartnerPage | None:
    """The partner with this address, or None (3 queries; 1 for None)."""
    rows = running(on).select_related("organization", "member_group")
    found = rows.filter(organization__slug=slug).first()
    if found is None:
        return None
    lasting = Q(active_to=None) | Q(active_to__gt=on)
    seats = Membership.objects.filter(
        lasting, organization=found.organization_id, active_from__lte=on, deputy_of=None
    )
    before = found.predecessors.order_by("organization__name")
    return PartnerPage(
        partnership=found,
        committees=tuple(standing(on).filter(pk__in=seats.values("committee"))),
        predecessors=tuple(before.values_list("organization__name", flat=True)),
    )
