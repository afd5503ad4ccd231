"""What hangs on an offer, for many offers at once: terms, phones, hours, areas, places."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.db import models

from mitsorge.domain.directory.actions.bulk.insert import Row, insert, reserve
from mitsorge.domain.directory.models import (
    Attribute,
    Contact,
    CostOption,
    Phone,
    Schedule,
    ServiceArea,
    ServiceCapacity,
    TaxonomyTerm,
)
from mitsorge.domain.directory.rules.offer_rows import TERM_FIELDS, read_cost, read_hours

BATCH = 2000
NEVER_REPORTED = datetime(2000, 1, 1, tzinfo=UTC)
"""A list tells how many places a house has, not how many are free: that report stays overdue."""
Values = Mapping[str, Any]


def add_children(values_of: Mapping[int, Values], terms: Mapping[tuple[str, str], int]) -> None:
    """Writes the children of offers that have none yet: {service id: values} (one query per 5,000 rows)."""
    for model, make in MAKERS:
        insert(model, [row for pk, values in values_of.items() for row in make(pk, values, terms)])
    _add_contacts(values_of)


def replace_children(
    values_of: Mapping[int, Values],
    changed: Mapping[int, Iterable[str]],
    terms: Mapping[tuple[str, str], int],
) -> None:
    """Replaces only the named lists of each offer; the others stay as they are."""
    for name, kind in TERM_FIELDS.items():
        _delete(Attribute.objects.filter(term__kind=kind), changed, name)
    for name, model in (
        ("phones", Phone),
        ("contacts", Contact),
        ("costs", CostOption),
        ("hours", Schedule),
        ("areas", ServiceArea),
        ("places_total", ServiceCapacity),
    ):
        _delete(model._default_manager.all(), changed, name)
    add_children(
        {
            service: {name: values_of[service][name] for name in names}
            for service, names in changed.items()
        },
        terms,
    )


def _delete(rows: models.QuerySet[Any], changed: Mapping[int, Iterable[str]], name: str) -> None:
    services = [service for service, names in changed.items() if name in names]
    for start in range(0, len(services), BATCH):
        rows.filter(service_id__in=services[start : start + BATCH]).delete()


def all_terms() -> dict[tuple[str, str], int]:
    """The id of every term by kind and code (1 query)."""
    return {
        (kind, code): pk
        for pk, kind, code in TaxonomyTerm.objects.values_list("pk", "kind", "code")
    }


def _attributes(
    service: int, values: Values, terms: Mapping[tuple[str, str], int]
) -> Iterable[Row]:
    for name, kind in TERM_FIELDS.items():
        for position, code in enumerate(dict.fromkeys(values.get(name) or ())):
            is_main = name == "kinds" and position == 0
            yield {"service_id": service, "term_id": terms[kind, code], "is_main": is_main}


def _phones(service: int, values: Values, _terms: object) -> Iterable[Row]:
    for kind, number, display in values.get("phones") or ():
        yield {"service_id": service, "kind": kind, "number": number, "display": display}


def _hours(service: int, values: Values, _terms: object) -> Iterable[Row]:
    for text in values.get("hours") or ():
        yield {"service_id": service, **read_hours(text)}


def _costs(service: int, values: Values, _terms: object) -> Iterable[Row]:
    for cost in values.get("costs") or ():
        yield {"uid": uuid4(), "service_id": service, **read_cost(cost)}


def _add_contacts(values_of: Mapping[int, Values]) -> None:
    """Functions with their numbers: the ids of the functions are taken first (3 queries, 0 without)."""
    told = [
        (service, *contact)
        for service, values in values_of.items()
        for contact in values.get("contacts") or ()
    ]
    numbers = reserve(Contact, len(told))
    rows, phones = [], []
    for pk, (service, function, email, lines) in zip(numbers, told, strict=True):
        rows.append({"id": pk, "service_id": service, "function": function, "email": email})
        phones += [{"contact_id": pk, "kind": k, "number": n, "display": d} for k, n, d in lines]
    insert(Contact, rows)
    insert(Phone, phones)


def _areas(service: int, values: Values, _terms: object) -> Iterable[Row]:
    for text in values.get("areas") or ():
        kind, _colon, number = text.partition(":")
        yield {
            "service_id": service,
            "kind": {"M": "MUNICIPALITY", "P": "PLANNING_AREA", "R": "RADIUS"}.get(kind, "BODY"),
            "municipality_id": int(number) if kind == "M" else None,
            "planning_area_id": int(number) if kind == "P" else None,
            "radius_km": int(number) if kind == "R" else None,
        }


def _capacities(service: int, values: Values, _terms: object) -> Iterable[Row]:
    if values.get("places_total") is not None:
        yield {
            "service_id": service,
            "unit": "Plätze",
            "maximum": values["places_total"],
            "updated_at": NEVER_REPORTED,
        }


MAKERS: tuple[tuple[type[models.Model], Callable[..., Iterable[Row]]], ...] = (
    (Attribute, _attributes),
    (Phone, _phones),
    (Schedule, _hours),
    (CostOption, _costs),
    (ServiceArea, _areas),
    (ServiceCapacity, _capacities),
)
