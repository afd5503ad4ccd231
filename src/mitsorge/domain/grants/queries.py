from datetime import date

from django.db.models import Q

from mitsorge.domain.grants.models import FundingPeriod


def notices_on(day: date) -> list[str]:
    """The funding notices that hold on a day (1 query)."""
    running = Q(valid_to=None) | Q(valid_to__gt=day)
    return list(
        FundingPeriod.objects.filter(running, valid_from__lte=day).values_list("notice", flat=True)
    )
