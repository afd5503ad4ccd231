"""What the worker measures once a week: the past cannot be derived later."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from mitsorge.domain.upkeep.models import FreshnessReading
from mitsorge.domain.upkeep.queries.readings import measured
from mitsorge.domain.upkeep.rules.readings import Share


@transaction.atomic
def record(*, on: date, shares: Iterable[Share]) -> int:
    """Keeps the shares of a day; a day that was measured stays as it is. How many rows (2 queries)."""
    if FreshnessReading.objects.filter(on=on).exists():
        return 0
    rows = [
        FreshnessReading(
            on=on,
            kind_id=share.kind_id,
            planning_area_id=share.area_id,
            offers=share.offers,
            confirmed=share.confirmed,
        )
        for share in shares
    ]
    return len(FreshnessReading.objects.bulk_create(rows, ignore_conflicts=True))


def record_week(*, at: datetime) -> int:
    """What the worker does (7 queries)."""
    on = timezone.localdate(at)
    return record(on=on, shares=measured(on))
