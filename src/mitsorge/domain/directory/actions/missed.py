"""Counting searches in vain: they point to gaps, and say nothing about who searched."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F

from mitsorge.domain.directory.models import MissedSearch
from mitsorge.domain.directory.search import as_counted, may_be_counted

LONGEST_PLACE = 120


@transaction.atomic
def count_missed_search(*, words: str, place: str = "", on: date) -> bool:
    """One more search in vain in the week of this day (1 to 3 queries); whether it was counted.

    Nothing is counted where the setting SEARCH_LEARNING is off or the words could be somebody's. `place`: the
    label of a located place, never what was typed.
    """
    if not settings.SEARCH_LEARNING or not may_be_counted(words):
        return False
    row: dict[str, Any] = {
        "words": as_counted(words),
        "place": place[:LONGEST_PLACE],
        "week": on - timedelta(days=on.weekday()),
    }
    if not MissedSearch.objects.filter(**row).update(count=F("count") + 1):
        _found, is_new = MissedSearch.objects.get_or_create(**row)
        if not is_new:  # somebody else was first in the same moment
            MissedSearch.objects.filter(**row).update(count=F("count") + 1)
    return True
