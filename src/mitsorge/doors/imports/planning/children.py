"""Hours, prices and contacts the directory holds, in the stored form of `directory.rules.offer_rows`."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from django.db.models import CharField
from django.db.models.functions import Cast

from mitsorge.domain.directory.models import Contact, CostOption, Phone, Schedule
from mitsorge.domain.directory.rules.offer_rows import write_period

Cost = list[str]
ContactLine = list[object]


HOURS = (
    "rrule",
    Cast("opens_at", CharField()),
    Cast("closes_at", CharField()),
    "by_appointment",
    "description",
    Cast("valid_from", CharField()),
    Cast("valid_to", CharField()),
)
"""Times and days in ISO form as both databases write them: no object is made of each."""
COSTS = ("option", "amount", "per", "amount_description", "valid_from", "valid_to")


def hours() -> Iterator[tuple[int, str]]:
    """(service id, "RRULE|opens|closes|words" and, where there is one, the period) in order (1 query)."""
    for service, *row in Schedule.objects.order_by("pk").values_list("service_id", *HOURS):
        yield service, _opening(*row)


@lru_cache(maxsize=4096)
def _opening(
    rrule: str,
    opens: str | None,
    closes: str | None,
    by_appointment: bool,
    description: str,
    valid_from: str | None,
    valid_to: str | None,
) -> str:
    words = description.replace("|", "/")
    if by_appointment and not words:
        words = "nach Vereinbarung"
    text = f"{rrule}|{(opens or '')[:5]}|{(closes or '')[:5]}|{words}"
    period = (valid_from or "", valid_to or "")
    return "|".join((text, *period)) if any(period) else text


def costs() -> Iterator[tuple[int, Cost]]:
    """(service id, [option, amount, per, words, valid from, valid to]) in order (1 query)."""
    rows = CostOption.objects.order_by("pk").values_list("service_id", *COSTS)
    for service, option, amount, per, words, *days in rows:
        told = "" if amount is None else f"{amount:.2f}"
        yield service, [option, told, per, words, *write_period(*days)]


def contacts() -> Iterator[tuple[int, ContactLine]]:
    """(service id, [function, e-mail, phones]) in order (2 queries)."""
    lines: dict[int, list[list[str]]] = defaultdict(list)
    phones = Phone.objects.filter(contact__service__isnull=False).order_by("pk")
    for contact, *line in phones.values_list("contact_id", "kind", "number", "display"):
        if contact is not None:
            lines[contact].append(line)
    rows = Contact.objects.filter(service__isnull=False).order_by("pk")
    for pk, service, function, email in rows.values_list("pk", "service_id", "function", "email"):
        if service is not None:
            yield service, [function, email, lines[pk]]
