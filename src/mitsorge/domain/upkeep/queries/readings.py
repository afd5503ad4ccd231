"""How fresh the directory is today and was before."""

from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, F, FilteredRelation, Q, QuerySet

from mitsorge.domain.directory.models import Service, TaxonomyTerm
from mitsorge.domain.directory.queries.intervals import confirmed
from mitsorge.domain.directory.queries.visible import OFFER_REVIEW_MONTHS, in_period
from mitsorge.domain.directory.rules import TermKind
from mitsorge.domain.upkeep.models import FreshnessReading
from mitsorge.domain.upkeep.rules.readings import Offer, Share, shares
from mitsorge.foundation.places.queries import areas_in_force


def measured(on: date) -> list[Share]:
    """The shares of a day: all, by top kind, by planning area in force (5 queries).

    Counts also what the network's rule hides: an old entry that is hidden does not make the others fresher.
    """
    terms = TaxonomyTerm.objects.filter(kind=TermKind.CARE)
    return shares(_offers(on), dict(terms.values_list("pk", "parent")), _places(on))


def _offers(on: date) -> list[Offer]:
    found = Service.objects.filter(in_period(on), in_period(on, "organization__")).annotate(
        review_months=OFFER_REVIEW_MONTHS,
        main=FilteredRelation("attributes", condition=Q(attributes__is_main=True)),
        kind=F("main__term"),
        fresh=ExpressionWrapper(confirmed(on), BooleanField()),
    )
    rows = found.order_by("pk").values_list("pk", "kind", "fresh")
    return [Offer(pk, kind, bool(fresh)) for pk, kind, fresh in rows]


def _places(on: date) -> list[tuple[int, int]]:
    """Offer and area: it names the area, or stands in one of its municipalities."""
    here = "sites__location__municipality__planning_areas"
    standing = Service.objects.exclude(**{here: None}).order_by().values_list("pk", here)
    named = Service.objects.exclude(areas__planning_area=None).order_by()
    known = set(areas_in_force(on).values_list("pk", flat=True))
    pairs = standing.union(named.values_list("pk", "areas__planning_area"))
    return [(offer, area) for offer, area in pairs if area in known]


def readings(*, kind_id: int | None = None, area_id: int | None = None) -> list[tuple[date, Share]]:
    """What was measured over all, of one top kind or in one area, the oldest first (1 query)."""
    found = FreshnessReading.objects.filter(kind=kind_id, planning_area=area_id)
    rows = found.order_by("on").values_list("on", "offers", "confirmed")
    return [(on, Share(offers, well, kind_id, area_id)) for on, offers, well in rows]


def all_readings() -> QuerySet[FreshnessReading]:
    """Every reading with the names of kind and area, the oldest first (1 query)."""
    rows = FreshnessReading.objects.select_related("kind", "planning_area")
    return rows.defer("planning_area__outline").order_by("on", "pk")
