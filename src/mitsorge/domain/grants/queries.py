from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from mitsorge.domain.grants.models import FundingPeriod
from mitsorge.foundation.statements import Question


def _notices(day: date) -> QuerySet[FundingPeriod, Any]:
    running = Q(valid_to=None) | Q(valid_to__gt=day)
    return FundingPeriod.objects.filter(running, valid_from__lte=day).values_list("notice")


NOTICES = Question(_notices, lambda rows: [str(notice) for (notice,) in rows])
"""The funding notices that hold on a `day` (1 query)."""
