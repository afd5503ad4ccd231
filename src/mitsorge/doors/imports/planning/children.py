"""Hours, prices and contacts the directory holds, in the stored form of `directory.rules.offer_rows`."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, time
from functools import lru_cache

from mitsorge.domain.directory.models import Contact, CostOption, Phone, Schedule
from mitsorge.domain.directory.rules.offer_rows import write_period

Cost = list[str]
ContactLine = list[object]


HOURS = (
    "rrule",
    "opens_at",
    "closes_at",
    "by_appointment",
    "description",
    "valid_from",
    "valid_to",
)


def hours() -> Iterator[tuple[int, str]]:
    """(service id, "RRULE|opens|closes|words" and, where there is one, the period) in order (1 query)."""
    for service, *row in Schedule.objects.order_by("pk").values_list("service_id", *HOURS):
        yield service, _opening(*row)


@lru_cache(maxsize=4096)
def _opening(
    rrule: str,
    opens: time | None,
    closes: time | None,
    by_appointment: bool,
    description: str,
    valid_from: date | None,
    valid_to: date | None,
) -> str:
    times = "|".join(f"{at:%H:%M}" if at else "" for at in (opens, closes))
    words = description.replace("|", "/")
    if by_appointment and not words:
        words = "nach Vereinbarung"
    text = f"{rrule}|{times}|{words}"
    period = write_period(valid_from, valid_to)
    return "|".join((text, *period)) if any(period) else text


def costs() -> Iterator[tuple[int, Cost]]:
    """(service id, [option, amount, per, words, valid from, valid to]) in order (1 query)."""
    for row in CostOption.objects.order_by("pk"):
        amount = "" if row.amount is None else f"{row.amount:.2f}"
        period = write_period(row.valid_from, row.valid_to)
        yield row.service_id, [row.option, amount, row.per, row.amount_description, *period]


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
