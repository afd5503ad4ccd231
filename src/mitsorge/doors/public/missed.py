"""Searches in vain are counted, without anything about who searched: they point to gaps."""

import logging

from django.db import DatabaseError, transaction
from django.http import HttpRequest
from django.utils import timezone

from mitsorge.domain.directory import actions
from mitsorge.doors.public.asked import Asked
from mitsorge.doors.public.swapping import asked_by_htmx
from mitsorge.doors.public.words import place_name
from mitsorge.foundation.places.queries import Located

log = logging.getLogger(__name__)


def count_if_missed(request: HttpRequest, asked: Asked, located: Located | None) -> bool:
    """Count a search for words that found nothing; whether it was counted.

    A database that only reads changes nothing for the visitor.
    """
    is_first_ask = asked.what and not asked.facets and asked.page == 1
    if not is_first_ask or asked_by_htmx(request) or request.method != "GET":
        return False
    try:
        with transaction.atomic():
            return actions.count_missed_search(
                words=asked.what, place=place_name(located), on=timezone.localdate()
            )
    except DatabaseError:
        log.info("a search in vain was not counted: the database is read-only")
        return False
