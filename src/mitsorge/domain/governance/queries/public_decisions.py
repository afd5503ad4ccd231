"""The public part of the decision register: open items of public meetings whose minutes are approved."""

from django.db.models import QuerySet

from mitsorge.domain.governance.models import AgendaItem, Committee
from mitsorge.domain.governance.queries import register
from mitsorge.domain.governance.queries.public_calendar import (
    Decision,
    decision_of,
    public_meetings,
)
from mitsorge.domain.governance.rules import ItemStatus


def decided() -> QuerySet[AgendaItem]:
    """What anyone may read of the register, the newest first, with committee and meeting (1 query).

    An item is open, done and decided; its meeting is one everyone may know of; its minutes are approved.
    """
    approved = public_meetings().filter(minutes__approved_at__isnull=False)
    return register.decisions().filter(
        is_public=True, status=ItemStatus.DONE, meeting__in=approved.values("pk")
    )


def latest(committee: Committee, *, most: int) -> list[Decision]:
    """What a committee decided in public, the last first (1 query)."""
    rows = decided().filter(committee=committee)[:most]
    return [each for each in map(decision_of, rows) if each]


def deciding_committees() -> list[tuple[str, str]]:
    """(code, name) of the committees with a decision everyone may read (1 query)."""
    ids = decided().order_by().values("committee")
    return list(Committee.objects.filter(pk__in=ids).values_list("code", "name"))
