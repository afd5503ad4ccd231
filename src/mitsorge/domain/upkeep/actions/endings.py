"""How a round ends: by an answer, or because nothing is left to ask."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from mitsorge.domain.upkeep.models import Inquiry
from mitsorge.domain.upkeep.rules import Ending
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


@transaction.atomic
def end_inquiry(
    inquiry_id: int, ending: Ending, *, via: str, by: Account | None, at: datetime
) -> bool:
    """Ends a round once (1 query, 3 where it ended); False where somebody ended it before.

    Who changed something and then says that the rest is correct has confirmed: CHANGED may still become CONFIRMED.
    """
    fits = Q(ended_at=None)
    if ending == Ending.CONFIRMED:
        fits |= Q(ending=Ending.CHANGED)
    running = Inquiry.objects.filter(fits, pk=inquiry_id)
    if not running.update(ended_at=at, ending=ending, ended_via=via):
        return False
    inquiry = Inquiry.objects.select_related("organization").get(pk=inquiry_id)
    changes = {"ending": ["", str(ending)], "ended_via": ["", str(via)]}
    journal.record(event="upkeep.inquiry.ended", subject=inquiry, by=by, at=at, changes=changes)
    return True


def hold_running(organization: Any) -> None:
    """Locks the running round before a change and its entry, in the order in which answers do (1 query)."""
    rows = Inquiry.objects.filter(organization=organization, ended_at=None)
    list(rows.select_for_update().values_list("pk"))


def end_running(
    organization_id: int, ending: Ending, *, via: str, by: Account | None, at: datetime
) -> bool:
    """Ends the running round of an organization (2 queries more); False where none runs."""
    rows = Inquiry.objects.filter(organization=organization_id, ended_at=None)
    running = rows.values_list("pk", flat=True).first()
    return running is not None and end_inquiry(running, ending, via=via, by=by, at=at)
